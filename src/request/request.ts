import type { Change } from '../intune/assignments/change.ts'
import type { Entry } from '../intune/assignments/entries.ts'
import type { Gets } from '../intune/assignments/groupReport.ts'
import type { Plan, Planned } from '../intune/plan/plan.ts'
import type {
  BulkReading,
  ChangeReading,
  CopyReading,
  SeveralReading,
  ShowReading,
} from '../language/reading.ts'
import type { Terms } from './approval/terms.ts'
import type { Person } from './person.ts'

/** Where a request was asked. */
export interface Place {
  conversationId: string
  kind: 'personal' | 'groupChat' | 'channel'
}

export type State =
  | 'asked'
  | 'choosing'
  | 'pending'
  | 'approved'
  | 'applying'
  | 'awaitingIntune'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'answered'
  | 'signInNeeded'

export const ENDED: readonly State[] = ['done', 'failed', 'cancelled', 'rejected', 'expired', 'answered']

/**
 * How far one policy of a request is. `planned` waits for people, `queued` for its turn; `written`: Graph took
 * it, but it has not been read back yet. `leftOut`: somebody took it out of the request before the approval.
 * `awaitingIntune`: Intune's own Multi Admin Approval has to approve it, too.
 */
export type Progress =
  | 'planned'
  | 'leftOut'
  | 'queued'
  | 'applying'
  | 'awaitingIntune'
  | 'written'
  | 'done'
  | 'failed'

export interface Item {
  plan: Plan
  progress: Progress
  /** Why it failed, as a sentence for a person. */
  reason: string | null
  /** Graph's request ids of the writes, for support. */
  graphRequestIds: string[]
  /** The request for approval that Intune has of it; the write carries its id once it is approved. */
  intuneApproval?: string | null
  /** A write of it lost what was to stay; its plan is the one that puts that back. */
  half?: HalfWritten
}

/** What a write came to that took the change and lost entries that were to stay. */
export interface HalfWritten {
  /** The set as it was before that write, and as it was read back. */
  before: Entry[]
  seen: Entry[]
  /** Puts back what is missing. */
  restore: Change
  /** What is missing, as a card names it. */
  lost: string[]
}

/** Something several objects answer to, a sentence that can be read in several ways, or one word that is missing; a person picks one. */
export interface Question {
  /** The words that were looked up; empty for readings; of an intent, which policies it is about. */
  asked: string
  what: 'policy' | 'group' | 'filter' | 'reading' | 'intent'
  /** Of an intent: what is not clear, as a sentence. */
  about?: string
  choices: Choice[]
  /** How many further ones do not fit on the card. */
  more?: number
  /** The kind that was said and has no such name, as people call it; the choices have it, and are of other kinds. */
  instead?: string
}

export interface Choice {
  /** Object id; of a reading, its place among the request's; of an intent, as Graph spells it. */
  id: string
  /** Catalog key, for policies. */
  kind: string | null
  title: string
  /** What tells it from the others: id, platform, kind, member count. */
  detail: string
}

/** Somebody's yes. Each person's counts once. */
export interface Approval {
  by: Person
  at: string
  comment: string | null
}

/** A decision of somebody of whom it has to be looked up whether they may decide. */
export interface Offer extends Approval {
  verb: 'approve' | 'cancel'
  /** Why it does not count, as a sentence; null while it is being looked up. */
  refused: string | null
}

/** One line of what happened, for the thread in a channel. */
export interface LogEntry {
  what:
    | 'approved'
    | 'rejected'
    | 'filed'
    | 'done'
    | 'failed'
    | 'askedAgain'
    | 'retried'
    | 'undone'
    | 'halfWritten'
  by: Person | null
  at: string
  /** With `halfWritten`: the policy's place among the items. */
  item?: number
}

/** What a sentence can ask that needs the tenant for its answer. */
export type Asking = ChangeReading | CopyReading | SeveralReading | BulkReading | ShowReading

/** What somebody picked for words that several objects answer to: `what:words` → choice. */
export type Answers = Record<string, { id: string; kind: string | null }>

