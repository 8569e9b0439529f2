import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/intune/assignments/change.ts'
import { isGiven, keepsOwnWay } from '../../../src/intune/assignments/likeness.ts'
import { makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import {
  COMPLIANCE,
  entriesOf,
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_B,
  GROUP_C,
  group,
  inB,
  NO_CHANGE,
  outA,
  POLICY,
  planOf,
  raw,
  sentences,
  target,
} from '../sets.ts'

const filtered = (type: string, more: object = {}) =>
  raw(
    target(type, {
      ...more,
      deviceAndAppManagementAssignmentFilterId: FILTER,
      deviceAndAppManagementAssignmentFilterType: 'exclude',
    }),
  )
const inA = filtered('group', { groupId: GROUP_A })
const outB = raw(target('exclusionGroup', { groupId: GROUP_B }))

const planned = (before: Record<string, unknown>[], change: Partial<Change>) =>
  planOf(entriesOf(...before), change)

const likeA = { include: [group(GROUP_B)], like: group(GROUP_A) }
const keeps = (...raws: Record<string, unknown>[]) =>
  keepsOwnWay(COMPLIANCE, entriesOf(...raws), { ...NO_CHANGE, ...likeA })
const ofB = ({ after }: Plan) => after.filter(({ groupId }) => groupId === GROUP_B)

describe('Giving one group what another has', () => {
  it('tells who has it already from who has it in another way', () => {
    const sameInB = filtered('group', { groupId: GROUP_B })
    expect(keeps(inA, sameInB)).toBe(false)
    expect(keeps(inA, inB)).toBe(true)
    // Nobody keeps anything where it is still to come, or where there is nothing to be like.
    expect(keeps(inA)).toBe(false)
    expect(keeps(inB)).toBe(false)
  })

  it('copies the entry, filter and mode included, and keeps everything else', () => {
    const plan = planned([inA, raw(target('allUsers'))], likeA)
    expect(plan.after.slice(0, 2)).toEqual(plan.before)
    expect(ofB(plan)).toMatchObject([
      { target: 'group', filter: { id: FILTER, mode: 'exclude' }, source: 'direct' },
    ])
  })

  it('copies an entry’s settings unchanged', () => {
    const row = { ...COMPLIANCE, entryProperties: ['intent', 'settings'], identity: ['intent'] }
    const settings = { notifications: 'hideAll' }
    const before = entriesOf(raw(target('group', { groupId: GROUP_A }))).map((entry) => ({
      ...entry,
      properties: { intent: 'required', settings },
    }))
    const { plan } = makePlan(row, POLICY, before, { ...NO_CHANGE, ...likeA }, FACTS)
    expect(ofB(plan as Plan)).toMatchObject([{ properties: { intent: 'required', settings } }])
  })

  it('leaves a group alone that already has an entry', () => {
    const plan = planned([inA, inB], likeA)
    expect(plan.after).toEqual(plan.before)
  })

  it('includes an excluded group, and says so', () => {
    const plan = planned([inA, outB], likeA)
    expect(ofB(plan).map((entry) => entry.target)).toEqual(['group'])
    expect(sentences(plan).join()).toContain('is excluded today')
  })

  it('gives nothing where the other group is excluded, deleted or unknown', () => {
    for (const before of [[outA, inB], [raw(target('allUsers'))], []]) {
      const plan = planned(before, likeA)
      expect(plan.after).toEqual(plan.before)
    }
  })

  it('knows who is given an object: an exclusion wins', () => {
    const entries = entriesOf(inA, outB, raw(target('allDevices')))
    expect(isGiven(entries, group(GROUP_A.toUpperCase()), COMPLIANCE)).toBe(true)
    expect(isGiven(entries, group(GROUP_B), COMPLIANCE)).toBe(false)
    expect(isGiven(entries, group(GROUP_C), COMPLIANCE)).toBe(false)
    expect(isGiven(entries, { kind: 'allDevices' }, COMPLIANCE)).toBe(true)
    expect(isGiven(entries, { kind: 'allUsers' }, COMPLIANCE)).toBe(false)
    expect(isGiven(entriesOf(inA, outA), group(GROUP_A), COMPLIANCE)).toBe(false)
  })

  it('follows all devices to a group, with their filter', () => {
    const plan = planned([filtered('allDevices')], {
      include: [group(GROUP_B)],
      like: { kind: 'allDevices' },
    })
    expect(ofB(plan)).toMatchObject([{ target: 'group', filter: { id: FILTER, mode: 'exclude' } }])
    expect(plan.after).toHaveLength(2)
  })
})
