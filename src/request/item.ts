import type { Change } from '../intune/assignments/change.ts'
import type { Entry } from '../intune/assignments/entries.ts'
import type { Line, Plan } from '../intune/plan/plan.ts'
import type { Note } from '../wording/note.ts'

/**
 * How far one policy of a request has got. `planned` waits for people, `queued` for its turn; `written`: Graph accepted
 * it, but it has not been read back yet. `leftOut`: somebody skipped it before the approval.
 * `awaitingIntune`: Intune's own Multi Admin Approval has to approve it, too.
 */
export type Progress = Item['progress']

/** One policy of a request: its plan, and how far it has got. */
export type Item = ItemBase & (OnItsWay | WaitingForIntune | NotDone)

interface ItemBase {
  plan: Plan
  /** Graph's request ids of the writes, for support. */
  graphRequestIds: string[]
  /** A write of it lost what was to stay; its plan is the one that restores that. */
  half?: HalfWritten
  /** What others changed between the plan that was approved and this one, where that is why there is a new one. */
  since?: Line[]
  /** Likewise where the set is the same: whom the approved plan would reach now. */
  shifts?: Note[]
  /** When Assent last read the set before the plan was made, ISO 8601. */
  seenAt?: string
  /** When others changed something: the two moments at which Assent looked, ISO 8601; the change came between them. */
  sinceBetween?: { from: string; to: string }
}

interface OnItsWay {
  progress: 'planned' | 'leftOut' | 'queued' | 'applying' | 'written' | 'done'
  reason: null
  /** Intune's own request for approval of it; the write carries its id once it is approved. */
  intuneApproval?: string | null
}

interface WaitingForIntune {
  progress: 'awaitingIntune'
  reason: null
  intuneApproval: string
}

interface NotDone {
  progress: 'failed'
  reason: Note
  intuneApproval?: string | null
}

/** The result of a write that made the change but lost entries that were to stay. */
export interface HalfWritten {
  /** The set as it was before that write, and as it was read back. */
  before: Entry[]
  seen: Entry[]
  /** Restores what is missing. */
  restore: Change
  /** What is missing, as a card names it. */
  lost: string[]
}

export function newItem(plan: Plan, now: Date): Item {
  return { plan, progress: 'planned', reason: null, graphRequestIds: [], seenAt: now.toISOString() }
}

export function isUnderWay(item: Item): boolean {
  return isBeingWritten(item) || item.progress === 'awaitingIntune'
}

/** Whether nothing of it can have reached Intune yet. */
export function isUnsent({ progress, half, intuneApproval, graphRequestIds }: Item): boolean {
  const isAhead = progress === 'planned' || progress === 'leftOut' || progress === 'queued'
  return isAhead && !half && !intuneApproval && graphRequestIds.length === 0
}

/** Whether it waits for its turn to be written, or is being written or read back. */
export function isBeingWritten({ progress }: Item): boolean {
  return progress === 'queued' || progress === 'applying' || progress === 'written'
}
