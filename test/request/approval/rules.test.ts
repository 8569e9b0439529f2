import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Change, GroupFacts } from '../../../src/intune/assignments/change.ts'
import { makePlan } from '../../../src/intune/plan/plan.ts'
import { eligibilityOf, whoMayApprove } from '../../../src/request/approval/eligibility.ts'
import {
  type Condition,
  dangersInWords,
  type Rule,
  type RuleBook,
  termsFor,
} from '../../../src/request/approval/rules.ts'
import type { Approver } from '../../../src/request/approval/terms.ts'
import type { AssignmentRequest, Place } from '../../../src/request/request.ts'
import { advance } from '../../../src/request/transition.ts'
import { requestCard } from '../../../src/teams/cards/requestCard.ts'
import { plan as companyPlan, EDGE, group as named, SEVEN_ZIP } from '../../cards/company.ts'
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
} from '../../intune/sets.ts'
import { ADA, BRUNO, NOW, pending, ruleOf, somePlan } from '../requests.ts'

const CHANNEL = '19:approvals@thread.tacv2'
const BUILT_IN: RuleBook = { rules: [], channel: { id: CHANNEL, tenantId: ADA.tenantId } }
const inB = raw(target('group', { groupId: GROUP_B }))

function asking(change: Partial<Change>, facts: Partial<GroupFacts> = {}): AssignmentRequest {
  const groups = new Map([...FACTS.groups].map(([id, one]) => [id, { ...one, ...facts }]))
  const made = makePlan(COMPLIANCE, POLICY, entriesOf(inB), { ...NO_CHANGE, ...change }, { ...FACTS, groups })
  if (!made.plan) throw new Error(JSON.stringify(made.refusal))
  return pending(made.plan)
}

const rule = (when: Condition, approvers: Approver[], more: Partial<Rule> = {}) =>
  ruleOf('mine', approvers, { when, ...more })
const book = (...rules: Rule[]): RuleBook => ({ ...BUILT_IN, rules })
/** A plan of the change, whatever it comes to in the set. */
function pendingFor(change: Partial<Change>): AssignmentRequest {
  const plan = somePlan()
  return pending({ ...plan, change: { ...plan.change, ...change } })
}

const include = { include: [group(GROUP_A)] }

const LOSING = 'More than 10 devices or users lose something'

describe('The built-in rules', () => {
  it.each<[string, AssignmentRequest, string]>([
    ['all devices', asking({ include: [{ kind: 'allDevices' }] }), 'All users or all devices'],
    ['all users', asking({ include: [{ kind: 'allUsers' }] }), 'All users or all devices'],
    ['more than 500 members', asking(include, { members: 501 }), 'More than 500 members'],
    ['a group that Graph does not count', asking(include, { members: null }), 'More than 500 members'],
    ['a removal that takes from many', asking({ remove: [group(GROUP_B)] }), LOSING],
    ['500 members', asking(include, { members: 500 }), 'The requester confirms'],
    ['an exclusion', asking({ exclude: [group(GROUP_A)] }), 'The requester confirms'],
    [
      'an exclusion that may take it from many',
      asking({ exclude: [group(GROUP_A)] }, { of: 'devices' }),
      LOSING,
    ],
    [
      'one from ten',
      asking({ exclude: [group(GROUP_A)] }, { of: 'devices', members: 10 }),
      'The requester confirms',
    ],
    [
      'one that takes nothing from anybody',
      asking({ exclude: [group(GROUP_A)] }, { members: 0, of: 'nobody' }),
      'The requester confirms',
    ],
  ])('%s', (_what, request, name) => {
    expect(termsFor(BUILT_IN, request).rule).toBe(name)
  })

  const copy = { from: POLICY, entries: entriesOf(raw(target('group', { groupId: GROUP_A }))) }
  it.each<[string, Partial<Change>]>([
    ['clearing', { clear: true }],
    ['copying', { copy }],
    ['only', { ...include, only: true }],
  ])('%s needs a second person, or a typed reason from a sole approver', (_what, change) => {
    const request = pendingFor(change)
    const elsewhere = termsFor({ rules: [], channel: null }, request)
    expect(elsewhere).toMatchObject({ rule: 'The requester confirms', reasonRequired: true })
    expect(termsFor(BUILT_IN, request)).toMatchObject({ requesterCounts: false, reasonRequired: false })
    const own = rule({}, [{ who: 'requester' }], { requesterCounts: true })
    expect(termsFor(book(own), request)).toMatchObject({ rule: 'mine', reasonRequired: true })
    const two = rule({}, [{ who: 'conversation' }], { needed: 2, requesterCounts: true })
    expect(termsFor(book(two), request)).toMatchObject({ rule: 'mine', reasonRequired: false })
  })

  it('ask for no reason once the sweeping changes are left out', () => {
    const request = pendingFor({ clear: true })
    const items = request.items.map((item) => ({ ...item, progress: 'leftOut' as const, reason: null }))
    expect(termsFor({ rules: [], channel: null }, { ...request, items })).toMatchObject({
      reasonRequired: false,
    })
  })

  it('ask nobody else without an approvals channel in the tenant', () => {
    const request = asking({ remove: [group(GROUP_B)] })
    expect(termsFor({ rules: [], channel: null }, request).rule).toBe('The requester confirms')
    const foreign = { id: CHANNEL, tenantId: 'another' }
    expect(termsFor({ rules: [], channel: foreign }, request)).toMatchObject({ channel: null })
  })
})

