import { describe, expect, it } from 'vitest'
import type { Change, GroupFacts } from '../../../src/intune/assignments/change.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { makePlan } from '../../../src/intune/plan/plan.ts'
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
} from '../sets.ts'

const APP = rowOf('mobileApp')
const planned = (
  type: string,
  change: Partial<Change>,
  facts: Partial<GroupFacts> = {},
  before = [] as never[],
) => {
  const groups = new Map([...FACTS.groups].map(([id, one]) => [id, { ...one, ...facts }]))
  const policy = { ...POLICY, kind: 'mobileApp', name: '7-Zip', type }
  return makePlan(APP, policy, before, { ...NO_CHANGE, ...change }, { ...FACTS, groups })
}

describe('An app requested without an intent', () => {
  it('offers the intents that it supports, for the part of the change that is missing', () => {
    const { asks, plan } = planned('winGetApp', { include: [group(GROUP_A)] }, { of: 'users' })
    expect(plan).toBeUndefined()
    expect(asks?.as).toBe('intent')
    expect(asks?.intents.slice(0, 3)).toEqual(['required', 'available', 'uninstall'])
  })

  it('offers devices nothing that is for users only', () => {
    const { asks } = planned('iosStoreApp', { include: [group(GROUP_A)] }, { of: 'devices' })
    expect(asks?.intents).toEqual(['required', 'uninstall'])
  })

  it('asks nothing where the intent was named, or the kind has none', () => {
    expect(planned('winGetApp', { include: [group(GROUP_A)], intent: 'required' }).plan).toBeDefined()
    const before = entriesOf(raw(target('group', { groupId: GROUP_B })))
    const change = { ...NO_CHANGE, include: [group(GROUP_A)] }
    expect(makePlan(COMPLIANCE, POLICY, before, change, FACTS).plan).toBeDefined()
  })

  it('also asks for an exclusion where nothing is assigned', () => {
    expect(planned('winGetApp', { exclude: [group(GROUP_A)] }).asks?.as).toBe('intent')
  })
})
