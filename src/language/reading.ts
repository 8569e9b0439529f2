import type { Moment, Span, Timing } from './grammar/timing.ts'

/** The targets that are not Entra groups. A group that is really called "all users" must be quoted. */
export const ALL_USERS = '@allUsers'
export const ALL_DEVICES = '@allDevices'

/** A name that was left out of a request and is asked for. */
export const UNNAMED = ''

export type Intent = 'required' | 'available' | 'uninstall' | 'availableWithoutEnrollment'
export type FilterMode = 'include' | 'exclude'
/** Which entries of a group a removal takes. */
export type EntrySide = 'inclusion' | 'exclusion'

/**
 * One way to understand a sentence that asks for a change.
 *
 * `kind` is a catalog key, or null when the sentence names none. `policies` and the targets are names or
 * ids exactly as the person wrote them (quotes removed); targets may also be `@allUsers` or `@allDevices`.
 */
export interface ChangeReading {
  action: 'change'
  kind: string | null
  policies: string[]
  include: string[]
  exclude: string[]
  remove: string[]
  filter: { name: string; mode: FilterMode } | null
  intent: Intent | null
  /** What only some objects of the kind are called, where one without a name is asked for: "antivirus policy". */
  sort?: string
  /** What `remove` takes; left out: inclusions, since only a sentence that names exclusions may give anybody more. */
  side?: EntrySide
  /** The filter is taken off what is there: "without filter", "remove the filter from Legal on X". */
  withoutFilter?: true
  /** With `withoutFilter`: who has none of it gets it: "assign X to Legal without a filter". */
  gives?: true
  /**
   * What is assigned already gets another filter, or its filter another mode: "change the filter on X to F". `from`: only
   * those filters, by name; left out: all. `mode`: as it is to be; left out: as each has it. `adds`: what has no filter
   * gets one, too. `flips`: the mode is to be the other one. With `withoutFilter`, the filters called `from` come off.
   */
  refilter?: { from?: string; mode?: FilterMode; adds?: true; flips?: true }
  /** Nobody is named: the change is for whoever has it. */
  every?: true
  /** Only the entries with this intent are meant: "from required to available", "the uninstall assignment of G". */
  fromIntent?: Intent
  /** Those included lose other policies by the same request, in whose place these come: "replace P with Q for G". */
  replaces?: true
  /** Everybody else's inclusions go, too: "only to Legal". */
  only?: true
  /**
   * Every direct assignment of the policies is removed: "clear the assignments of X"; with `side`, every one of that
   * side: "remove all exclusions from X". The lists of targets are empty.
   */
  clear?: true
  /** Why it is asked for, as written: "INC0012345", "because …". */
  reason?: string
  /** Words of the sentence that carry no meaning for the change and are named in the answer: "for testing". */
  leftOut?: string[]
  /** When it is to begin and to end, where the sentence says so. */
  timing?: Timing
  /** Set once it is asked for: nothing but what would change is wanted. @see TryReading */
  dryRun?: true
}

/** "copy all assignments of 7-Zip 24.08 to 7-Zip 24.09": policies get the entries that another has, beside their own. */
export interface CopyReading {
  action: 'copy'
  kind: string | null
  /** The policy whose entries are copied. */
  from: string
  /** It loses them: "replace app A with B". */
  moves?: true
  policies: string[]
  /** Those whose assignment is not copied: names or ids, `@allUsers` or `@allDevices`. */
  except?: string[]
  reason?: string
  leftOut?: string[]
  /** When it is to begin and to end, where the sentence says so. */
  timing?: Timing
  /** Set once it is asked for: nothing but what would change is wanted. @see TryReading */
  dryRun?: true
}

/** Several requests in one message, planned as one card: none is planned without the others. */
export interface SeveralReading {
  action: 'several'
  parts: ChangeReading[]
  /** Set once it is asked for: nothing but what would change is wanted. @see TryReading */
  dryRun?: true
}

/** "what is X assigned to" */
export interface ShowReading {
  action: 'show'
  kind: string | null
  policies: string[]
  /** "is X assigned to Y": a group's name or id, `@allUsers` or `@allDevices`. */
  isFor?: string
  /** "why doesn't Ada get X": what `isFor` is, and which of it is in question. */
  why?: Pick<WhyReading, 'subjectIs' | 'expects'>
  /** "who changed X" */
  history?: true
  /** "how is X doing" */
  status?: true
}

/** "what does group Y get"; the group may also be `@allUsers` or `@allDevices`. */
export interface ShowGroupReading {
  action: 'show-group'
  group: string
}

/**
 * "give group B everything that group A has": one change to every object that is assigned to `like`.
 *
 * Null `like` stands for the groups in `remove`: "remove group Old from everything"; with `kind`, for every object of
 * that kind: "assign all compliance policies to G". `kind` narrows it to objects of one kind. Exactly one of the three
 * lists holds targets.
 */
