/**
 * What people call a device's system, by how Entra writes it in `operatingSystem`. Older registrations and each way to
 * enrol have spellings of their own (learn.microsoft.com/graph/api/resources/device,
 * learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicetype).
 */
const SYSTEMS: readonly [test: RegExp, platform: string][] = [
  [/^windows ?(phone|mobile|ce)/i, 'Windows Phone'],
  [/^windows/i, 'Windows'],
  [/^(iphone|ipad|ipod|ios)/i, 'iOS/iPadOS'],
  [/^mac/i, 'macOS'],
  [/^(android|aosp)/i, 'Android'],
  [/^(linux|ubuntu|red ?hat|rhel)/i, 'Linux'],
  [/^visionos/i, 'visionOS'],
  [/^tvos/i, 'tvOS'],
  [/^chrome ?os/i, 'ChromeOS'],
]

/** "Windows", "iOS/iPadOS" …; null for systems that are unknown here, and where Entra says nothing. */
export function platformOfSystem(operatingSystem: string | null): string | null {
  if (operatingSystem === null) return null
  return SYSTEMS.find(([test]) => test.test(operatingSystem.trim()))?.[1] ?? null
}
