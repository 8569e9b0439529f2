import { NO_RULES, type RuleBook } from '../../src/request/approval/rules.ts'
import { endOf } from '../../src/request/ending.ts'
import type { Event, Transition } from '../../src/request/event.ts'
import type { LookResult } from '../../src/request/look.ts'
import type { AssignmentRequest, Question } from '../../src/request/request.ts'
import { ENDED } from '../../src/request/states.ts'
import { advance, LATE_MS } from '../../src/request/transition.ts'
import { ADA, afterEvents, asked, BRUNO, HOUR, NOW, somePlan } from './requests.ts'

const OTHER = '22222222-0000-4000-8000-000000000002'
const LATE = new Date(NOW.getTime() + 2 * HOUR)
/** What was scheduled for soon does not begin any more. */
const TOO_LATE = new Date(NOW.getTime() + 8 * HOUR)
const BRIEF = { start: null, end: { for: { amount: 5, unit: 'hours' as const } } }
const SOON = { start: new Date(NOW.getTime() + HOUR / 2).toISOString(), end: null }
const unchanged = { ...somePlan(), lines: [] }
const half = { before: [], seen: [], restore: somePlan().change, lost: ['Finance'] }
const QUESTION: Question = {
  asked: 'Sales',
  what: 'group',
  choices: [{ id: 'g-1', kind: null, title: 'Sales', detail: '' }],
}

/** After how many hours it is looked how it went: once by `TOO_LATE`, and once more. */
const FOLLOW = [1, 7]
function found(isFailing: boolean): LookResult {
  const failed = isFailing ? 2 : 0
  const counts = { succeeded: 3, failed, conflict: 0, notReported: 0, notApplicable: 0, errors: [] }
  return { counts, policies: 1, unread: 0, worst: null, isFailing }
}

/** Every event there is, in every form that makes a difference, for a request of at most two policies. */
export const EVENTS: Event[] = [
  { type: 'interpreted', reading: { action: 'show', policy: 'X', kind: null } as never },
  { type: 'asksWhich', question: QUESTION },
  { type: 'answered', reason: 'There is none.', plans: [] },
  { type: 'planned', plans: [somePlan()], notes: [] },
  { type: 'planned', plans: [somePlan(), somePlan(OTHER)], notes: [] },
  { type: 'planned', plans: [{ ...somePlan(), isCounting: true }], notes: [] },
  { type: 'planned', plans: [somePlan()], notes: [], period: SOON },
  { type: 'planned', plans: [somePlan()], notes: [], asLeft: true },
  { type: 'answered', reason: 'Graph is away.', plans: [], setback: true },
  { type: 'begun' },
  {
    type: 'moved',
    by: ADA,
    place: asked().place,
    start: new Date(NOW.getTime() + 3 * HOUR).toISOString(),
  },
  { type: 'membersRead', round: 1, told: [{ effect: [], warnings: [] }] },
  { type: 'membersRead', round: 2, told: [] },
  { type: 'chose', by: ADA, choice: 'g-1' },
  { type: 'chose', by: ADA, choice: 'g-2' },
  ...[ADA, BRUNO].flatMap((by): Event[] => [
    { type: 'approved', by },
    { type: 'cancelled', by },
    { type: 'offered', by, verb: 'approve' },
    { type: 'turnedDown', by, reason: 'no member' },
    { type: 'explained', by, why: 'INC0012345' },
    { type: 'emergency', by, reason: 'it burns', skipped: 'Bruno' },
    { type: 'reviewed', by },
  ]),
  { type: 'undone', by: 'r-2' },
  { type: 'followed', found: { why: 'signed out' } },
  { type: 'followed', found: found(false) },
  { type: 'followed', found: found(true) },
  { type: 'prolonged', by: ADA, end: new Date(NOW.getTime() + 48 * HOUR).toISOString() },
  { type: 'expired' },
  ...[0, 1].flatMap((item): Event[] => [
    { type: 'started', item },
    { type: 'filed', item, approval: 'a-1' },
    { type: 'approvedInIntune', item },
    { type: 'written', item, graphRequestId: 'g' },
    { type: 'verified', item },
    { type: 'drifted', item, plan: somePlan() },
    { type: 'drifted', item, plan: unchanged },
    { type: 'halfWritten', item, half, plan: somePlan(), reason: '' },
    { type: 'halfWritten', item, half, plan: null, reason: 'cannot' },
    { type: 'failed', item, reason: 'no right' },
    { type: 'ticked', by: ADA, items: [{ item, ticked: false }] },
    { type: 'ticked', by: ADA, items: [{ item, ticked: true }] },
  ]),
  { type: 'gaveUp', reason: 'no luck' },
  { type: 'retried', by: ADA },
  { type: 'withdrawn', by: ADA },
  { type: 'replanned', outcomes: [{ plan: somePlan() }, null] },
  { type: 'replanned', outcomes: [{ plan: unchanged }, { plan: unchanged }] },
  { type: 'replanned', outcomes: [{ refusal: 'gone' }, { refusal: 'gone' }] },
  { type: 'needsSignIn', reason: 'sign in', claims: null },
  { type: 'signedIn' },
]

