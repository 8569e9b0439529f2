import type { Gets } from '../intune/assignments/groupReport.ts'
import type {
  BulkReading,
  ChangeReading,
  CopyReading,
  SeveralReading,
  ShowReading,
} from '../language/reading.ts'
import type { Note } from '../wording/note.ts'
import type { Terms } from './approval/terms.ts'
import type { Item } from './item.ts'
import type { Look } from './look.ts'
import type { Person } from './person.ts'
import type { StoredPeriod } from './timing.ts'

/** Where a request was asked. */
export interface Place {
  conversationId: string
  kind: 'personal' | 'groupChat' | 'channel'
}

/**
 * A name that several objects have, a sentence with several readings, or a name that is missing; a person picks one.
 */
export interface Question {
  /** The words that were looked up; empty for readings; for an intent, which policies it is about. */
  asked: string
  what: 'policy' | 'group' | 'filter' | 'reading' | 'intent' | 'moment'
  /** For an intent or a name that was left out: what is not clear. */
  about?: Note
  choices: Choice[]
  /** How many further ones do not fit on the card. */
  more?: number
  /** A name was left out, and any other can be written in its place. */
  writes?: true
  /**
   * The kind that was said but has no such name, as people call it; the choices have the name, and are of other kinds.
   */
  instead?: string
}

/** The key of an answer. */
export function answerKey(what: Question['what'], asked: string): string {
  return `${what}:${asked}`
}

export interface Choice {
  /** Object id; for a reading, its position among the request's; for an intent, as Graph spells it. */
  id: string
  /** Catalog key, for policies. */
  kind: string | null
  title: string
  /** What it is: kind, platform, member count, description. */
  detail: string
  /** When it was made or changed, and its id: what tells it from another choice whose title looks the same. */
  mark?: string
}

/** Somebody's approval. Each person's counts once. */
export interface Approval {
  by: Person
  at: string
  comment: string | null
  /** In whose place they decided, while that person was away. */
  insteadOf?: { id: string; name: string }
}

/** A decision by somebody whose right to decide is still being looked up. */
export interface Offer extends Approval {
  verb: 'approve' | 'cancel'
  /** Why it does not count; null while it is being looked up. */
  refused: Note | null
}

/** One line of what happened, for the thread in a channel. */
export interface LogEntry {
  what:
    | 'approved'
    | 'scheduled'
    /** It is to begin at another moment. */
    | 'moved'
    /** It lasts longer. */
    | 'prolonged'
    | 'shortened'
    | 'begun'
    | 'tooLate'
    /** Its time is over, so the change is being taken back. */
    | 'ending'
    /** It waits for the requester to sign in. */
    | 'endWaits'
    /** That was not possible yet, and is tried again. */
    | 'endDelayed'
    /** It was not possible at all: nobody signed in or decided, or no attempt succeeded. */
    | 'notEnded'
    | 'rejected'
    | 'filed'
    | 'done'
    | 'failed'
    | 'askedAgain'
    | 'retried'
    | 'undone'
    | 'halfWritten'
    | 'emergency'
    | 'reviewed'
    /** How it went on devices; `failing` where too many of them failed. */
    | 'followed'
    | 'failing'
  by: Person | null
  at: string
  /** With `halfWritten`: the policy's position among the items. */
  item?: number
}

/** Why the requester went ahead without those who should have approved. */
export interface Emergency {
  reason: string
  /** Whom it skipped, in words: "any 2 members of Change Board". */
  skipped: string
  at: string
  /** Who of them has reviewed it since. */
  reviewed?: Approval
}

/** A temporary change, and its end, ISO 8601. */
export interface Prolonged {
  id: string
  end: string
  /** It is to end earlier than that, and not later. */
  earlier?: true
}

/** What a sentence can ask that needs the tenant for its answer. */
export type Asking = ChangeReading | CopyReading | SeveralReading | BulkReading | ShowReading

/**
 * What somebody picked for words that match several objects: `what:words` → choice, and what distinguishes it from the
 * others. `written`: for a name that was left out, the name they typed, which is still to be looked up; `id` is empty.
 */
export type Answers = Record<string, { id: string; kind: string | null; detail?: string; written?: string }>

