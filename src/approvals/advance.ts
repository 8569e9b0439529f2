import type { Person } from '../identity/person.ts'
import { changesAnything, type Plan } from '../intune/plan.ts'
import type { AssignmentRequest, Effect, Event, Item, Question, Transition } from './request.ts'
import { ENDED } from './request.ts'
import { leftToDo, mayRetry, replan, tick } from './several.ts'

export function newRequest(
  fields: Pick<AssignmentRequest, 'id' | 'asker' | 'place' | 'text' | 'readings' | 'lifetime'>,
  now: Date,
): Transition {
  const request: AssignmentRequest = {
    ...fields,
    state: 'asked',
    revision: 1,
    round: 0,
    answers: {},
    question: null,
    items: [],
    notes: [],
    drifted: false,
    decision: null,
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
 */
export function advance(request: AssignmentRequest, event: Event, now: Date): Transition | null {
  const changed = step(request, event, now)
  if (!changed) return null
  const [fields, effects] = changed
  return { request: { ...request, ...fields, revision: request.revision + 1 }, effects }
}

type Step = [Partial<AssignmentRequest>, Effect[]]

const CARD: Effect = { type: 'card' }
const NOTICE: Effect = { type: 'notice' }

function step(request: AssignmentRequest, event: Event, now: Date): Step | null {
  const { state } = request
  switch (event.type) {
    case 'asksWhich':
      if (state !== 'asked') return null
      return [ask(request, now, { state: 'choosing', question: event.question }), [CARD, { type: 'expiry' }]]
    case 'answered':
      if (state !== 'asked') return null
      return [
        { state: 'answered', reason: event.reason, question: null, items: event.plans.map(newItem) },
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
        [CARD, { type: 'expiry' }],
      ]
    case 'chose':
      return state === 'choosing' && !isOver(request, now) ? choose(request, event.choice) : null
    case 'approved':
      return state === 'pending' && !isOver(request, now) && openItems(request).length > 0
        ? approve(request, event.by, now)
        : null
    case 'cancelled':
      return mayCancel(request) ? cancel(request, event.by, now) : null
    case 'expired':
      return isOver(request, now) ? expire(request) : null
    case 'needsSignIn':
      return needsSignIn(request, event)
    case 'signedIn':
      return signedIn(request)
    case 'gaveUp':
      return giveUp(request, event.reason)
    case 'ticked': {
      const ticked = isOver(request, now) ? null : tick(request, event.item, event.ticked)
      return ticked && [ticked, [CARD]]
    }
    case 'retried':
      if (!mayRetry(request)) return null
      return [{ state: 'asked', reason: null, decision: null }, [{ type: 'plan' }, CARD]]
    case 'replanned':
      if (state !== 'asked') return null
      return settle({ ...request, drifted: false }, replan(request.items, event.outcomes), now)
    default:
      return applyStep(request, event, now)
  }
}

function approve(request: AssignmentRequest, by: Person, now: Date): Step {
  const queued = openItems(request)
  return [
    {
      state: 'approved',
      decision: { by, at: now.toISOString(), comment: null },
      items: request.items.map((item, i) => (queued.includes(i) ? { ...item, progress: 'queued' } : item)),
      drifted: false,
    },
    [...queued.map((item): Effect => ({ type: 'apply', item })), CARD],
  ]
}

function mayCancel({ state, resume }: AssignmentRequest): boolean {
  if (state === 'signInNeeded') return resume === 'asked'
  return state === 'asked' || state === 'pending' || state === 'choosing'
}

function cancel(request: AssignmentRequest, by: Person, now: Date): Step {
  const own = by.oid === request.asker.oid
  return [
    { state: own ? 'cancelled' : 'rejected', decision: { by, at: now.toISOString(), comment: null } },
    [CARD],
  ]
}

/** Nobody decided in time, or the requester never signed in. What was approved by then did not happen. */
function expire(request: AssignmentRequest): Step | null {
  if (request.state === 'signInNeeded' && request.resume === 'applying') {
    const reason = `${request.asker.name} did not sign in again in time, so nothing more was written.`
    return [{ state: 'failed', reason }, [CARD, NOTICE]]
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
function giveUp(request: AssignmentRequest, reason: string): Step | null {
  if (ENDED.includes(request.state)) return null
  return [{ state: 'failed', reason }, [CARD, ...(request.decision ? [NOTICE] : [])]]
}

/** Ends the request, or asks again, once no policy of it is under way any more. */
function settle(request: AssignmentRequest, items: Item[], now: Date): Step {
  const { drifted } = request
  if (items.some(isUnderWay)) return [{ items, drifted }, [CARD]]
  if (items.some((item) => item.progress === 'planned')) {
    const again = { state: 'pending' as const, items, drifted, decision: null, resume: null }
    return [ask(request, now, again), [CARD, { type: 'expiry' }]]
  }
  const failed = items.find((item) => item.progress === 'failed')
  const reason = failed?.reason ?? null
  return [{ state: failed ? 'failed' : 'done', items, drifted, resume: null, reason }, [CARD, NOTICE]]
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
): Step | null {
  const applying = request.state === 'approved' || request.state === 'applying'
  if (!applying && request.state !== 'asked') return null
  const signIns = request.signIns + 1
  if (signIns > MOST_SIGN_INS) {
    return giveUp(request, `${reason} Signing in did not help ${MOST_SIGN_INS} times, so I gave up.`)
  }
  const resume = applying ? 'applying' : 'asked'
  const fields = { state: 'signInNeeded' as const, resume, reason, claims, signIns } as const
  return [fields, [{ type: 'signIn' }, CARD, { type: 'expiry' }]]
}

function signedIn(request: AssignmentRequest): Step | null {
  if (request.state !== 'signInNeeded') return null
  const applies = openItems(request).map((item): Effect => ({ type: 'apply', item }))
  return request.resume === 'applying'
    ? [{ state: 'applying', resume: null, reason: null, claims: null }, [...applies, CARD]]
    : [{ state: 'asked', resume: null, reason: null, claims: null }, [{ type: 'plan' }]]
}

/** The policies of a request that are neither done nor given up nor left out. */
export function openItems(request: AssignmentRequest): number[] {
  return leftToDo(request).filter((index) => request.items[index]?.progress !== 'failed')
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
