import type { Item } from './item.ts'
import type { AssignmentRequest, Carried, State } from './request.ts'

/** A request as the database stores it: exactly the fields of `AssignmentRequest`, as JSON. */
export type StoredRequest = Readonly<Record<string, unknown>>

/** A row that is no request this program knows. The message says which one and why, without its contents. */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest'

  constructor(id: unknown, why: string) {
    super(`The stored request ${typeof id === 'string' ? id : '(without an id)'} cannot be read: ${why}`)
  }
}

type Need = 'needed' | 'ifAny'

/** Which fields each state carries, as data; the compiler checks it against the types. */
export const CARRIED: { readonly [S in State]: Readonly<Record<keyof Carried[S], Need>> } = {
  asked: { reason: 'ifAny' },
  choosing: { question: 'needed' },
  pending: { terms: 'needed' },
  scheduled: { terms: 'needed', decision: 'needed' },
  approved: { terms: 'needed', decision: 'needed' },
  applying: { terms: 'needed', decision: 'needed' },
  awaitingIntune: { terms: 'needed', decision: 'needed' },
  signInNeeded: { reason: 'needed', claims: 'ifAny', resume: 'needed', terms: 'ifAny', decision: 'ifAny' },
  done: { decision: 'ifAny', endedAt: 'needed' },
  failed: { decision: 'ifAny', reason: 'needed', endedAt: 'needed' },
  cancelled: { decision: 'needed', reason: 'ifAny', endedAt: 'needed' },
  rejected: { decision: 'needed', reason: 'ifAny', endedAt: 'needed' },
  expired: { reason: 'ifAny', endedAt: 'needed' },
  answered: { reason: 'ifAny', gets: 'ifAny' },
}

/** The fields that depend on the state. Any request may have terms: they stay when one is planned again. */
const BY_STATE = ['question', 'gets', 'terms', 'decision', 'reason', 'resume', 'claims', 'endedAt'] as const
const ALWAYS = [
  'id',
  'revision',
  'round',
  'asker',
  'place',
  'text',
  'readings',
  'createdAt',
  'expiresAt',
] as const
/** Where signing in leads, and what has to be there by then. */
const RESUMES: Readonly<Record<string, readonly string[]>> = {
  asked: [],
  pending: ['terms'],
  applying: ['terms', 'decision'],
}

/**
 * What the database holds, as the type describes it. What a state does not carry and an earlier version left there is
 * dropped.
 * @throws {UnreadableRequest} for a state that is not known, or that lacks what it has to carry.
 */
export function requestFrom(stored: StoredRequest): AssignmentRequest {
  const { id, state } = stored
  const fail = (why: string): never => {
    throw new UnreadableRequest(id, why)
  }
  if (!isState(state)) return fail(`there is no state “${String(state)}”.`)
  const missing = ALWAYS.filter((field) => stored[field] == null)
  if (missing.length > 0) fail(`it has no ${missing.join(', ')}.`)
  const carried: Partial<Record<(typeof BY_STATE)[number], Need>> = CARRIED[state]
  const fields = BY_STATE.map((field) => {
    const isHere = field in carried || field === 'terms'
    const value = isHere ? (stored[field] ?? null) : null
    if (value === null && carried[field] === 'needed') fail(`it is ${state} and has no ${field}.`)
    return [field, value] as const
  })
  if (state === 'signInNeeded') {
    const needed = RESUMES[String(stored.resume)] ?? fail('it goes on nowhere after a sign-in.')
    const lacks = needed.filter((field) => stored[field] == null)
    if (lacks.length > 0) fail(`it goes on as ${stored.resume} and has no ${lacks.join(', ')}.`)
  }
  const items = Array.isArray(stored.items) ? stored.items.map((item) => itemFrom(item, fail)) : []
  return { ...stored, ...Object.fromEntries(fields), items } as unknown as AssignmentRequest
}

function itemFrom(item: StoredRequest, fail: (why: string) => never): Item {
  const { progress, reason, intuneApproval } = item
  if (progress === 'failed' && !reason) fail('a policy of it failed for no reason.')
  if (progress === 'awaitingIntune' && typeof intuneApproval !== 'string') {
    fail('a policy of it waits for an approval in Intune that it does not name.')
  }
  return { ...item, reason: progress === 'failed' ? reason : null } as unknown as Item
}

function isState(state: unknown): state is State {
  return typeof state === 'string' && Object.hasOwn(CARRIED, state)
}
