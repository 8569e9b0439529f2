import { makePlan, type Plan } from '../../src/intune/plan/plan.ts'
import type { Rule } from '../../src/request/approval/rules.ts'
import type { Approver } from '../../src/request/approval/terms.ts'
import type { Event } from '../../src/request/event.ts'
import type { Person } from '../../src/request/person.ts'
import type { AssignmentRequest, RequestIn, State } from '../../src/request/request.ts'
import { advance, newRequest } from '../../src/request/transition.ts'
import {
  COMPLIANCE,
  entriesOf,
  FACTS,
  GROUP_A,
  GROUP_B,
  group,
  NO_CHANGE,
  POLICY,
  raw,
  target,
} from '../intune/sets.ts'

export const NOW = new Date('2026-11-24T12:00:00Z')
export const HOUR = 3_600_000

export const ADA: Person = {
  tenantId: '3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c11',
  oid: 'a1a1a1a1-0b1c-4d2e-8f3a-4b5c6d7e8f90',
  teamsId: '29:ada',
  name: 'Ada',
}
export const BRUNO: Person = {
  ...ADA,
  oid: 'b2b2b2b2-1c2d-4e3f-9a4b-5c6d7e8f9011',
  teamsId: '29:bruno',
  name: 'Bruno',
}

/** A plan that adds one group to a policy that has another. */
export function somePlan(policyId = POLICY.id): Plan {
  const before = entriesOf(raw(target('group', { groupId: GROUP_B })))
  const change = { ...NO_CHANGE, include: [group(GROUP_A)] }
  const { plan } = makePlan(COMPLIANCE, { ...POLICY, id: policyId }, before, change, FACTS)
  if (!plan) throw new Error('this change can be planned')
  return plan
}

export function asked(): AssignmentRequest {
  return newRequest(
    {
      id: '99999999-0000-4000-8000-000000000001',
      asker: ADA,
      place: { conversationId: 'a:ada', kind: 'personal' },
      text: 'assign …',
      readings: [],
      lifetime: HOUR,
    },
    NOW,
  ).request
}

/** The request after these events; throws at the first that does not fit. */
export function afterEvents(request: AssignmentRequest, ...events: Event[]): AssignmentRequest {
  return events.reduce((current, event) => {
    const next = advance(current, event, NOW)
    if (!next) throw new Error(`${event.type} does not fit ${current.state}`)
    return next.request
  }, request)
}

/** The request in a state that it has to be in; throws where it is in another. */
export function inState<S extends State>(request: AssignmentRequest, state: S): RequestIn<S> {
  if (request.state !== state) throw new Error(`the request is ${request.state}, not ${state}`)
  return request as AssignmentRequest & RequestIn<S>
}

export const pending = (...plans: Plan[]): RequestIn<'pending'> => {
  const planned: Event = { type: 'planned', plans: plans.length > 0 ? plans : [somePlan()], notes: [] }
  return inState(afterEvents(asked(), planned), 'pending')
}

/** A rule for every request, unless it says otherwise. */
export const ruleOf = (name: string, approvers: Approver[], more: Partial<Rule> = {}): Rule => ({
  name,
  when: {},
  approvers,
  needed: 1,
  requesterCounts: false,
  reasonRequired: false,
  lifetime: null,
  channel: null,
  notify: [],
  ...more,
})
