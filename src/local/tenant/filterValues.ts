import { type FilterRule, type FilterValues, RuleRefused, readRule } from './filterRule.ts'
import type { AssignmentFilter, Device } from './state.ts'

const TRUST = {
  AzureAd: 'Azure AD joined',
  ServerAd: 'Hybrid Azure AD joined',
  Workplace: 'Azure AD registered',
} as const

/** Entra's names of systems, by the platform of a filter. `android` is the old device administrator, which nobody has. */
const SYSTEMS: Record<string, readonly string[]> = {
  windows10AndLater: ['Windows'],
  iOS: ['iPhone', 'iPad'],
  macOS: ['MacMDM'],
  androidForWork: ['AndroidEnterprise', 'AndroidForWork'],
}

/** What filters see of a device. */
export function filterValuesOf(device: Device): FilterValues {
  return {
    deviceName: device.displayName,
    manufacturer: device.manufacturer,
    model: device.model,
    deviceCategory: null,
    osVersion: device.operatingSystemVersion,
    operatingSystemVersion: device.operatingSystemVersion,
    operatingSystemSKU: device.sku,
    cpuArchitecture: device.cpuArchitecture,
    deviceTrustType: TRUST[device.trustType],
    deviceOwnership: device.deviceOwnership === 'Company' ? 'Corporate' : 'Personal',
    enrollmentProfileName: device.enrollmentProfileName,
    isRooted: 'False',
    isTpmAttested: device.operatingSystem === 'Windows' ? 'True' : null,
    deviceManagementType:
      device.operatingSystem === 'AndroidEnterprise'
        ? 'Corporate-owned fully managed'
        : device.operatingSystem === 'AndroidForWork'
          ? 'Personally-owned work profile'
          : null,
  }
}

/**
 * Whether devices match: those of another platform never do.
 * @throws {RuleRefused}
 */
export function deviceRule(rule: string, platform: string): (device: Device) => boolean {
  const matches: FilterRule = readRule(rule, platform)
  const systems = SYSTEMS[platform] ?? []
  return (device) => systems.includes(device.operatingSystem) && matches(filterValuesOf(device))
}

/** Null: a filter for apps, or one whose rule cannot be read. */
export function filterMatches({ rule, platform }: AssignmentFilter): ((device: Device) => boolean) | null {
  try {
    return deviceRule(rule, platform)
  } catch (error) {
    if (error instanceof RuleRefused) return null
    throw error
  }
}
