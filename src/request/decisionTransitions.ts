import { isSameId } from '../intune/guid.ts'
import { lacksReason } from './approval/requesterReason.ts'
import { termsFor } from './approval/rules.ts'
import { isEndOver } from './ending.ts'
import type { FollowUp } from './event.ts'
import { type Item, isUnsent } from './item.ts'
import { tickItems } from './itemSelection.ts'
import { isSamePerson, type Person } from './person.ts'
import type { Approval, AssignmentRequest, RequestIn } from './request.ts'
import {
  BLANK,
  CARD,
  type Circumstances,
  type EventOf,
  isOver,
  logged,
  type Next,
  NOTICE,
  openItems,
  PASSING_CARD,
  PASSING_NOTICE,
} from './stepTypes.ts'

type PendingRequest = RequestIn<'pending'>

/** Somebody's approval, each person's once; with the last one needed, everything still included is written. */
export function approve(
  request: PendingRequest,
  event: EventOf<'approved'>,
  { now }: Circumstances,
): Next<'pending' | 'scheduled' | 'approved' | 'done'> | null {
  const queued = openItems(request)
  const { by } = event
  if (isOver(request, now) || queued.length === 0 || hasApproved(request, by)) return null
  // The person in whose place they decide has approved already: one seat, one approval.
  if (event.insteadOf && hasApproved(request, { oid: event.insteadOf.id })) return null
  if (lacksReason(request)) return null
  const approval = approvalOf(event, now)
  const approvals = [...request.approvals, approval]
  const log = logged(request, 'approved', by, now)
  if (approvals.length < request.terms.needed) {
    const offers = request.offers.filter((one) => !isSamePerson(one.by, by))
    return [{ ...request, approvals, offers, log }, [CARD, NOTICE]]
  }
  const decided = { ...request, approvals, offers: [], decision: approval, drifted: false, withdrawn: null }
  if (request.prolongs) {
    // There is nothing to write: the extension is stored with the other request in the same transaction.
    const log = logged(request, request.prolongs.earlier ? 'shortened' : 'prolonged', by, now)
    return [
      { ...decided, ...BLANK, state: 'done', decision: approval, log, endedAt: approval.at },
      [CARD, NOTICE],
    ]
  }
  const start = request.period?.start
  if (start && Date.parse(start) > now.getTime()) {
    const scheduled = { ...decided, state: 'scheduled' as const, log: logged(request, 'scheduled', by, now) }
    return [scheduled, [{ type: 'begin' }, CARD, NOTICE]]
  }
  return carryOut({ ...decided, log }, queued)
}

/**
 * Everything that was approved is written now.
 * @param shown how it is shown: whoever pressed sees it anyway.
 */
export function carryOut(
  request: Omit<RequestIn<'pending' | 'scheduled'>, 'state' | 'decision'> & { decision: Approval },
  queued: readonly number[],
  shown: readonly FollowUp[] = [PASSING_CARD, PASSING_NOTICE],
): Next<'approved'> {
  const items = request.items.map(
    (item, index): Item => (queued.includes(index) ? { ...item, progress: 'queued', reason: null } : item),
  )
  const effects = queued.map((item): FollowUp => ({ type: 'apply', item }))
  return [{ ...request, state: 'approved', items }, [...effects, ...shown]]
}

/** The moment has come; long after it, people are asked again. Null where it is still to come. */
export function begin(
  request: RequestIn<'scheduled'>,
  _event: EventOf<'begun'>,
  circumstances: Circumstances,
): Next<'approved' | 'asked'> | null {
  const { now, late } = circumstances
  const start = Date.parse(request.period?.start ?? '')
  if (start > now.getTime()) return null
  if (now.getTime() > start + late || isEndOver(request, now)) {
    const log = logged(request, 'tooLate', null, now)
    const period = { start: null, end: request.period?.end ?? null }
    return [{ ...request, ...BLANK, state: 'asked', period, log }, [{ type: 'plan' }, CARD, NOTICE]]
  }
  return carryOut({ ...request, log: logged(request, 'begun', null, now) }, openItems(request))
}

