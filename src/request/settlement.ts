import { type Item, isBeingWritten, isUnderWay } from './item.ts'
import type { RequestIn } from './request.ts'
import {
  askPeople,
  type BeingApplied,
  BLANK,
  CARD,
  type Circumstances,
  logged,
  type Next,
  NOTICE,
  PASSING_CARD,
} from './stepTypes.ts'

export type OnTheWay = BeingApplied | RequestIn<'signInNeeded'>
export type MayBeWriting = OnTheWay | RequestIn<'failed'>
/** Where a request is while part of it is under way. */
export type GoingOn = 'applying' | 'awaitingIntune' | 'signInNeeded'
export type Settled = 'pending' | 'done' | 'failed'

/** Ends the request, or asks again, once none of its policies is under way any longer. */
export function settle(
  request: MayBeWriting,
  items: Item[],
  circumstances: Circumstances,
): Next<GoingOn | Settled> {
  if (items.some(isUnderWay)) return [goOn(request, items), [PASSING_CARD]]
  return conclude(request, items, circumstances)
}

/** What happens to a request once nothing is under way. */
export function conclude(
  request: MayBeWriting | RequestIn<'asked'>,
  items: Item[],
  circumstances: Circumstances,
): Next<Settled> {
  const { now } = circumstances
  const { drifted, decision } = request
  if (items.some((item) => item.progress === 'planned')) {
    const isRestoring = items.some((item) => item.half && item.progress === 'planned') && !drifted
    // The alarm has already said so.
    const log = isRestoring ? request.log : logged(request, drifted ? 'askedAgain' : 'retried', null, now)
    const again = askPeople(request, { items, log }, circumstances)
    return [again, [CARD, NOTICE, { type: 'expiry' }, { type: 'reminder' }]]
  }
  const failed = items.find((item) => item.progress === 'failed')
  const log = logged(request, failed ? 'failed' : 'done', null, now)
  const ended = { ...request, ...BLANK, items, log, decision, endedAt: now.toISOString() }
  return failed
    ? [{ ...ended, state: 'failed', reason: failed.reason }, [CARD, NOTICE]]
    : [{ ...ended, state: 'done' }, [CARD, NOTICE]]
}

/** The request while part of it is under way; one that waits for a sign-in or was given up stays where it is. */
export function goOn(request: OnTheWay, items: Item[]): RequestIn<GoingOn>
export function goOn(request: MayBeWriting, items: Item[]): RequestIn<GoingOn | 'failed'>
export function goOn(request: MayBeWriting, items: Item[]): RequestIn<GoingOn | 'failed'> {
  if (request.state === 'signInNeeded' || request.state === 'failed') return { ...request, items }
  return carriedOut(request, items)
}

/** It waits for Intune when none of its policies does anything else. */
export function carriedOut(
  request: BeingApplied | SignInOnTheWay,
  items: Item[],
): RequestIn<'applying' | 'awaitingIntune'> {
  const { terms, decision } = request
  const state = items.some(isBeingWritten) ? 'applying' : 'awaitingIntune'
  return { ...request, ...BLANK, state, terms, decision, items }
}

/** What waits for a sign-in and was approved. */
export type SignInOnTheWay = Extract<RequestIn<'signInNeeded'>, { resume: 'applying' }>
