import { sideOf } from '../intune/assignments/entries.ts'
import { rowOf } from '../intune/catalog/catalog.ts'
import type { FollowUp, Transition } from './event.ts'
import type { Item } from './item.ts'
import type { Look } from './look.ts'
import type { AssignmentRequest } from './request.ts'
import { CARD, type Circumstances, type EventOf, logged, NOTICE } from './stepTypes.ts'
import { changedSomething, isChanged } from './undoPolicy.ts'

/*
 * Some hours after a change Assent checks how it went on devices. The moments are fixed when it is written, so that
 * neither a restart nor another setting loses one.
 */

/** With the moments at which to check, where devices report on what was written. */
export function withFollow(
  before: AssignmentRequest,
  { request, effects }: Transition,
  hours: readonly number[],
  now: Date,
): Transition {
  const isWritten = changedSomething(request) && !changedSomething(before)
  // A change that was taken back has no news of its own.
  if (!isWritten || request.undoes || hours.length === 0 || !request.items.some(isFollowed))
    return { request, effects }
  const follow = hours.map((after): Look => ({ at: new Date(now.getTime() + after * HOUR_MS).toISOString() }))
  return { request: { ...request, follow }, effects: [...effects, { type: 'follow' }] }
}

const HOUR_MS = 3_600_000

/** Whether devices report on this policy after its change: somebody still gets it, and its kind has reports. */
export function isFollowed(item: Item): boolean {
  const { kind } = item.plan.policy
  return (
    isChanged(item) &&
    rowOf(kind).reports !== null &&
    item.plan.after.some((entry) => sideOf(entry) !== 'exclusion')
  )
}

/** When to check next; null where that is over, or it has been taken back. */
export function nextLook(request: AssignmentRequest): Date | null {
  const { follow = [], undoneBy } = request
  const next = follow.find(({ found }) => !found)
  return next && !undoneBy && changedSomething(request) ? new Date(next.at) : null
}

/** One check counts for all that were due: after a long outage there is one report. */
export function noteLook<R extends AssignmentRequest>(
  request: R,
  { found }: EventOf<'followed'>,
  { now }: Circumstances,
): [R, FollowUp[]] | null {
  const next = nextLook(request)
  if (!next || next > now) return null
  const at = now.toISOString()
  const { follow = [] } = request
  const due = follow.filter((look) => !look.found && Date.parse(look.at) <= now.getTime())
  const last = due.at(-1)
  const looks = follow
    .filter((look) => !due.includes(look) || look === last)
    .map((look): Look => (look === last ? { ...look, found: { ...found, at } } : look))
  const more = looks.some((look) => !look.found) ? [{ type: 'follow' } as const] : []
  const followed = { ...request, follow: looks }
  // People who were told nothing need not hear about it; the card says so.
  if ('why' in found) return [followed, [CARD, ...more]]
  const what = found.isFailing ? 'failing' : 'followed'
  const log = logged(request, what, null, now)
  return [{ ...followed, log }, [CARD, NOTICE, ...more]]
}

/** How long after the change it was checked, in milliseconds. */
export function lookedAfter({ endedAt, createdAt }: AssignmentRequest, at: string): number {
  return Date.parse(at) - Date.parse(endedAt ?? createdAt)
}