export interface BulkReading {
  action: 'bulk'
  /** A group's name or id, `@allUsers` or `@allDevices`. */
  like: string | null
  kind: string | null
  include: string[]
  exclude: string[]
  remove: string[]
  /** What `remove` takes; left out: inclusions. */
  side?: EntrySide
  /** How apps are assigned to those included. */
  intent?: Intent
  /** "everything that A has, as available": what has no intent is not meant, and the answer says so. */
  onlyWithIntent?: true
  /** With `kind`: further kinds that are meant, too. Catalog keys. */
  alsoKinds?: string[]
  /** Kinds of which everything stays as it is. Catalog keys. */
  exceptKinds?: string[]
  /** Policies that stay as they are, by name or id. */
  except?: string[]
  /** "all Windows policies": only objects for this platform, as `PolicyRef.platform` names it. */
  platform?: string
  /** "everything with Edge in the name": only objects whose name holds these words. */
  words?: string
  /** "all policies that start with Edge": their names begin with the words. */
  begins?: true
  /** "move everything from A to B": `like` loses what the others get. */
  moves?: true
  reason?: string
  leftOut?: string[]
  /** When it is to begin and to end, where the sentence says so. */
  timing?: Timing
  /** Set once it is asked for: nothing but what would change is wanted. @see TryReading */
  dryRun?: true
}

/** What is said about requests that wait: "yes", "cancel my last request", "list pending", "remind Bruno". */
export interface WaitingReading {
  action: 'waiting'
  wish: 'show' | 'approve' | 'cancel' | 'remind'
  /** Words of the policy, or the name of the person, that it is about; null: whatever waits. */
  about: string | null
  /** "cancel tonight's change" */
  when?: Timing
}

/** "I am away until Friday, Bruno stands in". `who`: null where they are back, empty where
 * nobody is named. `timing`: null where it says no end. */
export interface StandInReading {
  action: 'stand-in'
  who: string | null
  timing: Timing | null
}

/** "undo the change to Edge Settings", "undo Bruno's last change" */
export interface UndoOfReading {
  action: 'undo-of'
  person: string | null
  /** The ways to read the policy's name; empty where none was named. */
  policies: string[]
  /** A state of some day is wished for, and not the way back from a change. */
  toADay: boolean
  /** Several changes at once are meant: "undo everything", "undo the last 3 changes". */
  many?: true
}

/** "dry run: assign X to Y": only a look at what would change, so that nobody takes it for the request itself. */
export interface TryReading {
  action: 'try'
  wish: ChangeReading | BulkReading | CopyReading | SeveralReading
}

/** A stretch of time with a name, up to now or over. */
export type NamedPeriod = 'today' | 'yesterday' | 'this week' | 'last week' | 'this month' | 'last month'

/**
 * "history by Ada for group Legal last 7 days": names as written, `me` for the person's own; null: not narrowed by it.
 */
export interface HistoryOfReading {
  action: 'history-of'
  policy: string | null
  person: string | null
  group: string | null
  period: NamedPeriod | { days: number } | null
  /**
   * "history of Ada", "Ada's history": the one name is a person's, or else a policy's, which only the names that exist
   * can tell. The ways to read it as a policy's.
   */
  either?: ShowReading[]
}

/**
 * "why doesn't Ada get 7-Zip", "what does PC-0412 get": why a device, a person or a group has something or not. Each
 * way to read the policy's name is a reading of its own.
 */
export interface WhyReading {
  action: 'why'
  /** A device, a person or a group, by name or id as written; `@allUsers` or `@allDevices`. */
  subject: string
  /** What the subject was said to be: "user Ada", "device PC-0412", all devices; null: to be looked up. */
  subjectIs: 'device' | 'user' | 'group' | null
  /** The policy's kind, where it was named. */
  kind: string | null
  /** Null: whatever reaches the subject. */
  policy: string | null
  /** What the person believes happens. */
  expects: 'gets' | 'lacks'
}

/** "how is X doing", "did X work", "status of X": how far a policy has come on devices. */
export interface StatusReading {
  action: 'status'
  kind: string | null
  policy: string
}

/**
 * Where a moment is moved to: another one, or so much later (or earlier) than it was, or such that it lasts so long
 * altogether.
 */
export type Shift = Moment | { is: 'by'; span: Span; earlier: boolean } | { is: 'lasts'; span: Span }

/** "move Edge Settings to tomorrow 22:00", "extend it until Friday", "end it now": of what begins or ends by itself. */
export interface RescheduleReading {
  action: 'reschedule'
  /** `extend`: to last longer. `changeEnd`: to end then, be that later or earlier. */
  wish: 'move' | 'extend' | 'changeEnd' | 'endNow' | 'keep'
  /** The ways to read the policy's name; empty where none was named. */
  policies: string[]
  /** "tonight's change": when it begins, or ends. */
  when?: Timing
  /** Null where no time was said, or none is needed. */
  to: Shift | null
}

/** What the grammar reads by itself; the readings of commands are with the commands. */
export type Reading =
  | TryReading
  | ChangeReading
  | CopyReading
  | SeveralReading
  | ShowReading
  | StatusReading
  | BulkReading

/** What the language layer needs to know of a catalog row: how people call the kind. */
export interface KindWords {
  key: string
  title: string
  aliases: readonly string[]
  /** Those of the aliases that call only some objects of the kind so: all “update rings” are not all profiles. */
  parts?: readonly string[]
}

/** A change of policies that says nothing but `rest`. */
export function plainChange(
  { kind, policies }: Pick<ChangeReading, 'kind' | 'policies'>,
  rest: Partial<ChangeReading>,
): ChangeReading {
  return {
    action: 'change',
    kind,
    policies,
    include: [],
    exclude: [],
    remove: [],
    filter: null,
    intent: null,
    ...rest,
  }
}