export function hasApproved(
  { approvals }: Pick<AssignmentRequest, 'approvals'>,
  person: Pick<Person, 'oid'>,
): boolean {
  return approvals.some(
    ({ by, insteadOf }) =>
      isSamePerson(by, person) || (insteadOf !== undefined && isSameId(insteadOf.id, person.oid)),
  )
}

export function approvalOf(
  { by, comment, insteadOf }: { by: Person; comment?: string | null; insteadOf?: Approval['insteadOf'] },
  now: Date,
): Approval {
  return { by, at: now.toISOString(), comment: comment ?? null, ...(insteadOf ? { insteadOf } : {}) }
}

/** Whether they may decide has to be looked up; until then it does not count. */
export function offer(
  request: PendingRequest,
  event: EventOf<'offered'>,
  { now }: Circumstances,
): Next<'pending'> | null {
  if (isOver(request, now)) return null
  const made = { ...approvalOf(event, now), verb: event.verb, refused: null }
  const others = request.offers.filter((one) => !isSamePerson(one.by, event.by))
  return [{ ...request, offers: [...others, made] }, [{ type: 'check' }]]
}

/** Whoever pressed may not decide after all; null where that press is no longer being looked up. */
export function turnDown(
  request: PendingRequest,
  { by, reason }: EventOf<'turnedDown'>,
): Next<'pending'> | null {
  if (!request.offers.some((one) => isSamePerson(one.by, by) && one.refused === null)) return null
  const offers = request.offers.map((one) => (isSamePerson(one.by, by) ? { ...one, refused: reason } : one))
  return [{ ...request, offers }, [CARD]]
}

/**
 * Some of several policies are skipped, or included again. The round goes up and earlier approvals no longer count, so
 * that nobody approves with a card that shows something else; the time to decide continues.
 */
export function tick(
  request: PendingRequest,
  event: EventOf<'ticked'>,
  { now, rules }: Circumstances,
): Next<'pending'> | null {
  // An extension is all or nothing.
  const isFixed = isOver(request, now) || request.prolongs !== undefined
  const fields = isFixed ? null : tickItems(request, event.items)
  if (!fields) return null
  const after: PendingRequest = { ...request, ...fields, round: request.round + 1, approvals: [], offers: [] }
  return [{ ...after, terms: termsFor(rules, after) }, [CARD]]
}

/** The requester says why it is wanted; from then on people can approve it. */
export function giveReason(
  request: PendingRequest,
  { by, why }: EventOf<'explained'>,
  { now }: Circumstances,
): Next<'pending'> | null {
  if (isOver(request, now) || !isSamePerson(by, request.asker) || !lacksReason(request)) return null
  const said = { ...request, why }
  return lacksReason(said) ? null : [{ ...said, round: request.round + 1 }, [CARD]]
}

type Cancellable = RequestIn<'asked' | 'choosing' | 'pending' | 'scheduled' | 'signInNeeded'>

/** The requester cancels, anybody else rejects. What is being written, or may have been, continues. */
export function cancel(
  request: Cancellable,
  event: EventOf<'cancelled'>,
  { now }: Circumstances,
): Next<'cancelled' | 'rejected'> | null {
  if (request.state === 'signInNeeded' && request.resume === 'applying' && !request.items.every(isUnsent))
    return null
  const decision = approvalOf(event, now)
  const reason = event.reason ?? request.reason
  const ended = { ...request, ...BLANK, reason, decision, offers: [], endedAt: decision.at }
  if (isSamePerson(event.by, request.asker)) return [{ ...ended, state: 'cancelled' }, [CARD]]
  const log = logged(request, 'rejected', event.by, now)
  return [{ ...ended, state: 'rejected', log }, [CARD, NOTICE]]
}

/** The request that takes this one back is done. */
export function markUndone<R extends AssignmentRequest>(
  request: R,
  { by }: EventOf<'undone'>,
  { now }: Circumstances,
): [R, FollowUp[]] | null {
  if (request.undoneBy) return null
  return [{ ...request, undoneBy: by, log: logged(request, 'undone', null, now) }, [CARD, NOTICE]]
}
