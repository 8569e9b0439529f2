import { inTurn } from '../wording/note.ts'
import { giveUp } from './endingTransitions.ts'
import type { FollowUp } from './event.ts'
import type { Item } from './item.ts'
import type { AssignmentRequest, RequestIn } from './request.ts'
import { carriedOut } from './settlement.ts'
import {
  type BeingApplied,
  BLANK,
  CARD,
  type Circumstances,
  type EventOf,
  expiry,
  logged,
  type Next,
  NOTICE,
  openItems,
} from './stepTypes.ts'

/** Teams answers sign-in cards silently, so one that never helps would repeat for ever. */
const MAX_SIGN_INS = 5
/** A sign-in that lasted this long has helped; a change that waits for Intune may outlive several. Milliseconds. */
const HELPED_MS = 10 * 60_000

type NeedsSignIn = EventOf<'needsSignIn'>

export function needsSignInToPlan(
  request: RequestIn<'asked'>,
  event: NeedsSignIn,
  circumstances: Circumstances,
): Next<'signInNeeded' | 'failed'> {
  const { terms } = request
  return askToSignIn(request, { resume: 'asked', terms, decision: null }, event, circumstances)
}

/** Only while an approver is being looked up: a pending request needs a sign-in for nothing else. */
export function needsSignInToCheck(
  request: RequestIn<'pending'>,
  event: NeedsSignIn,
  circumstances: Circumstances,
): Next<'signInNeeded' | 'failed'> | null {
  if (!request.offers.some((offer) => offer.refused === null)) return null
  const { terms } = request
  return askToSignIn(request, { resume: 'pending', terms, decision: null }, event, circumstances)
}

export function needsSignInToApply(
  request: BeingApplied,
  event: NeedsSignIn,
  circumstances: Circumstances,
): Next<'signInNeeded' | 'failed'> {
  const { terms, decision } = request
  const items = request.items.map(
    (item, index): Item =>
      index === event.unsent && item.progress === 'applying' ? { ...item, progress: 'queued' } : item,
  )
  return askToSignIn({ ...request, items }, { resume: 'applying', terms, decision }, event, circumstances)
}

type Resumption =
  | { resume: 'asked'; terms: AssignmentRequest['terms']; decision: null }
  | ({ resume: 'pending'; decision: null } & Pick<RequestIn<'pending'>, 'terms'>)
  | ({ resume: 'applying' } & Pick<BeingApplied, 'terms' | 'decision'>)

function askToSignIn(
  request: RequestIn<'asked' | 'pending'> | BeingApplied,
  resumption: Resumption,
  { reason, claims }: NeedsSignIn,
  circumstances: Circumstances,
): Next<'signInNeeded' | 'failed'> {
  const { now } = circumstances
  const signIns = hasHelped(request, now) ? 1 : request.signIns + 1
  if (signIns > MAX_SIGN_INS) {
    const why = inTurn(reason, { code: 'signInDidNotHelp', times: MAX_SIGN_INS })
    return giveUp(request, { reason: why }, circumstances)
  }
  // Elsewhere nobody could decide in the meantime, so the time to decide may have run out long ago.
  const expiresAt = resumption.resume === 'pending' ? request.expiresAt : expiry(request.lifetime, now)
  const waiting: RequestIn<'signInNeeded'> = {
    ...request,
    ...BLANK,
    ...resumption,
    state: 'signInNeeded',
    reason,
    claims,
    signIns,
    expiresAt,
  }
  const effects: FollowUp[] = [{ type: 'signIn' }, CARD, { type: 'expiry' }]
  if (!request.approvedBefore || resumption.resume === 'pending') return [waiting, effects]
  // Nobody has just asked for it, and a sign-in card alone does not say what it is for.
  return [{ ...waiting, log: logged(request, 'endWaits', request.asker, now) }, [...effects, NOTICE]]
}

function hasHelped({ signedInAt }: AssignmentRequest, now: Date): boolean {
  return signedInAt !== undefined && now.getTime() - Date.parse(signedInAt) >= HELPED_MS
}

/** It continues where it stopped. */
export function resume(
  request: RequestIn<'signInNeeded'>,
  _event: EventOf<'signedIn'>,
  { now }: Circumstances,
): Next<'asked' | 'pending' | 'applying' | 'awaitingIntune'> {
  const signedInAt = now.toISOString()
  switch (request.resume) {
    case 'applying': {
      const jobs = openItems(request).map((item): FollowUp => {
        const waits = request.items[item]?.progress === 'awaitingIntune'
        return { type: waits ? 'intuneApproval' : 'apply', item }
      })
      return [{ ...carriedOut(request, request.items), signedInAt }, [...jobs, CARD]]
    }
    case 'pending': {
      const { terms } = request
      return [{ ...request, ...BLANK, state: 'pending', terms, signedInAt }, [{ type: 'check' }, CARD]]
    }
    case 'asked':
      return [{ ...request, ...BLANK, state: 'asked', signedInAt }, [{ type: 'plan' }]]
  }
}
