import { approvesAlone } from './approval/eligibility.ts'
import { isPaged } from './cardPages.ts'
import { approvalOf, hasApproved } from './decisionTransitions.ts'
import { endOf } from './ending.ts'
import type { FollowUp } from './event.ts'
import { whyNoStart } from './postponement.ts'
import type { AssignmentRequest, RequestIn } from './request.ts'
import { askPeople, CARD, type Circumstances, type EventOf, logged, type Next, NOTICE } from './stepTypes.ts'

/**
 * What was approved was approved for its moment. Whoever moves it thereby approves the new one, if they could have
 * approved all of it alone under the current rules; otherwise people are asked again, and nothing begins until they
 * have answered. Null where it cannot begin then.
 */
export function move(
  request: RequestIn<'pending' | 'scheduled'>,
  event: EventOf<'moved'>,
  circumstances: Circumstances,
): Next<'pending' | 'scheduled'> | null {
  const { by, place, start } = event
  const { now } = circumstances
  const { period, items } = request
  if (!period?.start || whyNoStart(new Date(start), period, now)) return null
  if (Date.parse(start) === Date.parse(period.start)) return null
  const fields = { items, period: { ...period, start }, log: logged(request, 'moved', by, now) }
  const asked = askPeople(request, fields, circumstances)
  const hasSeen = !isPaged(request) || hasApproved(request, by)
  if (request.state === 'scheduled' && hasSeen && approvesAlone(asked, by, place)) {
    const decision = approvalOf({ by }, now)
    const moved = { ...asked, state: 'scheduled' as const, approvals: [decision], decision }
    return [moved, [{ type: 'begin' }, CARD, NOTICE]]
  }
  return [asked, [CARD, NOTICE, { type: 'expiry' }, { type: 'reminder' }]]
}

/**
 * Null where it no longer has an end, or that is no later; for a change that is to end earlier, no earlier, or over
 * already.
 */
export function prolong<R extends AssignmentRequest>(
  request: R,
  { by, end, earlier }: EventOf<'prolonged'>,
  { now }: Circumstances,
): [R, FollowUp[]] | null {
  const before = endOf(request)
  if (!before || !request.period) return null
  const moment = Date.parse(end)
  const fits = earlier ? moment < before.getTime() && moment > now.getTime() : moment > before.getTime()
  if (!fits) return null
  const period = { ...request.period, end }
  const log = logged(request, earlier ? 'shortened' : 'prolonged', by, now)
  return [{ ...request, period, log }, [{ type: 'end' }, CARD, NOTICE]]
}
