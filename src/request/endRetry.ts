import type { Event, Transition } from './event.ts'
import type { AssignmentRequest, LogEntry } from './request.ts'
import { ENDED } from './states.ts'

/** Pauses between attempts to take back a temporary change, in minutes; after the last one people have to do it. */
const PAUSES = [10, 30, 60, 120, 240, 480]

/** When a reversal that failed at this moment is tried again; null: no more. */
export function nextTry({ tries = 0 }: Pick<AssignmentRequest, 'tries'>, failedAt: Date): Date | null {
  const pause = PAUSES[tries]
  return pause === undefined ? null : new Date(failedAt.getTime() + pause * 60_000)
}

/**
 * A temporary change that could not be taken back is never left without a word: it is tried again, and the
 * requester is told after the first attempt, and after the last.
 */
export function withAnotherTry(
  before: AssignmentRequest,
  { request, effects }: Transition,
  event: Event,
  now: Date,
): Transition {
  const isOver = ENDED.includes(request.state) && !ENDED.includes(before.state)
  const wasInVain = request.state === 'failed' || (event.type === 'answered' && event.setback === true)
  if (!request.approvedBefore || !isOver || !wasInVain) return { request, effects }
  const isLast = nextTry(request, now) === null
  const what = isLast ? 'notEnded' : request.tries ? null : 'endDelayed'
  // Every attempt would say the same.
  const earlier = request.log.filter((line) => line.what !== 'failed')
  const log: LogEntry[] = what ? [...earlier, { what, by: null, at: now.toISOString() }] : earlier
  return { request: { ...request, log }, effects: [...effects, { type: 'endAgain' }] }
}
