import { type Change, type Facts, NO_CHANGE, type PolicyRef } from '../../src/intune/assignments/change.ts'
import { type Entry, readEntry } from '../../src/intune/assignments/entries.ts'
import { rowOf } from '../../src/intune/catalog/catalog.ts'
import { makePlan, type Plan } from '../../src/intune/plan/plan.ts'
import { noteWords } from '../../src/wording/note.ts'

/** Building blocks of the pure tests: raw assignments as Graph writes them. */
export const GROUP_A = 'aaaaaaaa-0000-4000-8000-000000000001'
export const GROUP_B = 'bbbbbbbb-0000-4000-8000-000000000002'
export const GROUP_C = 'cccccccc-0000-4000-8000-000000000003'
export const FILTER = 'ffffffff-0000-4000-8000-000000000009'
export const COMPLIANCE = rowOf('deviceCompliancePolicy')
export const SCRIPT = rowOf('deviceManagementScript')

export const POLICY: PolicyRef = {
  kind: 'deviceCompliancePolicy',
  id: '11111111-0000-4000-8000-000000000001',
  name: 'Windows 11 Baseline',
  type: 'windows10CompliancePolicy',
  platform: 'Windows',
}

export { NO_CHANGE }

export function target(type: string, more: object = {}): Record<string, unknown> {
  return { '@odata.type': `#microsoft.graph.${type}AssignmentTarget`, ...more }
}

export function raw(assignmentTarget: object, more: object = {}): Record<string, unknown> {
  return { id: 'whatever_it_is', source: 'direct', target: assignmentTarget, ...more }
}

export function entriesOf(...raws: Record<string, unknown>[]) {
  return raws.map((one) => readEntry(one, COMPLIANCE))
}

export const inA = raw(target('group', { groupId: GROUP_A }))
export const inB = raw(target('group', { groupId: GROUP_B }))
export const outA = raw(target('exclusionGroup', { groupId: GROUP_A }))
export const outC = raw(target('exclusionGroup', { groupId: GROUP_C }))
export const everybody = raw(target('allDevices'))

export const group = (id: string) => ({ kind: 'group' as const, id })

export const FACTS: Facts = {
  groups: new Map(
    [
      { id: GROUP_A, name: 'Sales Laptops', of: 'devices' as const, members: 214 },
      { id: GROUP_B, name: 'Sales People', of: 'users' as const, members: 90 },
      { id: GROUP_C, name: 'Old', of: 'nobody' as const, members: 0 },
    ].map((one) => [one.id, { ...one, membership: 'assigned' as const, securityEnabled: true }]),
  ),
  filters: new Map([[FILTER, { id: FILTER, name: 'Corporate Windows', platform: 'Windows', of: 'devices' }]]),
}

/** What a plan's warnings say. */
export function sentences(plan: Pick<Plan, 'warnings'> | null | undefined): string[] {
  return plan?.warnings.map(noteWords) ?? []
}

/** The plan of a change to a set. @throws where it is refused. */
export function planOf(
  before: readonly Entry[],
  change: Partial<Change>,
  { row = COMPLIANCE, facts = FACTS } = {},
): Plan {
  const { plan, refusal } = makePlan(row, POLICY, before, { ...NO_CHANGE, ...change }, facts)
  if (!plan) throw new Error(JSON.stringify(refusal))
  return plan
}