/** What every request has, in any state. */
interface RequestBase {
  id: string
  /** Goes up by one with every transition; cards are drawn for a revision. */
  revision: number
  /** Goes up by one whenever people have something new to decide; an older card's button no longer counts. */
  round: number
  asker: Person
  place: Place
  /** The sentence, without mentions. */
  text: string
  /** Empty where a language model is to read it. */
  readings: Asking[]
  /** A language model read it, so people should check it. */
  interpreted?: boolean
  answers: Answers
  /** The group whose policies somebody wants to see, as they wrote it. */
  getsOf: string | null
  items: Item[]
  /** What else people should know. */
  notes: Note[]
  /** Why it is asked for, as the person wrote it. */
  why?: string
  /** The asker's time zone, an IANA name; left out where Teams did not say. */
  zone?: string
  /** The asker writes 01/12 for 12 January; left out where they write it for 1 December, or Teams did not say. */
  monthFirst?: true
  /** When it begins and ends, where that was said. */
  period?: StoredPeriod
  /** When to check how it went on devices, soonest first; left out: never. */
  follow?: Look[]
  /** The page of a long card that somebody changed last, from 0; it is what the others see. */
  page?: number
  /** The set changed between the card and the approval, so the plan on the card is a new one. */
  drifted: boolean
  /** The requester's Intune role did not let them do it; that may change. */
  lacksRights?: true
  /** Planning failed, for a reason that may pass. */
  setback?: true
  /** The requester approves it alone, in an emergency. */
  emergency?: Emergency
  /** Those who have approved so far, in this round. */
  approvals: Approval[]
  offers: Offer[]
  /** Who withdrew what Intune was asked to approve; the jobs that check on it withdraw it in Intune. */
  withdrawn?: Person | null
  /** How many times in a row it has waited for a sign-in. */
  signIns: number
  /** When the last of them came. */
  signedInAt?: string
  /** What channels are told, oldest first. */
  log: LogEntry[]
  /** For a reversal that was approved together with the change it takes back. */
  approvedBefore?: EarlierApproval
  /** The request that this one takes back. */
  undoes: string | null
  /** For a reversal at its end: how many attempts failed before. */
  tries?: number
  /** For a reversal: whoever asked for it wants it at once, where they could approve it alone. */
  atOnce?: true
  /** The temporary change that is to last until the end of this request's period instead of until `end`. */
  prolongs?: Prolonged
  /** The request that took this one back. */
  undoneBy: string | null
  createdAt: string
  expiresAt: string
  /** How long people have to decide, in milliseconds; restarts when they are asked again. */
  lifetime: number
  /** It ended so long ago that its plans are gone (see `store/retention.ts`): there are no items any longer. */
  detailsGone?: true
}

/** The fields that depend on the state, with their values where a state does not mention them. */
interface Blank {
  question: null
  gets: null
  /** Who may approve it. Fixed when people are asked: later rules do not change it. Null before that. */
  terms: Terms | null
  /** The last approval needed, the rejection or the cancelling. */
  decision: null
  /** Why it ended without a change, or what it waits for. */
  reason: null
  /** Where it continues after signing in. */
  resume: null
  /** What Entra demands of the next sign-in, in its own words (JSON); null: any sign-in will do. */
  claims: null
  /** When it was done or failed, or was no longer wanted. */
  endedAt: null
}

/** What a request carries in each state, besides what every request has. A new state begins with a line here. */
export interface Carried {
  /** The reason says how far a long search has got, on the card that is drawn in the meantime; it is not stored. */
  asked: { reason: Note | null }
  choosing: { question: Question }
  pending: { terms: Terms }
  /** It waits for its moment. */
  scheduled: Decided
  approved: Decided
  applying: Decided
  awaitingIntune: Decided
  signInNeeded: { reason: Note; claims: string | null } & (
    | { resume: 'asked'; terms: Terms | null; decision: null }
    | { resume: 'pending'; terms: Terms; decision: null }
    | ({ resume: 'applying' } & Decided)
  )
  done: { decision: Approval | null; endedAt: string }
  failed: { decision: Approval | null; reason: Note; endedAt: string }
  /** The reason: what it waited for when it ended. */
  cancelled: { decision: Approval; reason: Note | null; endedAt: string }
  rejected: { decision: Approval; reason: Note | null; endedAt: string }
  expired: { reason: Note | null; endedAt: string }
  answered: { reason: Note | null; gets: Gets | null }
}

interface Decided {
  terms: Terms
  decision: Approval
}

/** An approval that was given earlier, for exactly this reversal. */
export interface EarlierApproval extends Decided {
  approvals: Approval[]
}

export type State = keyof Carried

/** A request in one of these states, with what it carries there. */
export type RequestIn<S extends State> = {
  [K in S]: RequestBase & { state: K } & Omit<Blank, keyof Carried[K]> & Carried[K]
}[S]

export type AssignmentRequest = RequestIn<State>

/**
 * Whether nothing has read the sentence, so that only a language model is left. Taking back, prolonging and showing
 * what a group gets need no reading.
 */
export function awaitsModel({ readings, undoes, getsOf, prolongs }: AssignmentRequest): boolean {
  return readings.length === 0 && undoes === null && getsOf === null && !prolongs
}