describe('Dangerous changes', () => {
  const app = (before: string[], change: Parameters<typeof companyPlan>[2]) =>
    pending(companyPlan(SEVEN_ZIP, before, change))
  const edge = (before: string[], change: Parameters<typeof companyPlan>[2]) =>
    pending(companyPlan(EDGE, before, change))
  const legal = [named('Legal')]

  it.each<[string, AssignmentRequest, string | null]>([
    ['an uninstall, of however few', app([], { include: legal, intent: 'uninstall' }), 'Uninstalls'],
    ['all devices', edge([], { include: [{ kind: 'allDevices' }] }), 'All users or all devices'],
    ['12,480 devices', edge([], { include: [named('All Windows Devices')] }), 'More than 500 members'],
    ['an uncounted group', edge([], { include: [named('Visitors')] }), 'More than 500 members'],
    ['an exclusion that takes from 25', edge(['+@devices'], { exclude: [named('Pilot Devices')] }), LOSING],
    ['a removal that takes from 25', edge(['+Legal'], { remove: legal }), LOSING],
    [
      'an exclusion of those who receive nothing',
      edge(['+Finance'], { exclude: [named('Pilot Devices')] }),
      null,
    ],
    ['an assignment to 25', edge([], { include: legal }), null],
    [
      'an app that 25 are offered and get by themselves',
      app(['+Legal|available'], { include: legal, intent: 'required', fromIntent: 'available' }),
      null,
    ],
    [
      'an app that 25 keep getting, and 25 others no longer are offered',
      app(['+Legal|available', '+Finance|available'], {
        include: legal,
        intent: 'required',
        remove: [named('Finance')],
        goneIntent: 'available',
      }),
      LOSING,
    ],
    [
      'an app that 25 are only offered from now on',
      app(['+Legal|required'], { include: legal, intent: 'available', fromIntent: 'required' }),
      LOSING,
    ],
    ['the end of an uninstall', app(['+Legal|uninstall'], { remove: legal }), null],
  ])('%s', (_what, request, name) => {
    const there = termsFor(BUILT_IN, request)
    const alone = termsFor({ rules: [], channel: null }, request)
    expect(there.rule).toBe(name ?? 'The requester confirms')
    expect(there.requesterCounts).toBe(name === null)
    // Where nobody else is set up, whoever decides alone thinks of it twice.
    expect(alone).toMatchObject({ requesterCounts: true, reasonRequired: name !== null })
    const card = JSON.stringify(
      requestCard({ ...request, terms: alone }, { oid: ADA.oid, conversationId: 'a:ada' }),
    )
    expect(card.includes('"isRequired":true')).toBe(name !== null)
  })

  it('are left to a custom rule that names them', () => {
    const own = rule({ actions: ['uninstall'] }, [{ who: 'requester' }], { requesterCounts: true })
    expect(termsFor(book(own), app([], { include: legal, intent: 'uninstall' }))).toMatchObject({
      rule: 'mine',
      reasonRequired: false,
    })
  })

  it.each(['README.md', 'env/README.md'])('are documented in %s as they apply', (file) => {
    const readme = readFileSync(file, 'utf8').replace(/\s+/g, ' ')
    expect(readme).toContain(dangersInWords())
  })
})

