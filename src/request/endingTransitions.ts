import { inTurn, type Note } from '../wording/note.ts'
import { type Item, isUnderWay } from './item.ts'
import type { RequestIn } from './request.ts'
import {
  BLANK,
  CARD,
  type Circumstances,
  type EventOf,
  isOver,
  logged,
  type Next,
  NOTICE,
} from './stepTypes.ts'
import { stillOpen } from './withdrawal.ts'

/** Nobody decided in time, or the requester never signed in. What was approved by then did not happen. */
export function expire(
  request: RequestIn<'choosing' | 'pending' | 'signInNeeded'>,
  _event: EventOf<'expired'>,
  { now }: Circumstances,
): Next<'expired' | 'failed'> | null {
  if (!isOver(request, now)) return null
  if (request.state === 'signInNeeded' && request.resume === 'applying') {
    const reason: Note = { code: 'didNotSignIn', name: request.asker.name }
    return failRequest(request, reason, now, isUnderWay)
  }
  const { reason } = request
  const expired = { ...request, ...BLANK, state: 'expired' as const, reason, endedAt: now.toISOString() }
  if (!request.approvedBefore) return [expired, [CARD]]
  // What should have ended by now is still in place, and no job will try again.
  return [{ ...expired, log: logged(request, 'notEnded', null, now) }, [CARD, NOTICE]]
}

type OpenRequest = RequestIn<
  'asked' | 'choosing' | 'pending' | 'scheduled' | 'approved' | 'applying' | 'awaitingIntune' | 'signInNeeded'
>

/** A request that cannot continue at all, in whatever state it is. */
export function giveUp(
  request: OpenRequest,
  { reason }: Pick<EventOf<'gaveUp'>, 'reason'>,
  { now }: Circumstances,
): Next<'failed'> {
  // A write that has begun still reports its result.
  const stops = ({ progress }: Item) => progress === 'queued' || progress === 'awaitingIntune'
  return failRequest(request, reason, now, stops)
}

/** Channels are told when somebody had approved it. */
function failRequest(
  request: OpenRequest,
  said: Note,
  now: Date,
  stops: (item: Item) => boolean,
): Next<'failed'> {
  // Without the requester's sign-in, only people can withdraw what Intune was asked to approve.
  const isOpen = request.items.some((item) => stops(item) && item.intuneApproval)
  const reason = isOpen ? inTurn(said, stillOpen(request.asker)) : said
  const items = request.items.map((item) =>
    stops(item)
      ? { ...item, progress: 'failed' as const, reason: item.intuneApproval ? reason : said }
      : item,
  )
  const { decision } = request
  const failed: RequestIn<'failed'> = {
    ...request,
    ...BLANK,
    state: 'failed',
    items,
    decision,
    reason,
    endedAt: now.toISOString(),
  }
  if (!decision) return [failed, [CARD]]
  return [{ ...failed, log: logged(request, 'failed', null, now) }, [CARD, NOTICE]]
}
