import { DateTime } from 'luxon'
import {
  beingTakenBack,
  endsThenAlready,
  MOVE_PROBLEMS,
  noLongerThanBefore,
  nothingLasting,
  pickMoment,
} from '../wording/schedule.ts'
import { momentInFull } from '../wording/timing.ts'
import type { Transition } from './event.ts'
import { whyNotThen } from './postponement.ts'
import type { AssignmentRequest, EarlierApproval } from './request.ts'
import { ENDED } from './states.ts'
import { endAfter, zoneOf } from './timing.ts'
import { changedSomething } from './undoPolicy.ts'

/*
 * A temporary change is taken back at its end by a request of its own. Its approval is that of the change: the
 * card that was approved named the end.
 */

/** With the end of what has been written: a length counts from now. */
export function withEnd(before: AssignmentRequest, { request, effects }: Transition, now: Date): Transition {
  const { period, zone } = request
  if (!period?.end || !changedSomething(request) || changedSomething(before)) return { request, effects }
  const end =
    typeof period.end === 'string' ? period.end : endAfter(now, period.end.for, zoneOf(zone)).toISOString()
  return { request: { ...request, period: { ...period, end } }, effects: [...effects, { type: 'end' }] }
}

/** When the change is to be taken back; null where it stays, or has been taken back. */
export function endOf(request: AssignmentRequest): Date | null {
  const end = request.period?.end
  if (typeof end !== 'string' || request.undoneBy || !changedSomething(request)) return null
  return new Date(end)
}

/** Whether the end came before the change was written: then it no longer applies. */
export function isEndOver({ period }: Pick<AssignmentRequest, 'period'>, now: Date): boolean {
  return typeof period?.end === 'string' && Date.parse(period.end) <= now.getTime()
}

/** Whether it was taken back at its end, not before. */
export function endedInTime({ state, period, log }: AssignmentRequest): boolean {
  const undone = log.findLast(({ what }) => what === 'undone')
  if (!ENDED.includes(state) || typeof period?.end !== 'string' || !undone) return false
  return Date.parse(undone.at) >= Date.parse(period.end)
}

/** What the reversal inherits from what it takes back. */
export function earlierApproval({ terms, approvals, decision }: AssignmentRequest): EarlierApproval | null {
  return terms && decision ? { terms, approvals, decision } : null
}

/** Why it has nothing that can end, as a sentence; null where it has. */
export function whyNotEnd(request: AssignmentRequest): string | null {
  return endOf(request) ? null : nothingLasting()
}

/** Why it cannot last until then, as a sentence; null where it can. @param either whether it may also end earlier. */
export function whyNotProlong(
  request: AssignmentRequest,
  end: Date | null,
  now: Date,
  either = false,
): string | null {
  const before = endOf(request)
  if (!before) return nothingLasting()
  if (before <= now) return beingTakenBack()
  if (!end) return pickMoment()
  const problem = whyNotThen(end, now)
  if (problem) return MOVE_PROBLEMS[problem]
  if (end > before || (either && end < before)) return null
  const inFull = momentInFull(before.toISOString(), zoneOf(request.zone))
  return either ? endsThenAlready(inFull) : noLongerThanBefore(inFull)
}

/** A reminder that would come sooner after the change than this is pointless, in milliseconds. */
const TOO_SOON_MS = 3_600_000
/** People are not woken for it: the hours of the day in which it comes. */
const EARLIEST = 8
const LATEST = 17

/** When the requester is reminded of an end: one working day before, in their daytime; null where that has passed. */
export function reminderBefore(end: Date, zone: string, now: Date): Date | null {
  let day = DateTime.fromJSDate(end, { zone }).minus({ days: 1 })
  while (day.weekday > FRIDAY) day = day.minus({ days: 1 })
  if (day.hour < EARLIEST) day = day.startOf('day').set({ hour: EARLIEST })
  if (day.hour >= LATEST) day = day.startOf('day').set({ hour: LATEST })
  const at = day.toJSDate()
  return at.getTime() > now.getTime() + TOO_SOON_MS ? at : null
}

const FRIDAY = 5
