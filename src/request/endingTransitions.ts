import { isUnderWay } from './itemTransitions.ts'
import type { AssignmentRequest, Item } from './request.ts'
import { ENDED } from './request.ts'
import { CARD, logged, NOTICE, type Step } from './stepTypes.ts'
import { stillOpen } from './withdrawal.ts'

/** Nobody decided in time, or the requester never signed in. What was approved by then did not happen. */
export function expire(request: AssignmentRequest, now: Date): Step | null {
  if (request.state === 'signInNeeded' && request.resume === 'applying') {
    const reason = `${request.asker.name} did not sign in again in time, so nothing more was written.`
    return fail(request, reason, now, isUnderWay)
  }
  return request.state === 'pending' || request.state === 'choosing' || request.state === 'signInNeeded'
    ? [{ state: 'expired', endedAt: now.toISOString() }, [CARD]]
    : null
}

/** A request that cannot go on at all, in whatever state it is. */
export function giveUp(request: AssignmentRequest, reason: string, now: Date): Step | null {
  if (ENDED.includes(request.state)) return null
  // A write that has begun still tells how it went.
  const stops = ({ progress }: Item) => progress === 'queued' || progress === 'awaitingIntune'
  return fail(request, reason, now, stops)
}

/** Channels hear of it when somebody had approved it. */
function fail(request: AssignmentRequest, reason: string, now: Date, stops: (item: Item) => boolean): Step {
  // Without the requester's sign-in nobody but people can take back what Intune was asked to approve.
  const isOpen = request.items.some((item) => stops(item) && item.intuneApproval)
  const why = isOpen ? `${reason} ${stillOpen(request.asker)}` : reason
  const items = request.items.map((item) =>
    stops(item) ? { ...item, progress: 'failed' as const, reason: item.intuneApproval ? why : reason } : item,
  )
  const ended = { state: 'failed' as const, items, reason: why, endedAt: now.toISOString() }
  if (!request.decision) return [ended, [CARD]]
  return [{ ...ended, log: logged(request, 'failed', null, now) }, [CARD, NOTICE]]
}
