import type { Event, Transition } from './event.ts'
import type { AssignmentRequest, LogEntry } from './request.ts'
import { ENDED } from './states.ts'

/** Between two tries to take back what was to be over, in minutes; after the last one people have to do it. */
const PAUSES = [10, 30, 60, 120, 240, 480]

/** When the way back is tried again that came to nothing at this moment; null: no more. */
export function nextTry({ tries = 0 }: Pick<AssignmentRequest, 'tries'>, failedAt: Date): Date | null {
  const pause = PAUSES[tries]
  return pause === undefined ? null : new Date(failedAt.getTime() + pause * 60_000)
}

/**
 * What was to last for a time and could not be taken back is never left so without a word: it is tried again, the
 * requester hears of the first time, and of the last.
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
  // Each try would tell of the same.
  const earlier = request.log.filter((line) => line.what !== 'failed')
  const log: LogEntry[] = what ? [...earlier, { what, by: null, at: now.toISOString() }] : earlier
  return { request: { ...request, log }, effects: [...effects, { type: 'endAgain' }] }
}