describe('Custom rules', () => {
  it.each<[string, Condition, boolean]>([
    ['the kind', { kinds: ['deviceCompliancePolicy'] }, true],
    ['another kind', { kinds: ['deviceManagementScript'] }, false],
    ['the action', { actions: ['include'] }, true],
    ['another action', { actions: ['remove', 'exclude', 'uninstall'] }, false],
    ['the group', { targets: [{ group: GROUP_A.toUpperCase() }] }, true],
    ['a group that only stays', { targets: [{ group: GROUP_B }] }, false],
    ['the size', { moreThanMembers: 213 }, true],
    ['a larger size', { moreThanMembers: 214 }, false],
    ['how many get it', { gains: { moreThan: 213 } }, true],
    ['more than get it', { gains: { moreThan: 214 } }, false],
    ['how many lose it, which nobody does', { loses: { moreThan: 0 } }, false],
    ['the place', { places: ['personal'] }, true],
    ['another place', { places: ['channel'] }, false],
    ['the tenant', { tenants: [ADA.tenantId] }, true],
    ['another tenant', { tenants: [GROUP_A] }, false],
    ['everything', {}, true],
    ['two that hold for different lines', { actions: ['include'], targets: [{ group: GROUP_B }] }, false],
  ])('match by %s', (_what, when, matches) => {
    const { rule: name } = termsFor(book(rule(when, [{ who: 'requester' }])), asking(include))
    expect(name === 'mine').toBe(matches)
  })

  it('apply in order: the first match wins', () => {
    const rules = book(rule({}, [], { name: 'first' }), rule({}, [], { name: 'second' }))
    expect(termsFor(rules, asking(include)).rule).toBe('first')
  })
})

/** A request that waits under one rule. */
function under(mine: Rule, place: Place = { conversationId: 'a:ada', kind: 'personal' }): AssignmentRequest {
  const asked = { ...pending(), state: 'asked' as const, round: 0, place }
  const next = advance(asked, { type: 'planned', plans: [somePlan()], notes: [] }, NOW, book(mine))
  if (!next) throw new Error('it can be planned')
  return next.request
}
/** With what its channel is called. */
const called = (request: AssignmentRequest, name: string | null): AssignmentRequest =>
  ({
    ...request,
    ...(request.terms
      ? { terms: { ...request.terms, channelName: { team: 'Device Operations', name, url: null } } }
      : {}),
  }) as AssignmentRequest
const CARL = { ...BRUNO, oid: 'cccccccc-0000-4000-8000-00000000000c', name: 'Carl' }
const inChannel: Place = { conversationId: `${CHANNEL};messageid=1`, kind: 'channel' }
const stands = (request: AssignmentRequest, person = BRUNO, place = inChannel) =>
  eligibilityOf(request, person, place, 'approve', [CHANNEL]).is

