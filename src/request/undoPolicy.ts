import type { Reversal } from '../intune/assignments/change.ts'
import { reversalOf } from '../intune/assignments/undo.ts'
import { rowOf } from '../intune/catalog/catalog.ts'
import { nothingWasChanged, tooLateToUndo, undoneAlready } from '../wording/desk.ts'
import type { Item } from './item.ts'
import type { AssignmentRequest } from './request.ts'
import { ENDED } from './states.ts'

/**
 * Whether a request that ended changed something that can be taken back: all of it, or the part that was done before
 * it failed, or before people were asked again and nobody agreed.
 */
export function changedSomething({ state, items }: AssignmentRequest): boolean {
  return ENDED.includes(state) && items.some(isChanged)
}

/** Whether Intune has any of this policy's change: all of it, or the half that a write left behind. */
export function isChanged({ progress, half }: Item): boolean {
  return progress === 'done' || half !== undefined
}

/** What takes back everything that was written for a policy, whether in one write or in two. */
export function wayBackOf({ plan, progress, half }: Item): Reversal {
  const after = half && progress !== 'done' ? half.seen : plan.after
  return reversalOf(half?.before ?? plan.before, after, rowOf(plan.policy.kind))
}

/**
 * Why a request cannot be taken back, as a sentence for the person; null when it can.
 * @param window how long after its end that is possible, in milliseconds.
 */
export function whyNotUndo(request: AssignmentRequest, window: number, now: Date): string | null {
  if (!changedSomething(request)) return nothingWasChanged()
  if (request.undoneBy) return undoneAlready()
  const age = now.getTime() - Date.parse(request.endedAt ?? request.createdAt)
  if (age <= window) return null
  return tooLateToUndo(Math.round(window / 86_400_000))
}
