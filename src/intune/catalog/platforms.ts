import type { PolicyRef } from '../assignments/change.ts'
import { rowOf } from './catalog.ts'

/** What a person calls the platform, by how Graph's type names begin. Longer beginnings first. */
const BY_TYPE: [prefix: string, platform: string][] = [
  ['windows', 'Windows'],
  ['deviceEnrollmentWindows', 'Windows'],
  ['win32', 'Windows'],
  ['winGet', 'Windows'],
  ['officeSuite', 'Windows'],
  ['microsoftStoreForBusiness', 'Windows'],
  ['microsoftEdge', 'Windows'],
  ['editionUpgrade', 'Windows'],
  ['sharedPC', 'Windows'],
  ['macOS', 'macOS'],
  ['macOs', 'macOS'],
  ['ios', 'iOS/iPadOS'],
  ['managedIOS', 'iOS/iPadOS'],
  ['android', 'Android'],
  ['aosp', 'Android'],
  ['managedAndroid', 'Android'],
  ['linux', 'Linux'],
]

const BY_VALUE: Record<string, string> = {
  windows10: 'Windows',
  windows10X: 'Windows',
  windows10AndLater: 'Windows',
  windowsMobileApplicationManagement: 'Windows',
  macOS: 'macOS',
  iOS: 'iOS/iPadOS',
  iOSMobileApplicationManagement: 'iOS/iPadOS',
  android: 'Android',
  androidForWork: 'Android',
  androidWorkProfile: 'Android',
  androidEnterprise: 'Android',
  androidAOSP: 'Android',
  aosp: 'Android',
  visionOS: 'visionOS',
  tvOS: 'tvOS',
  androidMobileApplicationManagement: 'Android',
  linux: 'Linux',
}

/**
 * The platform of an object, from its `platforms` property where it has one, else from its type. Null where
 * Graph gives neither: better none than a guess.
 */
export function platformOf(type: string | null, platforms: unknown): string | null {
  if (typeof platforms === 'string') {
    const named = platforms.split(',').map((value) => BY_VALUE[value.trim()])
    if (named[0] && named.every((name) => name)) return [...new Set(named)].join(', ')
  }
  return BY_TYPE.find(([prefix]) => type?.startsWith(prefix))?.[1] ?? null
}

/** Which Android is meant, by the beginnings of Graph's types and the values of `platform` and `platforms`. */
const ANDROIDS: [test: RegExp, name: string][] = [
  [/^(androidAOSP|aosp)/, 'Android (AOSP)'],
  [/^android(Enterprise|ForWork|WorkProfile|DeviceOwner|ManagedStore)/, 'Android Enterprise'],
  [
    /^android($|CompliancePolicy|GeneralDevice|EasEmail|Vpn|WiFi|Custom|Scep|Pkcs|Trusted)/,
    'Android device administrator',
  ],
]

/**
 * Platforms that filters tell apart and people call by one name; null where nothing says which it is, or there is only
 * one.
 */
export function flavourOf(text: string | null): string | null {
  return ANDROIDS.find(([test]) => text !== null && test.test(text))?.[1] ?? null
}

/** The platform of an object, or several joined by ", "; null where neither Graph nor its kind says. */
export function platformOfPolicy({ kind, platform }: Pick<PolicyRef, 'kind' | 'platform'>): string | null {
  return platform ?? rowOf(kind).platform
}

/** Whether an object is for a platform, among others; null where neither Graph nor its kind says. */
export function isForPlatform(
  policy: Pick<PolicyRef, 'kind' | 'platform'>,
  platform: string,
): boolean | null {
  const known = platformOfPolicy(policy)
  return known ? known.split(', ').includes(platform) : null
}
