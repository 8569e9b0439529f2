import type { Transition } from './event.ts'
import type { AssignmentRequest, EarlierApproval } from './request.ts'
import { ENDED } from './states.ts'
import { endAfter, zoneOf } from './timing.ts'
import { changedSomething } from './undoPolicy.ts'

/*
 * What is to last for a time is taken back at its end by a request of its own. Its approval is that of the change: the
 * card that was approved named the end.
 */

/** With the end of what was written by now: a length counts from here. */
export function withEnd(before: AssignmentRequest, { request, effects }: Transition, now: Date): Transition {
  const { period, zone } = request
  if (!period?.end || !changedSomething(request) || changedSomething(before)) return { request, effects }
  const end =
    typeof period.end === 'string' ? period.end : endAfter(now, period.end.for, zoneOf(zone)).toISOString()
  return { request: { ...request, period: { ...period, end } }, effects: [...effects, { type: 'end' }] }
}

/** When what was written is to be taken back; null where it stays, or has been taken back. */
export function endOf(request: AssignmentRequest): Date | null {
  const end = request.period?.end
  if (typeof end !== 'string' || request.undoneBy || !changedSomething(request)) return null
  return new Date(end)
}

/** Whether the end was there before what it belongs to was written: then it comes to nothing any more. */
export function isEndOver({ period }: Pick<AssignmentRequest, 'period'>, now: Date): boolean {
  return typeof period?.end === 'string' && Date.parse(period.end) <= now.getTime()
}

/** Whether it was taken back at its end, not before. */
export function endedInTime({ state, period, log }: AssignmentRequest): boolean {
  const undone = log.findLast(({ what }) => what === 'undone')
  if (!ENDED.includes(state) || typeof period?.end !== 'string' || !undone) return false
  return Date.parse(undone.at) >= Date.parse(period.end)
}

/** What the way back carries from what it takes back. */
export function earlierApproval({ terms, approvals, decision }: AssignmentRequest): EarlierApproval | null {
  return terms && decision ? { terms, approvals, decision } : null
}
