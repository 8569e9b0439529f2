import type { ChangeReading, FilterMode } from '../../language/reading.ts'
import type { Entry, Subject } from './entries.ts'

/** What of a reading holds no name, and so holds here word for word. */
type Nameless = Pick<
  ChangeReading,
  'intent' | 'side' | 'withoutFilter' | 'every' | 'fromIntent' | 'only' | 'clear' | 'refilter'
>

/**
 * What somebody asked for, with every name found; `refilter.from` is a filter's id here. One change may go to several
 * policies.
 */
export interface Change extends Nameless {
  include: Subject[]
  exclude: Subject[]
  remove: Subject[]
  filter: { id: string; mode: FilterMode } | null
  /** The set gets the direct entries that another policy had when this was planned, beside its own. */
  copy?: { from: PolicyRef; entries: Entry[] }
  /** Those included get just what this one has: its filter, intent and settings, and nothing where it has none. */
  like?: Subject
  /** Takes an earlier change back, instead of all the above. */
  revert?: Reversal
  /** Comes after this one, on the set that it makes: about others, with its own intent and filter. */
  next?: Change
}

/** A change and those that come after it. */
export function stepsOf(change: Change): Change[] {
  const { next, ...step } = change
  return next ? [step, ...stepsOf(next)] : [change]
}

/** The same with each of its steps made anew. */
export function inEachStep(change: Change, anew: (step: Change) => Change): Change {
  const { next, ...step } = change
  return next ? { ...anew(step), next: inEachStep(next, anew) } : anew(change)
}

/**
 * What takes a change back: for every place that it touched, the entries there were and the ones it made.
 * Plain data: it is stored as JSON.
 */
export interface Reversal {
  was: Entry[]
  made: Entry[]
}

/** Asks for nothing: the set as it is. */
export const NO_CHANGE: Change = { include: [], exclude: [], remove: [], filter: null, intent: null }

/** The object whose assignments change. */
export interface PolicyRef {
  /** Catalog key. */
  kind: string
  id: string
  name: string
  /** `@odata.type` without `#microsoft.graph.`, where Graph gives one. */
  type: string | null
  /** "Windows", "iOS/iPadOS" …, where Graph lets it be known. */
  platform: string | null
  /** Those of its properties that the row's variants are told by, where it has any. */
  traits?: Readonly<Record<string, unknown>>
}

/** What the directory knows of a group. */
export interface GroupFacts {
  id: string
  /** Null when the group is gone from the directory or hidden from the requester. */
  name: string | null
  membership: 'assigned' | 'dynamic' | 'unknown'
  of: 'users' | 'devices' | 'users and devices' | 'nobody' | 'unknown'
  /** Users and devices, nested groups included; null when Graph would not say. */
  members: number | null
  securityEnabled: boolean
}

export interface FilterFacts {
  id: string
  name: string
  /** As a person calls it; null where Graph does not say. */
  platform: string | null
  /** Which of several platforms of that name, where filters keep them apart. */
  flavour?: string | null
  /** What it chooses among: enrolled devices, or apps wherever they run. */
  of: 'devices' | 'apps'
}

/** What must be known of the names in a plan. */
export interface Facts {
  groups: ReadonlyMap<string, GroupFacts>
  filters: ReadonlyMap<string, FilterFacts>
  /** Names of policy sets, by lower-case id, as far as the person may see them. */
  policySets?: ReadonlyMap<string, string>
}

export function subjectKey(subject: Subject): string {
  return subject.kind === 'group' ? subject.id.toLowerCase() : subject.kind
}

/** "all users", "“Legal”", "the deleted group 1b2c…" */
export function calledIn(facts: Facts, subject: Subject): string {
  if (subject.kind === 'allUsers') return 'all users'
  if (subject.kind === 'allDevices') return 'all devices'
  const group = facts.groups.get(subject.id.toLowerCase())
  if (!group) return `the group ${subject.id}`
  return group.name ? `“${group.name}”` : `the deleted group ${subject.id}`
}
