import type { Gets } from '../intune/assignments/groupReport.ts'
import type { Plan, Planned } from '../intune/plan/plan.ts'
import type { Note } from '../wording/note.ts'
import type { HalfWritten } from './item.ts'
import type { LookResult } from './look.ts'
import type { Person } from './person.ts'
import type { Asking, AssignmentRequest, Offer, Place, Question } from './request.ts'
import type { StoredPeriod } from './timing.ts'

/** What can happen to a request. `stateTable.ts` says what it leads to in each state. */
export type Event =
  | { type: 'interpreted'; reading: Asking }
  | { type: 'asksWhich'; question: Question }
  /**
   * `lacksRights`: the requester's Intune role does not let them do it. `setback`: planning failed, which says nothing
   * about the assignments.
   */
  | { type: 'answered'; reason: Note | null; plans: Plan[]; gets?: Gets; lacksRights?: true; setback?: true }
  /** `asLeft`: for a reversal, that nobody has changed anything since what it takes back. */
  | { type: 'planned'; plans: Plan[]; notes: Note[]; why?: string; period?: StoredPeriod; asLeft?: boolean }
  /** The members that were still being read when the card was drawn: more exact numbers, by item, for one round. */
  | { type: 'membersRead'; round: number; told: Required<Pick<Plan, 'effect' | 'warnings'>>[] }
  | { type: 'chose'; by: Person; choice: string; written?: string }
  /** `insteadOf`: in whose place. */
  | { type: 'approved'; by: Person; comment?: string | null; insteadOf?: { id: string; name: string } }
  /** `reason`: why, where nobody pressed a button. */
  | {
      type: 'cancelled'
      by: Person
      comment?: string | null
      insteadOf?: { id: string; name: string }
      reason?: Note
    }
  | { type: 'offered'; by: Person; verb: Offer['verb']; comment?: string | null }
  /** The requester says why it is wanted, as their rule asks. */
  | { type: 'explained'; by: Person; why: string }
  /** The requester says that it cannot wait for others, as their rule allows. `skipped`: who was skipped, in words. */
  | { type: 'emergency'; by: Person; reason: string; skipped: string }
  /** Somebody who was skipped in an emergency has reviewed what was done. */
  | { type: 'reviewed'; by: Person; comment?: string | null }
  | { type: 'turnedDown'; by: Person; reason: Note }
  | { type: 'undone'; by: string }
  /** How it went on devices has been checked. */
  | { type: 'followed'; found: LookResult }
  | { type: 'expired' }
  /** It is to begin at another moment, ISO 8601. `place`: where they said so. */
  | { type: 'moved'; by: Person; place: Place; start: string }
  /** Another request, which was approved, makes it last longer: until then, ISO 8601. */
  /** `earlier`: it ends before its earlier end, else after it. */
  | { type: 'prolonged'; by: Person; end: string; earlier?: true }
  /** The moment of what is scheduled has come, or is long over. */
  | { type: 'begun' }
  | { type: 'started'; item: number }
  /** Intune's Multi Admin Approval holds the change for somebody to approve there. */
  | { type: 'filed'; item: number; approval: string }
  | { type: 'approvedInIntune'; item: number }
  | { type: 'written'; item: number; graphRequestId: string | null }
  /** `note`: what else happened to it. */
  | { type: 'verified'; item: number; note?: Note }
  /** `shifts`: where the set is the same, what else is not as it was shown. */
  | { type: 'drifted'; item: number; plan: Plan; shifts?: Note[] }
  /** @see HalfWritten; without a plan there is a reason why there is none. */
  | { type: 'halfWritten'; item: number; half: HalfWritten; plan: Plan | null; reason: Note }
  | { type: 'failed'; item: number; reason: Note }
  | { type: 'gaveUp'; reason: Note }
  /** Skip policies of a request that waits, or include them again. */
  | { type: 'ticked'; by: Person; items: Tick[] }
  | { type: 'retried'; by: Person }
  | { type: 'withdrawn'; by: Person }
  /** By item; null for those that are not planned again. */
  | { type: 'replanned'; outcomes: (Planned | null)[] }
  /** `unsent`: the item whose write was to begin, of which nothing has been sent. */
  | { type: 'needsSignIn'; reason: Note; claims: string | null; unsent?: number }
  | { type: 'signedIn' }

/** A policy by its position, and whether it is included. */
export interface Tick {
  item: number
  ticked: boolean
}

/** What has to happen because of a transition. Each becomes a job in the transaction that stores it. */
export type FollowUp =
  | { type: 'plan' }
  /** Read the members of large groups, for more exact numbers on the card. */
  | { type: 'countMembers' }
  | { type: 'apply'; item: number }
  /** Check what happened to the request for approval in Intune. */
  | { type: 'intuneApproval'; item: number }
  /** `isPassing`: the next state is expected in a moment, so this one is shown only if it lasts. */
  | { type: 'card'; isPassing?: true }
  | { type: 'notice'; isPassing?: true }
  | { type: 'check' }
  | { type: 'reminder' }
  | { type: 'signIn' }
  | { type: 'expiry' }
  /** Begin what was approved for later. */
  | { type: 'begin' }
  /** Take back what was to last until now. */
  | { type: 'end' }
  /** Check how it went on devices, at the next moment for that. */
  | { type: 'follow' }
  /** That failed: people are told, and it is tried again later. */
  | { type: 'endAgain' }

export interface Transition {
  request: AssignmentRequest
  effects: FollowUp[]
}
