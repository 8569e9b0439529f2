import type { Plan } from '../intune/plan/plan.ts'
import { NO_RULES, type RuleBook, termsFor } from './approval/rules.ts'
import { approvalOf, approve, cancel, mayCancel, offer, turnDown } from './decisionTransitions.ts'
import { expire, giveUp } from './endingTransitions.ts'
import { mayRetry, replan, tick } from './itemSelection.ts'
import { carryOn, settle, withdraw } from './itemTransitions.ts'
import type { AssignmentRequest, Event, Item, Question, Transition } from './request.ts'
import { needsSignIn, signedIn } from './signInTransitions.ts'
import { ask, CARD, expiry, logged, NOTICE, openItems, type Step } from './stepTypes.ts'

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
          ...(event.why ? { why: event.why } : {}),
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
      return signedIn(request, now)
    case 'gaveUp':
      return giveUp(request, event.reason, now)
    case 'ticked': {
      const ticked = isOver(request, now) ? null : tick(request, event.item, event.ticked)
      return ticked && [ticked, [CARD]]
    }
    case 'withdrawn':
      return withdraw(request, event.by)
    case 'retried':
      if (!mayRetry(request)) return null
      return [
        { state: 'asked', reason: null, decision: null, endedAt: null, withdrawn: null },
        [{ type: 'plan' }, CARD],
      ]
    case 'replanned':
      if (state !== 'asked') return null
      return settle({ ...request, drifted: false }, replan(request.items, event.outcomes), now)
    default:
      return carryOn(request, event, now)
  }
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

export function isOver(request: AssignmentRequest, now: Date): boolean {
  return Date.parse(request.expiresAt) <= now.getTime()
}

function newItem(plan: Plan): Item {
  return { plan, progress: 'planned', reason: null, graphRequestIds: [] }
}
