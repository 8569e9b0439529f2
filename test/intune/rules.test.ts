import { describe, expect, it } from 'vitest'
import type { Change, Facts, FilterFacts, PolicyRef } from '../../src/intune/assignments/change.ts'
import { readEntry } from '../../src/intune/assignments/entries.ts'
import { CATALOG, rowOf } from '../../src/intune/catalog/catalog.ts'
import { flavourOf, isForPlatform, platformOf, platformOfPolicy } from '../../src/intune/catalog/platforms.ts'
import { withIntent } from '../../src/intune/plan/intents.ts'
import { rulesFor } from '../../src/intune/plan/objectRules.ts'
import { makePlan } from '../../src/intune/plan/plan.ts'
import { FACTS as TENANT } from '../../src/local/tenant/facts.ts'
import { noteWords } from '../../src/wording/note.ts'
import { FACTS, FILTER, GROUP_A, GROUP_B, GROUP_C, group, NO_CHANGE, sentences, target } from './sets.ts'

function policy(kind: string, more: Partial<PolicyRef> = {}): PolicyRef {
  return { kind, id: 'x', name: 'X', type: null, platform: null, ...more }
}

function refused(one: PolicyRef, change: Partial<Change>, facts: Facts = FACTS): string | undefined {
  const { refusal } = makePlan(rowOf(one.kind), one, [], { ...NO_CHANGE, ...change }, facts)
  return refusal && noteWords(refusal)
}

const filter = { id: FILTER, mode: 'include' as const }

function withFilter(more: Partial<FilterFacts>): Facts {
  const one: FilterFacts = { id: FILTER, name: 'F', platform: 'Windows', of: 'devices', ...more }
  return { ...FACTS, filters: new Map([[FILTER, one]]) }
}

