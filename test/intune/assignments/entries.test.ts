import { describe, expect, it } from 'vitest'
import {
  assignBody,
  distinct,
  type Entry,
  fingerprint,
  holds,
  makeEntry,
  readLegacyEntry,
  versionFor,
} from '../../../src/intune/assignments/entries.ts'
import { COMPLIANCE, entriesOf, FILTER, GROUP_A, GROUP_B, raw, SCRIPT, target } from '../sets.ts'

const filtered = target('group', {
  groupId: GROUP_A,
  deviceAndAppManagementAssignmentFilterId: FILTER,
  deviceAndAppManagementAssignmentFilterType: 'include',
})

describe('Entries', () => {
  it('are sent back with their target and filter, without what only Intune writes', () => {
    const body = assignBody(
      entriesOf(raw(filtered, { lastModifiedDateTime: '2026-01-01', sourceId: 'x' })),
      COMPLIANCE,
    )
    expect(body).toEqual({
      assignments: [{ '@odata.type': '#microsoft.graph.deviceCompliancePolicyAssignment', target: filtered }],
    })
  })

  it.each([
    ['null', null, 'none'],
    ['the all-zero id', '00000000-0000-0000-0000-000000000000', 'none'],
    ['an id with type none', FILTER, 'none'],
  ])('read %s as no filter and send none', (_name, id, type) => {
    const spelled = target('group', {
      groupId: GROUP_A,
      deviceAndAppManagementAssignmentFilterId: id,
      deviceAndAppManagementAssignmentFilterType: type,
    })
    const entries = entriesOf(raw(spelled))
    expect(entries[0]?.filter).toBeNull()
    expect(assignBody(entries, COMPLIANCE).assignments).toEqual([
      expect.objectContaining({ target: target('group', { groupId: GROUP_A }) }),
    ])
    expect(fingerprint(entries, COMPLIANCE)).toBe(
      fingerprint(entriesOf(raw(target('group', { groupId: GROUP_A }))), COMPLIANCE),
    )
  })

  it.each(['onlyWhileEnrolling', null])('keep a filter with an unknown mode: %s', (mode) => {
    const newer = target('group', {
      groupId: GROUP_A,
      deviceAndAppManagementAssignmentFilterId: FILTER,
      deviceAndAppManagementAssignmentFilterType: mode,
    })
    const entries = entriesOf(raw(newer))
    expect(assignBody(entries, COMPLIANCE).assignments).toEqual([expect.objectContaining({ target: newer })])
    expect(versionFor(entries, COMPLIANCE, 'windows10CompliancePolicy')).toBe('beta')
    expect(fingerprint(entries, COMPLIANCE)).not.toBe(
      fingerprint(entriesOf(raw(target('group', { groupId: GROUP_A }))), COMPLIANCE),
    )
  })

  it('keep an unknown target verbatim', () => {
    const collection = target('configurationManagerCollection', { collectionId: 'SMS00001', newer: { x: 1 } })
    expect(assignBody(entriesOf(raw(collection)), COMPLIANCE).assignments).toEqual([
      expect.objectContaining({ target: collection }),
    ])
  })

  it('that belong to a policy set are left alone', () => {
    const entries = entriesOf(
      raw(filtered),
      raw(target('group', { groupId: GROUP_B }), { source: 'policySets' }),
    )
    expect(assignBody(entries, COMPLIANCE).assignments).toHaveLength(1)
  })

  it('of the legacy collection are written back under their own parameter', () => {
    const entries = [
      makeEntry(COMPLIANCE, 'group', GROUP_A),
      readLegacyEntry({ id: 'x', targetGroupId: GROUP_B }, SCRIPT),
    ]
    expect(assignBody(entries, SCRIPT)).toEqual({
      deviceManagementScriptAssignments: [
        {
          '@odata.type': '#microsoft.graph.deviceManagementScriptAssignment',
          target: target('group', { groupId: GROUP_A }),
        },
      ],
      deviceManagementScriptGroupAssignments: [
        { '@odata.type': '#microsoft.graph.deviceManagementScriptGroupAssignment', targetGroupId: GROUP_B },
      ],
    })
  })

  it('need beta as soon as one of them has a filter', () => {
    const type = 'windows10CompliancePolicy'
    expect(versionFor(entriesOf(raw(target('allDevices'))), COMPLIANCE, type)).toBe('v1.0')
    expect(versionFor(entriesOf(raw(target('allDevices')), raw(filtered)), COMPLIANCE, type)).toBe('beta')
  })

  it('need beta where v1.0 lacks the object’s type, or the type is unknown', () => {
    for (const type of ['androidDeviceOwnerCompliancePolicy', 'aospDeviceOwnerCompliancePolicy', null])
      expect(versionFor(entriesOf(raw(target('allDevices'))), COMPLIANCE, type)).toBe('beta')
  })
})

describe('A fingerprint', () => {
  const one = raw(target('group', { groupId: GROUP_A }))
  const other = raw(filtered)

  it('does not depend on order, ids or the case of a group id', () => {
    const upper = raw(target('group', { groupId: GROUP_B }), { id: 'another' })
    expect(fingerprint(entriesOf(one, upper), COMPLIANCE)).toBe(
      fingerprint(entriesOf(upper, one), COMPLIANCE),
    )
  })

  it('differs when a filter, a mode or a source differs', () => {
    const prints = [
      one,
      other,
      raw({ ...filtered, deviceAndAppManagementAssignmentFilterType: 'exclude' }),
      raw(target('exclusionGroup', { groupId: GROUP_A })),
      raw(target('group', { groupId: GROUP_A }), { source: 'policySets' }),
      raw(target('allUsers')),
      raw(target('allDevices')),
    ].map((each) => fingerprint(entriesOf(each), COMPLIANCE))
    expect(new Set(prints).size).toBe(prints.length)
  })
})

describe('Equivalent entries', () => {
  it('are one where the kind has no sources, and two where it has', () => {
    const twice = entriesOf(raw(filtered), raw(filtered), raw(target('allDevices')))
    expect(distinct(twice, COMPLIANCE)).toHaveLength(2)
    expect(
      distinct(entriesOf(raw(filtered), raw(filtered, { source: 'policySets' })), COMPLIANCE),
    ).toHaveLength(2)
    const otherwise = { ...filtered, deviceAndAppManagementAssignmentFilterType: 'exclude' }
    expect(distinct(entriesOf(raw(filtered), raw(otherwise)), COMPLIANCE)).toHaveLength(2)
  })
})

describe('Reading back', () => {
  const written = entriesOf(raw(filtered), raw(target('allDevices')))

  it('succeeds with the same entries in another order', () => {
    expect(holds([...written].reverse(), written, COMPLIANCE)).toBe(true)
  })

  it('fails when an entry is missing, is new, or has lost its filter', () => {
    const [first, ...rest] = written
    expect(holds(rest, written, COMPLIANCE)).toBe(false)
    expect(holds([...written, makeEntry(COMPLIANCE, 'allUsers', null)], written, COMPLIANCE)).toBe(false)
    expect(holds([{ ...(first as Entry), filter: null }, ...rest], written, COMPLIANCE)).toBe(false)
  })
})
