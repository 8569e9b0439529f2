import { changesAnything, type Plan } from '../intune/plan.ts'
import { approvalOf, approve, cancel, mayCancel, offer, turnDown } from './decided.ts'
import type { AssignmentRequest, Effect, Event, Item, Question, Transition } from './request.ts'
import { ENDED } from './request.ts'
import { NO_RULES, type RuleBook, termsFor } from './rules.ts'
import { mayRetry, replan, tick } from './several.ts'
import { CARD, logged, NOTICE, openItems, type Step } from './step.ts'

export function newRequest(
  fields: Pick<AssignmentRequest, 'id' | 'asker' | 'place' | 'text' | 'readings' | 'lifetime'> & {
    undoes?: string | null
    getsOf?: string | null
  },
  now: Date,
): Transition {
  const request: AssignmentRequest = {
    undoes: null,
    getsOf: null,
    gets: null,
    ...fields,
    state: 'asked',
    revision: 1,
    round: 0,
    answers: {},
    question: null,
    items: [],
    notes: [],
    drifted: false,
    terms: null,
    approvals: [],
    offers: [],
    decision: null,
    log: [],
    undoneBy: null,
    endedAt: null,
    reason: null,
    resume: null,
    claims: null,
    signIns: 0,
    createdAt: now.toISOString(),
    expiresAt: expiry(fields.lifetime, now),
  }
  return { request, effects: [{ type: 'plan' }] }
}

/**
 * The life of a request, pure: what an event makes of it and what has to follow. Null when the event does not
 * fit the state, which is how a second click, an old card and a job that runs again come to nothing.
 * @param rules read when people are asked; what they say then stays with the request.
 */
export function advance(
  request: AssignmentRequest,
  event: Event,
  now: Date,
  rules: RuleBook = NO_RULES,
): Transition | null {
  const changed = step(request, event, now)
  if (!changed) return null
  const [fields, effects] = changed
  const next: AssignmentRequest = { ...request, ...fields, revision: request.revision + 1 }
  if (!isAskedAnew(request, next)) return { request: next, effects }
  const asked = underTerms(next, rules)
  // While people are looking through several policies their time does not begin again.
  if (request.state === 'pending') return { request: asked, effects }
  const expiresAt = expiry(asked.terms?.lifetime ?? request.lifetime, now)
  return { request: { ...asked, expiresAt }, effects }
}

function isAskedAnew(before: AssignmentRequest, after: AssignmentRequest): boolean {
  return after.state === 'pending' && after.round > before.round
}

/** A new plan: the rules say who may approve it, and nobody has yet. */
function underTerms(request: AssignmentRequest, rules: RuleBook): AssignmentRequest {
  return { ...request, terms: termsFor(rules, request), approvals: [], offers: [] }
}

function step(request: AssignmentRequest, event: Event, now: Date): Step | null {
  const { state } = request
  switch (event.type) {
    case 'interpreted':
      if (state !== 'asked' || request.readings.length > 0) return null
      return [{ readings: [event.reading], interpreted: true }, [{ type: 'plan' }]]
    case 'asksWhich':
      if (state !== 'asked') return null
      return [ask(request, now, { state: 'choosing', question: event.question }), [CARD, { type: 'expiry' }]]
    case 'answered':
      if (state !== 'asked') return null
      return [
        {
          state: 'answered',
          reason: event.reason,
          question: null,
          items: event.plans.map(newItem),
          gets: event.gets ?? null,
        },
        [CARD],
      ]
    case 'planned':
      if (state !== 'asked') return null
      return [
        ask(request, now, {
          state: 'pending',
          question: null,
          items: event.plans.map(newItem),
          notes: event.notes,
        }),
        [CARD, { type: 'expiry' }, { type: 'reminder' }],
      ]
    case 'chose':
      return state === 'choosing' && !isOver(request, now) ? choose(request, event.choice) : null
    case 'approved':
      return state === 'pending' && !isOver(request, now) && openItems(request).length > 0
        ? approve(request, approvalOf(event, now))
        : null
    case 'cancelled':
      return mayCancel(request) ? cancel(request, approvalOf(event, now)) : null
    case 'offered':
      return state === 'pending' && !isOver(request, now) ? offer(request, event, now) : null
    case 'turnedDown':
      return turnDown(request, event.by, event.reason)
    case 'undone':
      return request.undoneBy
        ? null
        : [{ undoneBy: event.by, log: logged(request, 'undone', null, now) }, [CARD, NOTICE]]
    case 'expired':
      return isOver(request, now) ? expire(request, now) : null
    case 'needsSignIn':
      return needsSignIn(request, event, now)
    case 'signedIn':
      return signedIn(request)
    case 'gaveUp':
      return giveUp(request, event.reason, now)
    case 'ticked': {
      const ticked = isOver(request, now) ? null : tick(request, event.item, event.ticked)
      return ticked && [ticked, [CARD]]
    }
    case 'retried':
      if (!mayRetry(request)) return null
      return [{ state: 'asked', reason: null, decision: null, endedAt: null }, [{ type: 'plan' }, CARD]]
    case 'replanned':
      if (state !== 'asked') return null
      return settle({ ...request, drifted: false }, replan(request.items, event.outcomes), now)
    default:
      return applyStep(request, event, now)
  }
}

/** Nobody decided in time, or the requester never signed in. What was approved by then did not happen. */
function expire(request: AssignmentRequest, now: Date): Step | null {
  if (request.state === 'signInNeeded' && request.resume === 'applying') {
    const reason = `${request.asker.name} did not sign in again in time, so nothing more was written.`
    return fail(request, reason, now)
  }
  return request.state === 'pending' || request.state === 'choosing' || request.state === 'signInNeeded'
    ? [{ state: 'expired' }, [CARD]]
    : null
}