/** A way back that was approved with what it takes back. */
function wayBack(): AssignmentRequest {
  const { terms, approvals, decision } = afterEvents(
    asked(),
    { type: 'planned', plans: [somePlan()], notes: [] },
    { type: 'approved', by: ADA },
  )
  if (!terms || !decision) throw new Error('it is approved')
  return { ...asked(), undoes: 'r-1', approvedBefore: { terms, approvals, decision } }
}

/** What was written for a time, as far as it was, in each state in which it can have ended. */
function lasting(): AssignmentRequest[] {
  const plans = [somePlan(), somePlan(OTHER)]
  const written = afterEvents(
    { ...asked(), period: BRIEF },
    { type: 'planned', plans, notes: [] },
    { type: 'approved', by: ADA },
    { type: 'started', item: 0 },
    { type: 'verified', item: 0 },
    { type: 'started', item: 1 },
  )
  const askedAgain = afterEvents(written, { type: 'drifted', item: 1, plan: somePlan(OTHER) })
  const expired = advance(askedAgain, { type: 'expired' }, TOO_LATE)?.request
  return [
    afterEvents(written, { type: 'verified', item: 1 }),
    afterEvents(written, { type: 'failed', item: 1, reason: 'no right' }),
    afterEvents(askedAgain, { type: 'cancelled', by: ADA }),
    afterEvents(askedAgain, { type: 'cancelled', by: BRUNO }),
    ...(expired ? [expired] : []),
  ]
}

/** What is to have another request last longer. */
function extension(): AssignmentRequest {
  const end = new Date(NOW.getTime() + 24 * HOUR).toISOString()
  return { ...asked(), prolongs: { id: 'r-1', end } }
}

const TWO_NEEDED: RuleBook = {
  channel: null,
  rules: [
    {
      name: 'two',
      when: {},
      approvers: [{ who: 'requester' }, { who: 'conversation' }],
      needed: 2,
      requesterCounts: true,
      reasonRequired: false,
      lifetime: null,
      channel: null,
      notify: [],
      emergency: true,
      why: { pattern: 'INC\\d{7}' },
    },
  ],
}

/** What tells one request from another as far as the table can care. */
function shapeOf(request: AssignmentRequest, rules: RuleBook): string {
  const { state, resume, items, offers, approvals, withdrawn, undoneBy, signIns, decision } = request
  return JSON.stringify([
    rules.rules.length,
    state,
    resume,
    items.map(({ progress }) => progress).sort(),
    offers.some(({ refused }) => refused === null),
    approvals.length,
    [withdrawn, undoneBy, decision, request.emergency, request.emergency?.reviewed, request.why].map(Boolean),
    items.some(({ plan }) => plan.isCounting),
    signIns >= 5,
    Boolean(request.period?.start),
    Boolean(request.approvedBefore),
    ENDED.includes(state) && request.follow?.map((look) => Boolean(look.found)),
    Boolean(request.prolongs),
    endOf(request) !== null,
  ])
}

/** One event that met a request. */
export interface Step {
  before: AssignmentRequest
  event: Event
  after: Transition | null
}

/**
 * Meets every request that can come of a sentence, up to its shape, with every event, in time and too late.
 * @param shapes what tells requests apart; a coarser one meets fewer.
 */
export function walk(visit: (step: Step) => void, shapes: typeof shapeOf = shapeOf): void {
  for (const rules of [NO_RULES, TWO_NEEDED]) {
    const open: AssignmentRequest[] = [
      asked(),
      { ...asked(), signIns: 5 },
      wayBack(),
      extension(),
      ...lasting(),
    ]
    const seen = new Set(open.map((request) => shapes(request, rules)))
    for (const before of open) {
      for (const event of EVENTS) {
        for (const now of [NOW, LATE, TOO_LATE]) {
          const after = advance(before, event, now, rules, LATE_MS, rules === NO_RULES ? FOLLOW : [])
          visit({ before, event, after })
          const shape = after && shapes(after.request, rules)
          if (!shape || seen.has(shape)) continue
          seen.add(shape)
          // Only what the table can care for grows on.
          open.push({ ...after.request, log: [] })
        }
      }
    }
  }
}
