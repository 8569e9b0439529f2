import { inEmergency } from './approval/rules.ts'
import { approvalOf } from './decisionTransitions.ts'
import type { FollowUp } from './event.ts'
import { isSamePerson } from './person.ts'
import type { RequestIn } from './request.ts'
import {
  CARD,
  type Circumstances,
  type EventOf,
  isOver,
  logged,
  type Next,
  NOTICE,
  openItems,
} from './stepTypes.ts'
import { changedSomething } from './undoPolicy.ts'

/**
 * It cannot wait for others: from now on the requester can approve it alone, on a card of a new round that says so.
 * This approves nothing by itself, since only a card shows what an approval would be about.
 */
export function declareEmergency(
  request: RequestIn<'pending'>,
  { by, reason, skipped }: EventOf<'emergency'>,
  { now }: Circumstances,
): Next<'pending'> | null {
  const { terms, asker } = request
  const mayBe = terms.emergency === true && !request.emergency && isSamePerson(by, asker)
  if (!mayBe || isOver(request, now) || openItems(request).length === 0) return null
  return [
    {
      ...request,
      round: request.round + 1,
      terms: inEmergency(terms),
      emergency: { reason, skipped, at: now.toISOString() },
      approvals: [],
      offers: [],
      log: logged(request, 'emergency', by, now),
    },
    [CARD, NOTICE],
  ]
}

/** Somebody else has reviewed what was done in an emergency. */
export function review<R extends RequestIn<'done' | 'failed'>>(
  request: R,
  event: EventOf<'reviewed'>,
  { now }: Circumstances,
): [R, FollowUp[]] | null {
  const { emergency, asker } = request
  if (!emergency || emergency.reviewed || isSamePerson(event.by, asker) || !changedSomething(request))
    return null
  const reviewed = approvalOf(event, now)
  const log = logged(request, 'reviewed', event.by, now)
  return [{ ...request, emergency: { ...emergency, reviewed }, log }, [CARD, NOTICE]]
}