describe('What an object of a kind supports', () => {
  it.each([
    ['of declarative management', { technologies: 'appleRemoteManagement', platforms: 'macOS' }],
    ['of a security baseline', { 'templateReference.templateFamily': 'baseline' }],
    ['of App Control', { 'templateReference.templateFamily': 'endpointSecurityApplicationControl' }],
    [
      'of macOS endpoint security',
      { platforms: 'macOS', 'templateReference.templateFamily': 'endpointSecurityFirewall' },
    ],
    ['for Linux', { platforms: 'linux' }],
  ])('has no filters for a settings catalog policy %s', (_what, traits) => {
    const one = policy('configurationPolicy', { traits })
    expect(refused(one, { include: [group(GROUP_A)], filter })).toMatch(/Intune has no assignment filters/)
    expect(refused(one, { include: [group(GROUP_A)] })).toBeUndefined()
  })

  it('has filters for the other settings catalog policies, including those of Apple’s two channels', () => {
    const traits = {
      platforms: 'windows10',
      technologies: 'mdm,microsoftSense',
      'templateReference.templateFamily': 'endpointSecurityFirewall',
    }
    expect(rulesFor(rowOf('configurationPolicy'), policy('configurationPolicy', { traits })).filters).toBe(
      true,
    )
    const apple = { platforms: 'macOS', technologies: 'mdm,appleRemoteManagement' }
    expect(
      rulesFor(rowOf('configurationPolicy'), policy('configurationPolicy', { traits: apple })).filters,
    ).toBe(true)
  })

  it.each(['hardwareConfiguration', 'windowsQualityUpdatePolicy', 'managedEBook'])(
    'says of %s that it is unknown whether filters apply',
    (kind) => {
      expect(refused(policy(kind), { include: [group(GROUP_B)], filter })).toMatch(
        /^I don't know whether Intune applies assignment filters to /,
      )
    },
  )

  it('assigns no group to automatic device preparation or the default Windows Restore', () => {
    const preparation = policy('configurationPolicy', { traits: { disableEntraGroupPolicyAssignment: true } })
    expect(refused(preparation, { include: [group(GROUP_A)] })).toMatch(/does not assign it to groups/)
    const restore = policy('deviceEnrollmentConfiguration', {
      id: '636b62ee_WindowsRestore',
      traits: { priority: 0 },
    })
    expect(refused(restore, { include: [group(GROUP_A)] })).toMatch(/already applies to everyone/)
    expect(refused({ ...restore, traits: { priority: 1 } }, { include: [group(GROUP_A)] })).toBeUndefined()
  })

  it.each([
    'managedEBook',
    'iosManagedAppProtection',
    'windowsManagedAppProtection',
    'targetedManagedAppConfiguration',
  ])('assigns %s only to groups of users', (kind) => {
    const intent = kind === 'managedEBook' ? ('required' as const) : null
    const one = policy(kind)
    expect(refused(one, { include: [group(GROUP_A)], intent })).toMatch(
      /to users only, and the group “Sales Laptops”/,
    )
    expect(refused(one, { include: [{ kind: 'allDevices' }], intent })).toMatch(/does not accept all devices/)
    expect(refused(one, { include: [group(GROUP_B)], intent })).toBeUndefined()
  })

  it('allows an eBook as required or available only', () => {
    expect(refused(policy('managedEBook'), { include: [group(GROUP_B)], intent: 'uninstall' })).toMatch(
      /cannot be “uninstall”. Say “required” or “available”/,
    )
  })

  it('offers unenrolled devices only the apps that they can get', () => {
    const change = { include: [group(GROUP_B)], intent: 'availableWithoutEnrollment' as const }
    expect(refused(policy('mobileApp', { type: 'iosStoreApp' }), change)).toBeUndefined()
    expect(refused(policy('mobileApp', { type: 'win32LobApp' }), change)).toMatch(
      /cannot be “availableWithoutEnrollment”/,
    )
    expect(
      refused(policy('mobileApp', { type: 'iosStoreApp' }), { ...change, include: [group(GROUP_A)] }),
    ).toMatch(/to users only/)
  })

  it('allows a Microsoft 365 group without security for Cloud PCs only', () => {
    const [mail, ...others] = [...FACTS.groups.values()]
    if (!mail) throw new Error('no group')
    const facts = {
      ...FACTS,
      groups: new Map([mail, ...others].map((one) => [one.id, { ...one, securityEnabled: false }])),
    }
    const change = { include: [group(GROUP_B)] }
    const traits = { provisioningType: 'dedicated' }
    expect(refused(policy('cloudPcProvisioningPolicy', { traits }), change, facts)).toBeUndefined()
    expect(refused(policy('deviceManagementScript'), change, facts)).toMatch(/not security-enabled/)
  })

  it('keeps a start time with an offer, and drops a deadline or automatic updates where they do not apply', () => {
    const settings = {
      installTimeSettings: { useLocalTime: true, startDateTime: 's', deadlineDateTime: 'd' },
      autoUpdateSettings: { autoUpdateSupersededAppsState: 'enabled' },
    }
    const app = rowOf('mobileApp')
    expect(withIntent(app, { settings }, 'available').settings).toEqual({
      ...settings,
      installTimeSettings: { useLocalTime: true, startDateTime: 's', deadlineDateTime: null },
    })
    expect(withIntent(app, { settings }, 'required').settings).toEqual({
      ...settings,
      autoUpdateSettings: null,
    })
  })
})

describe('A new entry of a purchased app', () => {
  const app = rowOf('mobileApp')
  const keynote = policy('mobileApp', { type: 'iosVppApp' })
  const held = (useDeviceLicensing: boolean, more: object = {}, intent = 'required') =>
    readEntry(
      {
        intent,
        settings: {
          '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
          useDeviceLicensing,
          ...more,
        },
        target: target('group', { groupId: GROUP_C }),
      },
      app,
    )
  const added = (...before: ReturnType<typeof held>[]) => {
    const { plan } = makePlan(
      app,
      keynote,
      before,
      { ...NO_CHANGE, include: [group(GROUP_B)], intent: 'required' },
      FACTS,
    )
    const entry = plan?.after.find(({ groupId }) => groupId === GROUP_B)
    return { settings: entry?.properties.settings, warnings: sentences(plan) }
  }
  const device = { '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings', useDeviceLicensing: true }

  it('says which licences it uses, as does the card', () => {
    expect(added().settings).toEqual(device)
    expect(added().warnings).toContain('“Sales People” gets it with device licensing.')
  })

  it('takes those of the existing entries, whatever their intent', () => {
    expect(added(held(false, {}, 'available')).settings).toEqual({ ...device, useDeviceLicensing: false })
    expect(added(held(false, {}, 'available')).warnings).toContain(
      '“Sales People” gets it with user licensing.',
    )
    expect(added(held(false, { isRemovable: true })).settings).toEqual({
      ...device,
      useDeviceLicensing: false,
      isRemovable: true,
    })
    const other = { ...held(false, { isRemovable: true }), groupId: GROUP_A }
    expect(added(held(false, { isRemovable: false }), other).settings).toEqual({
      ...device,
      useDeviceLicensing: false,
    })
    expect(added(held(true), { ...held(false), groupId: GROUP_A }).settings).toEqual(device)
  })

  it('is different from those of other apps', () => {
    const { plan } = makePlan(
      app,
      policy('mobileApp', { type: 'iosStoreApp' }),
      [],
      { ...NO_CHANGE, include: [group(GROUP_B)], intent: 'required' },
      FACTS,
    )
    expect(plan?.after[0]?.properties).toEqual({ intent: 'required' })
  })
})