export interface AssignmentRequest {
  id: string
  state: State
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
  /** A language model read it, so that people look twice. */
  interpreted?: boolean
  answers: Answers
  /** The group of which somebody wants to see what it gets, as they wrote it. */
  getsOf: string | null
  gets: Gets | null
  question: Question | null
  items: Item[]
  /** What else people should know, each a sentence. */
  notes: string[]
  /** Why it is asked for, as the person wrote it. */
  why?: string
  /** The page of a long card that somebody changed last, from 0; it is what the others see. */
  page?: number
  /** The set moved between the card and the approval, so the plan on the card is a new one. */
  drifted: boolean
  /** Who may approve it; null before there is a plan. Fixed then: other rules later do not change it. */
  terms: Terms | null
  /** Those who have approved so far, in this round. */
  approvals: Approval[]
  offers: Offer[]
  /** Who does not want any more what Intune was asked to approve; the jobs that look there take it back. */
  withdrawn?: Person | null
  /** The approval that was the last one needed, the rejection or the cancelling. */
  decision: Approval | null
  /** Why it ended without a change, or what it waits for, as a sentence for a person. */
  reason: string | null
  /** The state that goes on after signing in. */
  resume: 'asked' | 'pending' | 'applying' | null
  /** What Entra demands of the next sign-in, as it said it (JSON); null: any sign-in will do. */
  claims: string | null
  /** How often in a row it has waited for a sign-in. */
  signIns: number
  /** When the last of them came. */
  signedInAt?: string
  /** What channels are told, oldest first. */
  log: LogEntry[]
  /** The request that this one takes back. */
  undoes: string | null
  /** The request that took this one back. */
  undoneBy: string | null
  createdAt: string
  /** When it was done or failed, or nobody wanted it any more. */
  endedAt: string | null
  expiresAt: string
  /** How long people have to decide, in milliseconds; starts again when they are asked anew. */
  lifetime: number
  /** It ended so long ago that its plans are gone (see `store/retention.ts`): there are no items any more. */
  detailsGone?: true
}

/**
 * Whether nothing has read the sentence, so that only a language model is left. Taking back and looking up what a
 * group gets need no reading.
 */
export function awaitsModel({ readings, undoes, getsOf }: AssignmentRequest): boolean {
  return readings.length === 0 && undoes === null && getsOf === null
}

export type Event =
  | { type: 'interpreted'; reading: Asking }
  | { type: 'asksWhich'; question: Question }
  | { type: 'answered'; reason: string | null; plans: Plan[]; gets?: Gets }
  | { type: 'planned'; plans: Plan[]; notes: string[]; why?: string }
  | { type: 'chose'; by: Person; choice: string }
  | { type: 'approved'; by: Person; comment?: string | null }
  | { type: 'cancelled'; by: Person; comment?: string | null }
  | { type: 'offered'; by: Person; verb: Offer['verb']; comment?: string | null }
  | { type: 'turnedDown'; by: Person; reason: string }
  | { type: 'undone'; by: string }
  | { type: 'expired' }
  | { type: 'started'; item: number }
  /** Intune's Multi Admin Approval took the change in for somebody to approve it there. */
  | { type: 'filed'; item: number; approval: string }
  | { type: 'approvedInIntune'; item: number }
  | { type: 'written'; item: number; graphRequestId: string | null }
  | { type: 'verified'; item: number }
  | { type: 'drifted'; item: number; plan: Plan }
  /** @see HalfWritten; without a plan there is a reason why there is none. */
  | { type: 'halfWritten'; item: number; half: HalfWritten; plan: Plan | null; reason: string }
  | { type: 'failed'; item: number; reason: string }
  | { type: 'gaveUp'; reason: string }
  /** Take a policy out of a request that waits, or back in. */
  | { type: 'ticked'; by: Person; item: number; ticked: boolean }
  | { type: 'retried'; by: Person }
  | { type: 'withdrawn'; by: Person }
  /** By item; null for those that are not planned anew. */
  | { type: 'replanned'; outcomes: (Planned | null)[] }
  | { type: 'needsSignIn'; reason: string; claims: string | null }
  | { type: 'signedIn' }

/** What has to happen because of a transition. Each becomes a job in the transaction that stores it. */
export type Effect =
  | { type: 'plan' }
  | { type: 'apply'; item: number }
  /** See what became of the request for approval in Intune. */
  | { type: 'intuneApproval'; item: number }
  | { type: 'card' }
  | { type: 'notice' }
  | { type: 'check' }
  | { type: 'reminder' }
  | { type: 'signIn' }
  | { type: 'expiry' }

export interface Transition {
  request: AssignmentRequest
  effects: Effect[]
}
