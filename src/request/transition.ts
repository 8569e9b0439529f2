import { NO_RULES, type RuleBook } from './approval/rules.ts'
import { withFollow } from './deviceLooks.ts'
import { withEnd } from './ending.ts'
import { withAnotherTry } from './endRetry.ts'
import type { Event, Transition } from './event.ts'
import type { AssignmentRequest, EarlierApproval, Prolonged } from './request.ts'
import { cellOf } from './stateTable.ts'
import { BLANK, expiry } from './stepTypes.ts'
import type { StoredPeriod } from './timing.ts'

/** Four hours, where no setting says otherwise. */
export const LATE_MS = 4 * 3_600_000

/** What a request may be about besides what was read. */
export interface AskedBeside {
  /** The request to take back, instead of what was read. */
  undoes?: string | null
  /** The group to show, instead of what was read. */
  getsOf?: string | null
  /** The person's time zone, an IANA name. */
  zone?: string
  /** The person writes 01/12 for 12 January. */
  monthFirst?: true
  /** Nobody said it just now: it was approved with what it takes back. */
  approvedBefore?: EarlierApproval
  /** A reversal that is wanted at once, where the person could approve it alone. */
  atOnce?: true
  /** For a reversal at its end: how many attempts failed before. */
  tries?: number
  /** The change that is to last until the end of `period` instead. */
  prolongs?: Prolonged
  period?: StoredPeriod
}

/** A request in its first state, and the plan job that follows. */
export function newRequest(
  fields: Pick<AssignmentRequest, 'id' | 'asker' | 'place' | 'text' | 'readings' | 'lifetime'> & AskedBeside,
  now: Date,
): Transition {
  const request: AssignmentRequest = {
    undoes: null,
    getsOf: null,
    ...fields,
    ...BLANK,
    state: 'asked',
    revision: 1,
    round: 0,
    answers: {},
    items: [],
    notes: [],
    drifted: false,
    terms: null,
    approvals: [],
    offers: [],
    log: [],
    undoneBy: null,
    signIns: 0,
    createdAt: now.toISOString(),
    expiresAt: expiry(fields.lifetime, now),
  }
  return { request, effects: [{ type: 'plan' }] }
}

/**
 * The life of a request, pure: what an event does to it and what has to follow, by `stateTable.ts`. Null when the
 * event does not apply, which is how a second click, an old card and a job that runs again have no effect.
 * @param rules read when people are asked; what they say then stays with the request.
 * @param follow how many hours after a change to check how it went.
 */
export function advance(
  request: AssignmentRequest,
  event: Event,
  now: Date,
  rules: RuleBook = NO_RULES,
  late = LATE_MS,
  follow: readonly number[] = [],
): Transition | null {
  const next = cellOf(request.state, event.type)?.step(request, event, { now, rules, late })
  if (!next) return null
  const [after, effects] = next
  const ended = withEnd(request, { request: { ...after, revision: request.revision + 1 }, effects }, now)
  return withFollow(request, withAnotherTry(request, ended, event, now), follow, now)
}
