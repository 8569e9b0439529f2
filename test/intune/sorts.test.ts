import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { isOfSort } from '../../src/intune/catalog/sorts.ts'
import { incompleteIn } from '../../src/language/feedback/incompleteRequest.ts'
import { UNNAMED } from '../../src/language/reading.ts'
import { POLICY } from './sets.ts'

const catalogPolicy = (family: string) => ({
  ...POLICY,
  kind: 'configurationPolicy',
  traits: { 'templateReference.templateFamily': family },
})
const profile = (type: string) => ({ ...POLICY, kind: 'deviceConfiguration', type })

describe('Names for some objects of a kind', () => {
  it.each([
    ['antivirus policy', 'endpointSecurityAntivirus'],
    ['app control policy', 'endpointSecurityApplicationControl'],
    ['asr rules', 'endpointSecurityAttackSurfaceReduction'],
    ['laps policy', 'endpointSecurityAccountProtection'],
    ['edr policy', 'endpointSecurityEndpointDetectionAndResponse'],
    ['epm policy', 'endpointSecurityEndpointPrivilegeManagement'],
    ['disk encryption policy', 'endpointSecurityDiskEncryption'],
    ['firewall policy', 'endpointSecurityFirewall'],
  ])('%s is recognized by its template’s family', (sort, family) => {
    expect(isOfSort(catalogPolicy(family), sort)).toBe(true)
    expect(isOfSort(catalogPolicy('none'), sort)).toBe(false)
    expect(isOfSort(profile('windows10GeneralConfiguration'), sort)).toBeNull()
  })

  it.each([
    ['wi-fi profile', 'windowsWifiConfiguration'],
    ['update ring', 'windowsUpdateForBusinessConfiguration'],
    ['scep certificate', 'iosScepCertificateProfile'],
  ])('%s is recognized by its type', (sort, type) => {
    expect(isOfSort(profile(type), sort)).toBe(true)
    expect(isOfSort(profile('macOSGeneralDeviceConfiguration'), sort)).toBe(false)
  })

  it('say nothing about unknown objects', () => {
    expect(isOfSort(catalogPolicy('none'), 'wallpaper policy')).toBeNull()
  })

  it('apply only to requests without a name', () => {
    const [asked] = incompleteIn('assign the antivirus policy to Legal', CATALOG)
    expect(asked).toMatchObject({ policies: [UNNAMED], include: ['Legal'], sort: 'antivirus policy' })
    expect(incompleteIn('assign compliance policy to Legal', CATALOG)[0]?.sort).toBeUndefined()
  })
})
