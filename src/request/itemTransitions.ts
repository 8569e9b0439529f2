import { driftBetween } from '../intune/plan/drift.ts'
import { changesAnything } from '../intune/plan/plan.ts'
import { inTurn, type Note } from '../wording/note.ts'
import type { FollowUp } from './event.ts'
import { type Item, isBeingWritten, isUnderWay } from './item.ts'
import type { AssignmentRequest, LogEntry, RequestIn } from './request.ts'
import { type GoingOn, goOn, type MayBeWriting, type OnTheWay, type Settled, settle } from './settlement.ts'
import {
  type BeingApplied,
  CARD,
  type Circumstances,
  type EventOf,
  isBeingApplied,
  logged,
  type Next,
  NOTICE,
  PASSING_CARD,
} from './stepTypes.ts'
import { stillOpen } from './withdrawal.ts'

/*
 * What happens to one policy of an approved request. It may also happen while another policy of the request
 * waits for a sign-in, and, to a write that had begun, after the request was given up.
 */

export function start(request: OnTheWay, { item }: EventOf<'started'>): Next<GoingOn> | null {
  if (!itemUnderWay(request, item)) return null
  return [goOn(request, withItem(request, item, { progress: 'applying', reason: null })), [PASSING_CARD]]
}

/** Intune's Multi Admin Approval now holds the change for review. */
export function file(
  request: OnTheWay,
  { item, approval }: EventOf<'filed'>,
  { now }: Circumstances,
): Next<GoingOn> | null {
  if (!itemUnderWay(request, item)) return null
  const items = withItem(request, item, {
    progress: 'awaitingIntune',
    reason: null,
    intuneApproval: approval,
  })
  // One line speaks for all policies of a request.
  const isTold = request.items.some(({ progress }) => progress === 'awaitingIntune')
  const log = isTold ? request.log : logged(request, 'filed', null, now)
  return [{ ...goOn(request, items), log }, [{ type: 'intuneApproval', item }, CARD, NOTICE]]
}

/** No job follows it any longer, so people have to withdraw it there. */
export function fileTooLate(
  request: RequestIn<'failed'>,
  { item, approval }: EventOf<'filed'>,
  circumstances: Circumstances,
): Next<GoingOn | Settled> | null {
  if (!itemUnderWay(request, item)) return null
  const reason = inTurn(request.reason, stillOpen(request.asker))
  const items = withItem(request, item, { progress: 'failed', reason, intuneApproval: approval })
  return settle(request, items, circumstances)
}

export function approveInIntune(
  request: OnTheWay,
  { item }: EventOf<'approvedInIntune'>,
): Next<GoingOn> | null {
  if (itemUnderWay(request, item)?.progress !== 'awaitingIntune') return null
  const items = withItem(request, item, { progress: 'queued', reason: null })
  return [goOn(request, items), [{ type: 'apply', item }, PASSING_CARD]]
}

/** Graph accepted a write; the policy is still to be read back. */
export function recordWrite(
  request: MayBeWriting,
  { item: index, graphRequestId }: EventOf<'written'>,
): Next<GoingOn | 'failed'> | null {
  const item = itemUnderWay(request, index)
  if (!item) return null
  const graphRequestIds = [...item.graphRequestIds, ...(graphRequestId ? [graphRequestId] : [])]
  const items = withItem(request, index, { progress: 'written', reason: null, graphRequestIds })
  return [goOn(request, items), []]
}

export function verify(
  request: MayBeWriting,
  { item, note }: EventOf<'verified'>,
  circumstances: Circumstances,
): Next<GoingOn | Settled> | null {
  if (!itemUnderWay(request, item)) return null
  const told = note ? { ...request, notes: [...request.notes, note] } : request
  return settle(told, withItem(request, item, { progress: 'done', reason: null }), circumstances)
}

export function failItem(
  request: MayBeWriting,
  { item, reason }: EventOf<'failed'>,
  circumstances: Circumstances,
): Next<GoingOn | Settled> | null {
  if (!itemUnderWay(request, item)) return null
  return settle(request, withItem(request, item, { progress: 'failed', reason }), circumstances)
}