describe('Who may approve', () => {
  it('a named person may, somebody else may not, and the requester only if the rule allows it', () => {
    const request = under(rule({}, [{ who: 'person', id: BRUNO.oid.toUpperCase(), name: 'Bruno' }]))
    expect(stands(request)).toBe('may')
    expect(stands(request, CARL)).toBe('mayNot')
    expect(stands(request, ADA)).toBe('mayNot')
    const counting = under(rule({}, [{ who: 'person', id: ADA.oid, name: null }], { requesterCounts: true }))
    expect(stands(counting, ADA)).toBe('may')
  })

  it('a channel’s member may approve there and is looked up elsewhere; a group’s member is always looked up', () => {
    const channel = under(rule({}, [{ who: 'channel' }]), {
      conversationId: '19:crew@thread.v2',
      kind: 'groupChat',
    })
    expect(stands(channel)).toBe('may')
    expect(stands(channel, BRUNO, channel.place)).toBe('ask')
    expect(stands(under(rule({}, [{ who: 'group', id: GROUP_A, name: null }])))).toBe('ask')
  })

  it('nobody may from a conversation without a copy of the card, or from another tenant', () => {
    const request = under(rule({}, [{ who: 'person', id: BRUNO.oid, name: null }]))
    expect(stands(request, BRUNO, { conversationId: '19:elsewhere', kind: 'channel' })).toBe('mayNot')
    expect(stands(request, { ...BRUNO, tenantId: 'another' })).toBe('mayNot')
  })

  it('two different people are needed where the rule says two; approving twice counts once', () => {
    const mine = rule({}, [{ who: 'channel' }], { needed: 2 })
    const first = advance(under(mine), { type: 'approved', by: BRUNO, comment: 'fine' }, NOW)
    expect(first?.request).toMatchObject({ state: 'pending', approvals: [{ by: BRUNO, comment: 'fine' }] })
    if (!first) throw new Error('the first approval counts')
    expect(advance(first.request, { type: 'approved', by: BRUNO }, NOW)).toBeNull()
    const second = advance(first.request, { type: 'approved', by: CARL }, NOW)
    expect(second?.request).toMatchObject({ state: 'approved', decision: { by: CARL } })
    expect(whoMayApprove(under(mine))).toBe('any 2 members of the approvals channel')
    expect(whoMayApprove(called(under(mine), 'Approvals'), true)).toBe(
      'any 2 people in Device Operations › Approvals',
    )
  })

  it('the approvals channel is named where its name is known', () => {
    const request = under(rule({}, [{ who: 'channel' }]))
    expect(whoMayApprove(request, true)).toBe('members of the approvals channel')
    const named = called(request, 'Approvals')
    expect(whoMayApprove(named, true)).toBe('anyone in Device Operations › Approvals')
    expect(whoMayApprove(named)).toBe('people in Device Operations › Approvals')
    // Everybody in a team is in its first channel, whatever that is called in their language.
    expect(whoMayApprove(called(request, null), true)).toBe('anyone in the team Device Operations')
    const verdict = eligibilityOf(named, ADA, { conversationId: 'a:ada', kind: 'personal' }, 'approve', [
      'a:ada',
    ])
    expect(verdict).toMatchObject({
      sentence: expect.stringMatching(/people in Device Operations › Approvals/),
    })
  })

  it('a new plan starts without approvals, under the current rules', () => {
    const mine = rule({}, [{ who: 'channel' }], { lifetime: 1000 })
    const approved = advance(under(mine), { type: 'approved', by: BRUNO }, NOW)?.request
    if (!approved) throw new Error('it is approved')
    const again = advance(
      approved,
      { type: 'drifted', item: 0, plan: somePlan() },
      NOW,
      book(rule({}, [], { name: 'new' })),
    )
    expect(again?.request).toMatchObject({ state: 'pending', approvals: [], terms: { rule: 'new' } })
  })

  it('later changes of the rules do not affect pending requests', () => {
    const request = under(rule({}, [{ who: 'channel' }]))
    const offered = advance(request, { type: 'offered', by: BRUNO, verb: 'approve' }, NOW, {
      rules: [],
      channel: null,
    })
    expect(offered?.request.terms).toEqual(request.terms)
  })
})
