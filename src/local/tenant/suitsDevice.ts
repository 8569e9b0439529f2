import type { Device, IntuneObject } from './state.ts'

const WINDOWS = ['Windows']
const APPLE = ['iPhone', 'iPad']
const MAC = ['MacMDM']
const CORPORATE_ANDROID = ['AndroidEnterprise']
const ANY_ANDROID = ['AndroidEnterprise', 'AndroidForWork']

/** By the beginning of the type of an object, or of its `platforms`: the systems it is for. First match wins. */
const SYSTEMS: readonly [RegExp, readonly string[]][] = [
  [/^linux/i, []],
  [/^mac|^deviceShellScript|^deviceCustomAttributeShellScript/i, MAC],
  [/^ios|^ipad|^apple/i, APPLE],
  [/^androidWorkProfile|^androidForWork/i, ['AndroidForWork']],
  [/^androidDeviceOwner|^aosp/i, CORPORATE_ANDROID],
  [/^android|^managedAndroid/i, ANY_ANDROID],
  [/^win|^azureADWindows|^activeDirectoryWindows|^mdmWindows|^wdac|^microsoftStore|^officeSuite/i, WINDOWS],
  [/^deviceManagementScript|^deviceHealthScript|^deviceComplianceScript|^hardwareConfiguration/i, WINDOWS],
  [/^groupPolicyConfiguration|^editionUpgrade|^sharedPC/i, WINDOWS],
]

/** Whether an object is for a device's system. An object that does not say is for all. */
export function suitsDevice({ type, properties }: IntuneObject, { operatingSystem }: Device): boolean {
  const { platforms } = properties
  const texts = [typeof platforms === 'string' ? platforms : '', type]
  for (const text of texts) {
    const [, systems] = SYSTEMS.find(([begins]) => begins.test(text)) ?? []
    if (systems) return systems.includes(operatingSystem)
  }
  return true
}
