import { describe, expect, it } from 'vitest'
import { type FilterValues, readRule } from '../../../src/local/tenant/filterRule.ts'
import { filterMatches } from '../../../src/local/tenant/filterValues.ts'
import { deviceAt } from '../../../src/local/tenant/population.ts'
import { seedTenant } from '../../../src/local/tenant/seed.ts'

/** One device, with a name that has spaces around nothing, and two values it does not have. */
const DEVICE: FilterValues = {
  deviceName: 'Lab-AIEPVQ5',
  manufacturer: 'QEMU',
  model: 'Standard PC (Q35 + ICH9, 2009)',
  osVersion: '10.0.26100.9457',
  operatingSystemVersion: '10.0.26100.9457',
  operatingSystemSKU: 'EnterpriseSEval',
  cpuArchitecture: 'amd64',
  deviceTrustType: 'Azure AD joined',
  deviceOwnership: 'Corporate',
  enrollmentProfileName: null,
  deviceCategory: null,
}
const matches = (rule: string) => readRule(rule, 'windows10AndLater')(DEVICE)

describe('A rule of an assignment filter', () => {
  it.each([
    ['(device.deviceOwnership -eq "Corporate")', true],
    ['(device.deviceOwnership -eq "company")', false],
    ['(device.deviceName -eq "lab-aiepvq5 ")', true],
    ['(DEVICE.DEVICENAME -IN ["x", "LAB-AIEPVQ5",])', true],
    ['(device.deviceName in "Lab-AIEPVQ5")', true],
    ['(device.deviceName -notIn ["Lab-AIEPVQ5"])', false],
    ['(device.deviceName -startsWith " lab")', true],
    ['(device.deviceName -startsWith "ab-")', false],
    ['(device.model -contains "q35 + ich9")', true],
    ['(device.model -notContains "Surface")', true],
    ['(device.cpuArchitecture -eq "x64")', false],
    ['(device.operatingSystemVersion -eq 10.0.26100)', false],
    ['(device.operatingSystemVersion -ge "10.0.26100")', true],
    ['(device.operatingSystemVersion -gt 10.0.9999.9)', true],
    ['(device.operatingSystemVersion -lt 10.0.26100.9457)', false],
    ['(device.osVersion -eq "10.0.26100")', false],
    ['(device.osVersion -startsWith "10.0.26100")', true],
    ['(device.enrollmentProfileName -eq $null)', true],
    ['(device.enrollmentProfileName -ne null)', false],
    ['(device.enrollmentProfileName -ne "a")', true],
    ['(device.deviceCategory -notContains "a")', true],
    ['(device.deviceCategory -startsWith "a")', false],
    ['device.deviceName -eq "no" and device.model -eq "no" or device.manufacturer -eq "qemu"', true],
    ['device.manufacturer -eq "qemu" or device.deviceName -eq "no" and device.model -eq "no"', true],
    ['(device.manufacturer -eq "qemu" or device.deviceName -eq "no") -and (device.model -eq "no")', false],
    ['((device.deviceName\n  -ne   "X" ))\n', true],
  ])('%s: %s', (rule, isMatch) => {
    expect(matches(rule)).toBe(isMatch)
  })

  it.each([
    '',
    '()',
    '(device.deviceName -endsWith "X")',
    'not (device.deviceName -eq "X")',
    '!(device.deviceName -eq "X")',
    "(device.deviceName -eq 'X')",
    '(device.deviceName -eq X)',
    '(device.deviceName -eq 42)',
    '(device.deviceName -eq "")',
    '(device.deviceName -eq ["A", "B"])',
    '(device.deviceName -in [])',
    '(device.deviceName -in [$null])',
    '(device.deviceName-eq"X")',
    '(device.deviceName -eq "say ""hi""")',
    '(device.deviceName -eq "X"',
    '(device.deviceName -eq "X"))',
    '(device.deviceName -eq "X") (device.model -eq "Y")',
    '(device.deviceName -eq "X") and',
    '(device.deviceName -startsWith $null)',
    '(device.deviceOwnership -startsWith "Pers")',
    '(device.cpuArchitecture -contains "arm")',
    '(device.osVersion -gt "10.0")',
    '(device.operatingSystemVersion -in ["10.0.22000.1000"])',
    '(device.operatingSystemVersion -eq 10)',
    '(device.operatingSystemVersion -gt 10.0.22000.1000.5)',
    '(device.isRooted -eq "True")',
    '(device.toString -eq "X")',
    '(device.constructor -eq "X")',
    '(app.deviceModel -eq "X")',
  ])('%s is refused', (rule) => {
    expect(() => matches(rule)).toThrow()
  })

  it('applies to devices of its platform only', () => {
    const rule = '(device.deviceOwnership -eq "Corporate")'
    const of = (platform: string) =>
      filterMatches({ id: '', displayName: '', assignmentFilterManagementType: 'devices', platform, rule })
    const [pc, iPad] = [deviceAt(0), deviceAt(660)]
    expect([pc.operatingSystem, iPad.operatingSystem]).toEqual(['Windows', 'iPad'])
    expect([of('windows10AndLater')?.(pc), of('windows10AndLater')?.(iPad)]).toEqual([true, false])
    expect([of('iOS')?.(pc), of('iOS')?.(iPad)]).toEqual([false, true])
    expect(of('iOSMobileApplicationManagement')).toBeNull()
  })

  it('can be read for every device filter of the company', () => {
    for (const filter of seedTenant().filters) {
      expect([filter.displayName, filterMatches(filter) !== null]).toEqual([
        filter.displayName,
        filter.assignmentFilterManagementType === 'devices',
      ])
    }
  })
})