/** The set is not the one that the plan was made from, or the plan would reach others than people were shown. */
export function drift(
  request: MayBeWriting,
  { item, plan, shifts = [] }: EventOf<'drifted'>,
  circumstances: Circumstances,
): Next<GoingOn | Settled> | null {
  if (!itemUnderWay(request, item)) return null
  // Somebody else may have made exactly this change in the meantime: then there is nothing left to ask.
  const moved = changesAnything(plan)
  const progress = moved ? 'planned' : 'done'
  const earlier = request.items[item]?.plan
  const since = earlier ? driftBetween(earlier, plan) : []
  const from = request.items[item]?.seenAt
  const seenAt = circumstances.now.toISOString()
  const when = from ? { sinceBetween: { from, to: seenAt } } : {}
  // Intune was asked to approve the old plan.
  const items = withItem(request, item, {
    plan,
    since,
    shifts,
    ...when,
    seenAt,
    progress,
    reason: null,
    intuneApproval: null,
  })
  return settle({ ...request, drifted: request.drifted || moved }, items, circumstances)
}

/** Reported at once, whatever else is under way; and people are asked to restore what is missing. */
export function loseSome(
  request: MayBeWriting,
  { item, half, plan, reason }: EventOf<'halfWritten'>,
  circumstances: Circumstances,
): Next<GoingOn | Settled> | null {
  if (!itemUnderWay(request, item)) return null
  const seenAt = circumstances.now.toISOString()
  const items = plan
    ? withItem(request, item, { half, plan, seenAt, progress: 'planned', reason: null, intuneApproval: null })
    : withItem(request, item, { half, progress: 'failed', reason, intuneApproval: null })
  const log: LogEntry[] = [...request.log, { what: 'halfWritten', by: null, at: seenAt, item }]
  const [after, effects] = settle({ ...request, log }, items, circumstances)
  return [after, effects.includes(NOTICE) ? effects : [CARD, NOTICE]]
}

/** Null where nothing waits for an approval in Intune, or it has already been withdrawn. */
export function withdraw(
  request: BeingApplied,
  { by }: EventOf<'withdrawn'>,
): Next<BeingApplied['state']> | null {
  if (!mayWithdraw(request)) return null
  const waiting = request.items.flatMap(({ progress }, item) => (progress === 'awaitingIntune' ? [item] : []))
  const look = waiting.map((item): FollowUp => ({ type: 'intuneApproval', item }))
  return [{ ...request, withdrawn: by }, [...look, CARD]]
}

/** Whether a policy is waiting in Intune and nobody has withdrawn it yet. */
export function mayWithdraw(request: AssignmentRequest): boolean {
  const waits = request.items.some(({ progress }) => progress === 'awaitingIntune')
  return isBeingApplied(request) && waits && !request.withdrawn
}

/** The policy, if its outcome is still open; in a request that was given up, only if its write had begun. */
function itemUnderWay(request: MayBeWriting, index: number): Item | null {
  const item = request.items[index]
  if (!item) return null
  if (request.state === 'failed') return isBeingWritten(item) ? item : null
  if (request.state === 'signInNeeded' && request.resume !== 'applying') return null
  return isUnderWay(item) ? item : null
}

type Fate = Partial<Omit<Item, 'progress' | 'reason' | 'intuneApproval'>> &
  (
    | { progress: 'failed'; reason: Note; intuneApproval?: string | null }
    | { progress: 'awaitingIntune'; reason: null; intuneApproval: string }
    | {
        progress: Exclude<Item['progress'], 'failed' | 'awaitingIntune'>
        reason: null
        intuneApproval?: string | null
      }
  )

function withItem({ items }: Pick<AssignmentRequest, 'items'>, index: number, fate: Fate): Item[] {
  return items.map((item, i) => (i === index ? { ...item, ...fate } : item))
}
