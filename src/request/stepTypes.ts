import { type RuleBook, termsFor } from './approval/rules.ts'
import type { Event, FollowUp } from './event.ts'
import type { Item } from './item.ts'
import { leftToDo } from './itemSelection.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest, LogEntry, RequestIn, State } from './request.ts'

/** What an event turns a request into, and what has to follow. */
export type Next<S extends State> = [RequestIn<S>, FollowUp[]]

export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>

/** What a transition reads beside the request and the event. */
export interface Circumstances {
  now: Date
  /** Read when people are asked; what they say then stays with the request. */
  rules: RuleBook
  /** How long after its moment something that was scheduled may still begin, in milliseconds. */
  late: number
}

export const CARD: FollowUp = { type: 'card' }
export const NOTICE: FollowUp = { type: 'notice' }
/** For a state that is about to be over: whoever pressed sees it in the answer to the press. */
export const PASSING_CARD: FollowUp = { type: 'card', isPassing: true }
export const PASSING_NOTICE: FollowUp = { type: 'notice', isPassing: true }

/** The fields that depend on the state, where a state does not mention them. */
export const BLANK = {
  question: null,
  gets: null,
  decision: null,
  reason: null,
  resume: null,
  claims: null,
  endedAt: null,
} as const

/** The policies of a request that are neither done nor given up nor skipped. */
export function openItems(request: Pick<AssignmentRequest, 'items'>): number[] {
  return leftToDo(request).filter((index) => request.items[index]?.progress !== 'failed')
}

/** What people approved is being carried out. */
export type BeingApplied = RequestIn<'approved' | 'applying' | 'awaitingIntune'>

export function isBeingApplied(request: AssignmentRequest): request is BeingApplied {
  const { state } = request
  return state === 'approved' || state === 'applying' || state === 'awaitingIntune'
}

/** The log with one more line. */
export function logged(
  request: Pick<AssignmentRequest, 'log'>,
  what: LogEntry['what'],
  by: Person | null,
  now: Date,
): LogEntry[] {
  return [...request.log, { what, by, at: now.toISOString() }]
}

/** People have something new to decide: the rules say who may, nobody has yet, and their time begins. */
export function askPeople(
  request: AssignmentRequest,
  fields: { items: Item[] } & Partial<
    Pick<AssignmentRequest, 'notes' | 'why' | 'period' | 'drifted' | 'log'>
  >,
  { now, rules, late }: Circumstances,
): RequestIn<'pending'> {
  const asked = { ...request, ...fields }
  const terms = termsFor(rules, asked)
  const { start, end } = asked.period ?? {}
  const moments = [
    expiry(terms.lifetime ?? request.lifetime, now),
    // A change approved long after its time would come as a surprise.
    ...(start ? [expiry(late, new Date(start))] : []),
    ...(typeof end === 'string' ? [end] : []),
    // Until it is approved, the old end holds.
    ...(asked.prolongs ? [asked.prolongs.end] : []),
  ]
  return {
    ...asked,
    ...BLANK,
    state: 'pending',
    round: request.round + 1,
    terms,
    approvals: [],
    offers: [],
    expiresAt: moments.reduce(earlier),
  }
}

function earlier(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? one : other
}

/**
 * When the time to decide is over, ISO 8601.
 * @param lifetime in milliseconds.
 */
export function expiry(lifetime: number, now: Date): string {
  return new Date(now.getTime() + lifetime).toISOString()
}

export function isOver({ expiresAt }: Pick<AssignmentRequest, 'expiresAt'>, now: Date): boolean {
  return Date.parse(expiresAt) <= now.getTime()
}
