import { expect, it } from 'vitest'
import { advance } from '../../src/request/transition.ts'
import { detailOf } from '../../src/workflow/auditDetail.ts'
import { asked, NOW, somePlan } from '../request/requests.ts'

it('The reason for a request is stored with it and in the audit trail', () => {
  const plan = somePlan()
  const event = { type: 'planned', plans: [plan], notes: [], why: 'INC0012345' } as const
  const { request } = advance(asked(), { ...event, plans: [plan], notes: [] }, NOW) ?? {}
  expect(request?.why).toBe('INC0012345')
  expect(detailOf({ ...event, plans: [plan], notes: [] })).toEqual({
    policies: [plan.policy],
    effects: ['214 devices get this policy.'],
    why: 'INC0012345',
  })
  expect(detailOf({ type: 'planned', plans: [], notes: [] })).toEqual({ policies: [], effects: [] })
})

it('The audit detail counts what a group gets, and names the policies that were read', () => {
  const plan = somePlan()
  const get = { policy: plan.policy, excluded: false, ways: [] }
  const gets = { name: 'Sales', group: null, gets: [get, get], filters: {}, unseen: [] }
  expect(detailOf({ type: 'answered', reason: null, plans: [plan], gets })).toEqual({
    policies: [plan.policy],
    reason: null,
    gets: 2,
  })
})
