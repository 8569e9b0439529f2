import { giveUp } from './endingTransitions.ts'
import { goingOn } from './itemTransitions.ts'
import type { AssignmentRequest, Effect, Event } from './request.ts'
import { CARD, expiry, isBeingApplied, openItems, type Step } from './stepTypes.ts'

/** Teams answers sign-in cards silently, so one that never helps would go round for ever. */
const MOST_SIGN_INS = 5
/** One that did for so long has helped; a change that waits for Intune may outlive several. Milliseconds. */
const HELPED_MS = 10 * 60_000

export function needsSignIn(
  request: AssignmentRequest,
  { reason, claims }: Extract<Event, { type: 'needsSignIn' }>,
  now: Date,
): Step | null {
  const applying = isBeingApplied(request)
  const checking = request.state === 'pending' && request.offers.some((offer) => offer.refused === null)
  if (!applying && !checking && request.state !== 'asked') return null
  const signIns = hasHelped(request, now) ? 1 : request.signIns + 1
  if (signIns > MOST_SIGN_INS) {
    return giveUp(request, `${reason} Signing in did not help ${MOST_SIGN_INS} times, so I gave up.`, now)
  }
  const resume = applying ? 'applying' : checking ? 'pending' : 'asked'
  // Where nobody decides at the moment, the time for that may be long over.
  const expiresAt = checking ? request.expiresAt : expiry(request.lifetime, now)
  const fields = { state: 'signInNeeded' as const, resume, reason, claims, signIns, expiresAt } as const
  return [fields, [{ type: 'signIn' }, CARD, { type: 'expiry' }]]
}

function hasHelped({ signedInAt }: AssignmentRequest, now: Date): boolean {
  return signedInAt !== undefined && now.getTime() - Date.parse(signedInAt) >= HELPED_MS
}

export function signedIn(request: AssignmentRequest, now: Date): Step | null {
  if (request.state !== 'signInNeeded') return null
  const goesOn = { resume: null, reason: null, claims: null, signedInAt: now.toISOString() }
  switch (request.resume) {
    case 'applying': {
      const jobs = openItems(request).map((item): Effect => {
        const waits = request.items[item]?.progress === 'awaitingIntune'
        return { type: waits ? 'intuneApproval' : 'apply', item }
      })
      const { state } = goingOn({ ...request, state: 'applying' }, request.items)
      return [{ ...goesOn, state }, [...jobs, CARD]]
    }
    case 'pending':
      return [{ ...goesOn, state: 'pending' }, [{ type: 'check' }, CARD]]
    default:
      return [{ ...goesOn, state: 'asked' }, [{ type: 'plan' }]]
  }
}