describe('A filter', () => {
  const change = { include: [group(GROUP_A)], filter }
  const profile = policy('deviceConfiguration', { type: 'iosCustomConfiguration', platform: 'iOS/iPadOS' })

  it('has to match the policy’s platform', () => {
    expect(refused(profile, change, withFilter({ platform: 'iOS/iPadOS' }))).toBeUndefined()
    expect(refused(profile, change, withFilter({}))).toMatch(/is for Windows, but .* is for iOS\/iPadOS/)
    expect(refused(policy('groupPolicyConfiguration'), change, withFilter({ platform: 'macOS' }))).toMatch(
      /is for macOS, but .* is for Windows/,
    )
  })

  it('of an unknown platform does not count as matching', () => {
    expect(refused(profile, change, withFilter({ platform: null }))).toMatch(/I don't know the platform/)
  })

  it('is matched per kind of Android enrollment', () => {
    const scanner = policy('deviceCompliancePolicy', {
      type: 'androidDeviceOwnerCompliancePolicy',
      platform: 'Android',
    })
    const of = (platform: string) => withFilter({ platform: 'Android', flavour: flavourOf(platform) })
    expect(refused(scanner, change, of('androidForWork'))).toBeUndefined()
    expect(refused(scanner, change, of('androidAOSP'))).toMatch(
      /for Android \(AOSP\), but .* Android Enterprise/,
    )
  })

  it('uses the kind’s platform where the object has none, and no platform where the kind has several', () => {
    const of = (kind: string, platform: string | null = null) => platformOfPolicy({ kind, platform })
    expect([of('deviceShellScript'), of('wdacSupplementalPolicy'), of('compliancePolicy')]).toEqual([
      'macOS',
      'Windows',
      'Linux',
    ])
    expect([of('mobileApp'), of('mobileApp', 'Android'), of('deviceConfiguration')]).toEqual([
      null,
      'Android',
      null,
    ])
    const shell = policy('deviceShellScript', { type: 'deviceShellScript' })
    expect(isForPlatform(shell, 'Windows')).toBe(false)
  })

  it('also knows the newer platforms', () => {
    expect(
      ['androidEnterprise', 'aosp', 'visionOS', 'tvOS', 'somethingNew'].map((one) => platformOf(null, one)),
    ).toEqual(['Android', 'Android', 'visionOS', 'tvOS', null])
  })
})

describe('The catalog and the tenant agree', () => {
  const KINDS: Record<string, string> = { allLicensedUsers: 'allUsers', cloudPcManagementGroup: 'group' }

  it.each(CATALOG.map((row) => [row.path, row] as const))('about %s', (path, row) => {
    const fact = TENANT.get(path)
    if (!fact) throw new Error('no fact')
    const targets = fact.targets.filter((one) => one !== 'configurationManagerCollection')
    expect([...row.targets].sort()).toEqual(targets.map((one) => KINDS[one] ?? one).sort())
    if (row.targetFamily === 'intune') expect(row.filters).toBe(fact.filters)
    expect(row.platform).toBe(fact.platform && platformOf(null, fact.platform))
    expect(row.groupsOf === 'users').toBe(fact.usersOnly)
    expect(row.anyGroup).toBe(fact.anyGroup)
    expect(row.tellsAssigned).toBe(fact.tellsAssigned)
    if (row.version === 'v1.0') {
      for (const type of row.v1Types ?? []) expect(fact.v1Types).toContain(type)
      expect(row.v1Types === null).toBe(fact.v1Types === null)
    }
  })
})
