import type { Person } from './person.ts'
import type { Approval, AssignmentRequest, Effect, Event } from './request.ts'
import { CARD, logged, NOTICE, openItems, type Step } from './stepTypes.ts'

export function approvalOf({ by, comment }: { by: Person; comment?: string | null }, now: Date): Approval {
  return { by, at: now.toISOString(), comment: comment ?? null }
}

export function approve(request: AssignmentRequest, approval: Approval): Step | null {
  const { by, at } = approval
  if (request.approvals.some((one) => one.by.oid === by.oid)) return null
  const approvals = [...request.approvals, approval]
  const offers = request.offers.filter((one) => one.by.oid !== by.oid)
  const log = logged(request, 'approved', by, new Date(at))
  if (approvals.length < (request.terms?.needed ?? 1)) return [{ approvals, offers, log }, [CARD, NOTICE]]
  const queued = openItems(request)
  return [
    {
      state: 'approved',
      approvals,
      offers: [],
      decision: approval,
      log,
      items: request.items.map((item, i) => (queued.includes(i) ? { ...item, progress: 'queued' } : item)),
      drifted: false,
      withdrawn: null,
    },
    [...queued.map((item): Effect => ({ type: 'apply', item })), CARD, NOTICE],
  ]
}

/** Whether they may decide has to be looked up; until then it counts for nothing. */
export function offer(
  request: AssignmentRequest,
  event: Extract<Event, { type: 'offered' }>,
  now: Date,
): Step {
  const made = { ...approvalOf(event, now), verb: event.verb, refused: null }
  const others = request.offers.filter((one) => one.by.oid !== event.by.oid)
  return [{ offers: [...others, made] }, [{ type: 'check' }]]
}

export function turnDown(request: AssignmentRequest, by: Person, reason: string): Step | null {
  const isOpen = request.offers.some((one) => one.by.oid === by.oid && one.refused === null)
  if (request.state !== 'pending' || !isOpen) return null
  const offers = request.offers.map((one) => (one.by.oid === by.oid ? { ...one, refused: reason } : one))
  return [{ offers }, [CARD]]
}

export function mayCancel({ state, resume }: AssignmentRequest): boolean {
  if (state === 'signInNeeded') return resume !== 'applying'
  return state === 'asked' || state === 'pending' || state === 'choosing'
}

export function cancel(request: AssignmentRequest, decision: Approval): Step {
  const own = decision.by.oid === request.asker.oid
  const ended = { decision, offers: [], endedAt: decision.at }
  if (own) return [{ ...ended, state: 'cancelled' }, [CARD]]
  const log = logged(request, 'rejected', decision.by, new Date(decision.at))
  return [{ ...ended, state: 'rejected', log }, [CARD, NOTICE]]
}
