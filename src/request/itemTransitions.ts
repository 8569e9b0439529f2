import { changesAnything } from '../intune/plan/plan.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest, Effect, Event, Item, LogEntry } from './request.ts'
import { ask, CARD, isBeingApplied, logged, NOTICE, type Step } from './stepTypes.ts'

type ItemEvent = Extract<
  Event,
  {
    type:
      | 'started'
      | 'filed'
      | 'approvedInIntune'
      | 'written'
      | 'verified'
      | 'drifted'
      | 'halfWritten'
      | 'failed'
  }
>

/** What happens to one policy of a request that people have approved. */
export function carryOn(request: AssignmentRequest, event: ItemEvent, now: Date): Step | null {
  const item = request.items[event.item]
  if (!(isBeingApplied(request) || request.resume === 'applying') || !item || !isUnderWay(item)) return null
  switch (event.type) {
    case 'started':
      return [goingOn(request, replace(request, event.item, { progress: 'applying' })), [CARD]]
    case 'filed': {
      const waiting = { progress: 'awaitingIntune', intuneApproval: event.approval } as const
      const fields = goingOn(request, replace(request, event.item, waiting))
      // One line tells of all policies of a request.
      const isTold = request.items.some(({ progress }) => progress === 'awaitingIntune')
      const log = isTold ? request.log : logged(request, 'filed', null, now)
      return [{ ...fields, log }, [{ type: 'intuneApproval', item: event.item }, CARD, NOTICE]]
    }
    case 'approvedInIntune': {
      if (item.progress !== 'awaitingIntune') return null
      const fields = goingOn(request, replace(request, event.item, { progress: 'queued' }))
      return [fields, [{ type: 'apply', item: event.item }, CARD]]
    }
    case 'written': {
      const graphRequestIds = [
        ...item.graphRequestIds,
        ...(event.graphRequestId ? [event.graphRequestId] : []),
      ]
      return [{ items: replace(request, event.item, { progress: 'written', graphRequestIds }) }, []]
    }
    case 'verified':
      return settle(request, replace(request, event.item, { progress: 'done' }), now)
    case 'failed':
      return settle(request, replace(request, event.item, { progress: 'failed', reason: event.reason }), now)
    case 'halfWritten':
      return halfWritten(request, event, now)
    case 'drifted': {
      // Somebody else may have made the very change meanwhile: then there is nothing left to ask.
      const moved = changesAnything(event.plan)
      const progress = moved ? 'planned' : 'done'
      // What Intune was asked to approve was the old plan.
      const items = replace(request, event.item, { plan: event.plan, progress, intuneApproval: null })
      return settle({ ...request, drifted: request.drifted || moved }, items, now)
    }
  }
}

/** Said at once, whatever else is under way; and people are asked to put back what is missing. */
function halfWritten(
  request: AssignmentRequest,
  { item, half, plan, reason }: Extract<Event, { type: 'halfWritten' }>,
  now: Date,
): Step {
  const items = replace(request, item, {
    half,
    reason: plan ? null : reason,
    intuneApproval: null,
    ...(plan ? { plan, progress: 'planned' } : { progress: 'failed' }),
  })
  const log: LogEntry[] = [...request.log, { what: 'halfWritten', by: null, at: now.toISOString(), item }]
  const [fields, effects] = settle({ ...request, log }, items, now)
  return [{ log, ...fields }, effects.includes(NOTICE) ? effects : [...effects, NOTICE]]
}

/** Ends the request, or asks again, once no policy of it is under way any more. */
export function settle(request: AssignmentRequest, items: Item[], now: Date): Step {
  const { drifted } = request
  if (items.some(isUnderWay)) return [{ ...goingOn(request, items), drifted }, [CARD]]
  if (items.some((item) => item.progress === 'planned')) {
    const isRestoring = items.some((item) => item.half && item.progress === 'planned') && !drifted
    // The alarm has said it already.
    const log = isRestoring ? request.log : logged(request, drifted ? 'askedAgain' : 'retried', null, now)
    const again = { state: 'pending' as const, items, drifted, decision: null, resume: null, log }
    return [ask(request, now, again), [CARD, NOTICE, { type: 'expiry' }, { type: 'reminder' }]]
  }
  const failed = items.find((item) => item.progress === 'failed')
  const reason = failed?.reason ?? null
  const state = failed ? 'failed' : 'done'
  const log = logged(request, state, null, now)
  return [{ state, items, drifted, resume: null, reason, log, endedAt: now.toISOString() }, [CARD, NOTICE]]
}

/** Null where nothing waits for an approval in Intune, or it is withdrawn already. */
export function withdraw(request: AssignmentRequest, by: Person): Step | null {
  if (!mayWithdraw(request)) return null
  const waiting = request.items.flatMap(({ progress }, item) => (progress === 'awaitingIntune' ? [item] : []))
  return [{ withdrawn: by }, [...waiting.map((item): Effect => ({ type: 'intuneApproval', item })), CARD]]
}

export function mayWithdraw(request: AssignmentRequest): boolean {
  const waits = request.items.some(({ progress }) => progress === 'awaitingIntune')
  return isBeingApplied(request) && waits && !request.withdrawn
}

export function isUnderWay(item: Item): boolean {
  return isBeingWritten(item) || item.progress === 'awaitingIntune'
}

/** Whether it waits for its turn to be written, or is being written or read back. */
export function isBeingWritten({ progress }: Item): boolean {
  return progress === 'queued' || progress === 'applying' || progress === 'written'
}

/** The state of a request whose policies are under way: it waits for Intune when none of them does anything else. */
export function goingOn(
  request: AssignmentRequest,
  items: Item[],
): Pick<AssignmentRequest, 'state' | 'items'> {
  if (!isBeingApplied(request)) return { state: request.state, items }
  return { state: items.some(isBeingWritten) ? 'applying' : 'awaitingIntune', items }
}

function replace(request: AssignmentRequest, index: number, fields: Partial<Item>): Item[] {
  return request.items.map((item, i) => (i === index ? { ...item, ...fields } : item))
}