type ItemEvent = Extract<Event, { type: 'started' | 'written' | 'verified' | 'drifted' | 'failed' }>

function applyStep(request: AssignmentRequest, event: ItemEvent, now: Date): Step | null {
  const applying =
    request.state === 'approved' || request.state === 'applying' || request.resume === 'applying'
  const item = request.items[event.item]
  if (!applying || !item || !isUnderWay(item)) return null
  switch (event.type) {
    case 'started': {
      const state = request.state === 'approved' ? 'applying' : request.state
      return [{ state, items: replace(request, event.item, { progress: 'applying' }) }, [CARD]]
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
    case 'drifted': {
      // Somebody else may have made the very change meanwhile: then there is nothing left to ask.
      const moved = changesAnything(event.plan)
      const progress = moved ? 'planned' : 'done'
      const items = replace(request, event.item, { plan: event.plan, progress })
      return settle({ ...request, drifted: request.drifted || moved }, items, now)
    }
  }
}

/** A request that cannot go on at all, in whatever state it is. */
function giveUp(request: AssignmentRequest, reason: string, now: Date): Step | null {
  return ENDED.includes(request.state) ? null : fail(request, reason, now)
}

/** Channels hear of it when somebody had approved it. */
function fail(request: AssignmentRequest, reason: string, now: Date): Step {
  const ended = { state: 'failed' as const, reason, endedAt: now.toISOString() }
  if (!request.decision) return [ended, [CARD]]
  return [{ ...ended, log: logged(request, 'failed', null, now) }, [CARD, NOTICE]]
}

/** Ends the request, or asks again, once no policy of it is under way any more. */
function settle(request: AssignmentRequest, items: Item[], now: Date): Step {
  const { drifted } = request
  if (items.some(isUnderWay)) return [{ items, drifted }, [CARD]]
  if (items.some((item) => item.progress === 'planned')) {
    const log = logged(request, drifted ? 'askedAgain' : 'retried', null, now)
    const again = { state: 'pending' as const, items, drifted, decision: null, resume: null, log }
    return [ask(request, now, again), [CARD, NOTICE, { type: 'expiry' }, { type: 'reminder' }]]
  }
  const failed = items.find((item) => item.progress === 'failed')
  const reason = failed?.reason ?? null
  const state = failed ? 'failed' : 'done'
  const log = logged(request, state, null, now)
  return [{ state, items, drifted, resume: null, reason, log, endedAt: now.toISOString() }, [CARD, NOTICE]]
}

function isUnderWay(item: Item): boolean {
  return item.progress === 'queued' || item.progress === 'applying' || item.progress === 'written'
}

function choose(request: AssignmentRequest, choiceId: string): Step | null {
  const { question } = request
  const choice = question?.choices.find((one) => one.id === choiceId)
  if (!question || !choice) return null
  const answers = {
    ...request.answers,
    [answerKey(question.what, question.asked)]: { id: choice.id, kind: choice.kind },
  }
  return [{ state: 'asked', answers, question: null }, [{ type: 'plan' }, CARD]]
}

export function answerKey(what: Question['what'], asked: string): string {
  return `${what}:${asked}`
}

/** Teams answers sign-in cards silently, so one that never helps would go round for ever. */
const MOST_SIGN_INS = 5

function needsSignIn(
  request: AssignmentRequest,
  { reason, claims }: Extract<Event, { type: 'needsSignIn' }>,
  now: Date,
): Step | null {
  const applying = request.state === 'approved' || request.state === 'applying'
  const checking = request.state === 'pending' && request.offers.some((offer) => offer.refused === null)
  if (!applying && !checking && request.state !== 'asked') return null
  const signIns = request.signIns + 1
  if (signIns > MOST_SIGN_INS) {
    return giveUp(request, `${reason} Signing in did not help ${MOST_SIGN_INS} times, so I gave up.`, now)
  }
  const resume = applying ? 'applying' : checking ? 'pending' : 'asked'
  const fields = { state: 'signInNeeded' as const, resume, reason, claims, signIns } as const
  return [fields, [{ type: 'signIn' }, CARD, { type: 'expiry' }]]
}

function signedIn(request: AssignmentRequest): Step | null {
  if (request.state !== 'signInNeeded') return null
  const goesOn = { resume: null, reason: null, claims: null }
  switch (request.resume) {
    case 'applying': {
      const applies = openItems(request).map((item): Effect => ({ type: 'apply', item }))
      return [{ ...goesOn, state: 'applying' }, [...applies, CARD]]
    }
    case 'pending':
      return [{ ...goesOn, state: 'pending' }, [{ type: 'check' }, CARD]]
    default:
      return [{ ...goesOn, state: 'asked' }, [{ type: 'plan' }]]
  }
}

function ask(
  request: AssignmentRequest,
  now: Date,
  fields: Partial<AssignmentRequest>,
): Partial<AssignmentRequest> {
  return { ...fields, round: request.round + 1, expiresAt: expiry(request.lifetime, now) }
}

function expiry(lifetime: number, now: Date): string {
  return new Date(now.getTime() + lifetime).toISOString()
}

export function isOver(request: AssignmentRequest, now: Date): boolean {
  return Date.parse(request.expiresAt) <= now.getTime()
}

function newItem(plan: Plan): Item {
  return { plan, progress: 'planned', reason: null, graphRequestIds: [] }
}

function replace(request: AssignmentRequest, index: number, fields: Partial<Item>): Item[] {
  return request.items.map((item, i) => (i === index ? { ...item, ...fields } : item))
}
