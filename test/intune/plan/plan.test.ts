import { describe, expect, it } from 'vitest'
import type { Change, PolicyRef } from '../../../src/intune/assignments/change.ts'
import { readEntry } from '../../../src/intune/assignments/entries.ts'
import { type CatalogRow, rowOf } from '../../../src/intune/catalog/catalog.ts'
import { changesAnything, makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import { noteWords } from '../../../src/wording/note.ts'
import {
  COMPLIANCE,
  entriesOf,
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_B,
  GROUP_C,
  group,
  inA,
  inB,
  NO_CHANGE,
  outC,
  POLICY,
  planOf,
  raw,
  SCRIPT,
  sentences,
  target,
} from '../sets.ts'

const planned = (before: Record<string, unknown>[], change: Partial<Change>, row = COMPLIANCE) =>
  planOf(entriesOf(...before), change, { row })

function refused(change: Partial<Change>, policy = POLICY, row = COMPLIANCE): string | undefined {
  const { refusal } = makePlan(row, policy, [], { ...NO_CHANGE, ...change }, FACTS)
  return refusal && noteWords(refusal)
}

const marks = (plan: Plan) =>
  plan.lines.map((line) => `${line.mark} ${line.group?.name ?? line.subject.kind}`)

describe('A plan', () => {
  it('adds a group and keeps everything else', () => {
    const plan = planned([inB, outC, raw(target('allDevices'))], { include: [group(GROUP_A)] })
    expect(marks(plan)).toEqual(['added Sales Laptops', 'kept Sales People', 'kept Old', 'kept allDevices'])
    expect(plan.after.slice(0, 3)).toEqual(plan.before)
  })

  it('changes nothing when the group is already assigned, and says so', () => {
    const plan = planned([inA], { include: [group(GROUP_A)] })
    expect(changesAnything(plan)).toBe(false)
    expect(plan.after).toEqual(plan.before)
    expect(sentences(plan)).toContain('“Sales Laptops” is already assigned; that stays as it is.')
  })

  it('keeps the filter of a group that is requested without one', () => {
    const filtered = raw(
      target('group', {
        groupId: GROUP_A,
        deviceAndAppManagementAssignmentFilterId: FILTER,
        deviceAndAppManagementAssignmentFilterType: 'include',
      }),
    )
    expect(changesAnything(planned([filtered], { include: [group(GROUP_A)] }))).toBe(false)
  })

  it('hands the filter of a group that is removed on to the one that takes its place', () => {
    const filtered = (mode: string) => ({
      deviceAndAppManagementAssignmentFilterId: FILTER,
      deviceAndAppManagementAssignmentFilterType: mode,
    })
    const outsideVirtual = raw(target('group', { groupId: GROUP_A, ...filtered('exclude') }))
    const moved = { include: [group(GROUP_C)], remove: [group(GROUP_A)] }
    const filterOfC = (plan: Plan) => plan.after.find(({ groupId }) => groupId === GROUP_C)?.filter
    expect(filterOfC(planned([outsideVirtual], moved))).toEqual({ id: FILTER, mode: 'exclude' })
    expect(filterOfC(planned([inA], moved))).toBeNull()
    // Two that differ say nothing, and neither does one that is said.
    const insideB = raw(target('group', { groupId: GROUP_B, ...filtered('include') }))
    const both = { ...moved, remove: [group(GROUP_A), group(GROUP_B)] }
    expect(filterOfC(planned([outsideVirtual, insideB], both))).toBeNull()
    const said = { ...moved, filter: { id: FILTER, mode: 'include' as const } }
    expect(filterOfC(planned([outsideVirtual], said))).toEqual({ id: FILTER, mode: 'include' })
  })

  it('hands the schedule and the settings of a group that is removed on to the one that takes its place', () => {
    const remediation = rowOf('deviceHealthScript')
    const daily = '#microsoft.graph.deviceHealthScriptDailySchedule'
    const reporting = {
      runRemediationScript: false,
      runSchedule: { '@odata.type': daily, interval: 1, useUtc: true, time: '03:00:00' },
    }
    const script = { ...POLICY, kind: 'deviceHealthScript', type: null }
    const moved = { include: [group(GROUP_C)], remove: [group(GROUP_A)] }
    const ofC = (
      row: CatalogRow,
      policy: PolicyRef,
      raws: Record<string, unknown>[],
      change: Partial<Change>,
    ) => {
      const before = raws.map((one) => readEntry(one, row))
      const { plan } = makePlan(row, policy, before, { ...NO_CHANGE, ...change }, FACTS)
      return plan?.after.find(({ groupId }) => groupId === GROUP_C)?.properties
    }
    const onA = raw(target('group', { groupId: GROUP_A }), reporting)
    expect(ofC(remediation, script, [onA], moved)).toEqual(reporting)
    // Two that run differently say nothing.
    const onB = raw(target('group', { groupId: GROUP_B }), { ...reporting, runRemediationScript: true })
    const both = { ...moved, remove: [group(GROUP_A), group(GROUP_B)] }
    expect(ofC(remediation, script, [onA, onB], both)).not.toEqual(reporting)
    const app = rowOf('mobileApp')
    const zip = { ...POLICY, kind: 'mobileApp', type: 'win32LobApp' }
    const settings = {
      '@odata.type': '#microsoft.graph.win32LobAppAssignmentSettings',
      notifications: 'hideAll',
      installTimeSettings: { useLocalTime: true, deadlineDateTime: '2026-12-01T00:00:00Z' },
    }
    const required = raw(target('group', { groupId: GROUP_A }), { intent: 'required', settings })
    expect(ofC(app, zip, [required], moved)).toEqual({ intent: 'required', settings })
    // Intune accepts no deadline for what is only offered.
    expect(ofC(app, zip, [required], { ...moved, intent: 'available' })).toEqual({
      intent: 'available',
      settings: { ...settings, installTimeSettings: { useLocalTime: true, deadlineDateTime: null } },
    })
  })

  it('replaces the entry when its filter changes, and never duplicates it', () => {
    const plan = planned([inA, inB], { include: [group(GROUP_A)], filter: { id: FILTER, mode: 'exclude' } })
    expect(plan.after).toHaveLength(2)
    expect(marks(plan)).toEqual(['changed Sales Laptops', 'kept Sales People'])
    expect(plan.lines[0]?.after?.filter).toEqual({ name: 'Corporate Windows', mode: 'exclude' })
    expect(plan.write.version).toBe('beta')
  })

  it('turns an exclusion into an inclusion as one change', () => {
    const plan = planned([outC, inB], { include: [group(GROUP_C)] })
    expect(marks(plan)).toEqual(['changed Old', 'kept Sales People'])
    expect(plan.lines[0]).toMatchObject({ before: { included: false }, after: { included: true } })
    expect(plan.after).toHaveLength(2)
  })

  it('removes all users without removing all devices', () => {
    const plan = planned([raw(target('allLicensedUsers')), raw(target('allDevices'))], {
      remove: [{ kind: 'allUsers' }],
    })
    expect(plan.after.map((entry) => entry.target)).toEqual(['allDevices'])
  })

  it('warns that nobody is left when the last inclusion is removed', () => {
    expect(sentences(planned([inA, outC], { remove: [group(GROUP_A)] }))).toContain(
      'After this change it isn’t assigned to anyone.',
    )
  })

  it('warns about all devices, about mixed users and devices, and about empty groups', () => {
    const plan = planned([inB], { include: [{ kind: 'allDevices' }], exclude: [group(GROUP_A)] })
    expect(sentences(plan).join(' ')).toMatch(/every device in your tenant/)
    expect(sentences(plan).join(' ')).toMatch(/“Sales Laptops” contains devices and “Sales People” users/)
    expect(sentences(planned([], { include: [group(GROUP_C)] }))).toContain(
      '“Old” has no members at the moment.',
    )
  })

  it('says that excluding users from all devices, or devices from all users, has no effect', () => {
    const plan = planned([outC], { include: [{ kind: 'allUsers' }], exclude: [group(GROUP_A)] })
    expect(sentences(plan)).toContain(
      '“Sales Laptops” contains devices and this goes to all users: Intune does not relate users to devices, so this exclusion has no effect there.',
    )
  })

  it('names what should be removed and does not exist', () => {
    const plan = planned([inB], { remove: [group(GROUP_A), { kind: 'allUsers' }] })
    expect(sentences(plan)).toEqual([
      'There is no assignment to “Sales Laptops” to remove.',
      'There is no assignment to all users to remove.',
    ])
  })

  it('leaves entries of a policy set alone, and says so', () => {
    const plan = planned([raw(target('group', { groupId: GROUP_A }), { source: 'policySets' })], {
      remove: [group(GROUP_A)],
    })
    expect(changesAnything(plan)).toBe(false)
    expect(sentences(plan).join(' ')).toMatch(/comes from a policy set. Remove it there/)
  })

  it('adds a single entry to a script, and sends the whole set otherwise', () => {
    expect(planned([inB], { include: [group(GROUP_A)] }, SCRIPT).write.how).toBe('addOne')
    expect(planned([inB], { include: [group(GROUP_A), group(GROUP_C)] }, SCRIPT).write.how).toBe('assign')
    expect(planned([inB], { remove: [group(GROUP_B)] }, SCRIPT).write.how).toBe('assign')
    expect(planned([inB], { include: [group(GROUP_A)] }).write.how).toBe('assign')
  })
})

describe('What a kind cannot do is refused with the reason', () => {
  const enrollment = { ...POLICY, kind: 'deviceEnrollmentConfiguration' }

  it.each([
    [
      'a filter on a script',
      { include: [group(GROUP_A)], filter: { id: FILTER, mode: 'include' as const } },
      SCRIPT,
      /no assignment filters for a PowerShell script/,
    ],
    [
      'an intent on a policy',
      { include: [group(GROUP_A)], intent: 'required' as const },
      COMPLIANCE,
      /“required” is for apps/,
    ],
    ['excluding all users', { exclude: [{ kind: 'allUsers' as const }] }, COMPLIANCE, /exclude groups only/],
    [
      'one group on both sides',
      { include: [group(GROUP_A)], exclude: [group(GROUP_A)] },
      COMPLIANCE,
      /included and excluded at once/,
    ],
    [
      'a filter on what is taken away',
      { remove: [group(GROUP_A)], filter: { id: FILTER, mode: 'include' as const } },
      COMPLIANCE,
      /removes its filter as well/,
    ],
    [
      'a filter on an exclusion',
      { exclude: [group(GROUP_A)], filter: { id: FILTER, mode: 'include' as const } },
      COMPLIANCE,
      /does not accept a filter on an excluded group/,
    ],
  ])('%s', (_name, change, row, reason) => {
    expect(refused(change, POLICY, row)).toMatch(reason)
  })

  it('a default enrollment configuration, and an exclusion on an enrollment status page', async () => {
    const { rowOf } = await import('../../../src/intune/catalog/catalog.ts')
    const row = rowOf('deviceEnrollmentConfiguration')
    const byDefault = { ...enrollment, id: `${GROUP_A}_DefaultLimit` }
    expect(refused({ include: [group(GROUP_A)] }, byDefault, row)).toMatch(/applies to everyone/)
    const page = { ...enrollment, type: 'windows10EnrollmentCompletionPageConfiguration' }
    expect(refused({ exclude: [group(GROUP_A)] }, page, row)).toMatch(
      /does not accept an excluded group on an enrollment status page/,
    )
  })

  it('a filter for another platform', () => {
    const mac = { ...POLICY, platform: 'macOS', type: 'macOSCompliancePolicy' }
    expect(refused({ include: [group(GROUP_A)], filter: { id: FILTER, mode: 'include' } }, mac)).toMatch(
      /is for Windows, but .* is for macOS/,
    )
  })
})
