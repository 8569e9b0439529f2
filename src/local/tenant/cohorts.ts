/** What devices of one kind have in common, with the names of Entra's properties. */
export interface DeviceKind {
  /**
   * Entra's spelling: `Windows`, `iPhone`, `iPad`, `AndroidEnterprise` (corporate), `AndroidForWork` (a personal work
   * profile), `MacMDM` (learn.microsoft.com/entra/identity/users/groups-dynamic-membership, deviceOSType).
   */
  operatingSystem: string
  operatingSystemVersion: string
  manufacturer: string
  model: string
  deviceOwnership: 'Company' | 'Personal'
  trustType: 'AzureAd' | 'ServerAd' | 'Workplace'
  cpuArchitecture: 'amd64' | 'arm64' | 'unknown'
  /** `operatingSystemSKU` of filters; null where the system has none. */
  sku: string | null
  enrollmentProfileName: string | null
}

/** Devices that were enrolled together: a number of one kind, for the people of one department or for nobody. */
export interface DeviceCohort {
  name: string
  count: number
  /** Names are this and a number within all that share it. */
  prefix: string
  kind: DeviceKind
  owners: string | null
}

const WINDOWS_11: DeviceKind = {
  operatingSystem: 'Windows',
  operatingSystemVersion: '10.0.26100.4061',
  manufacturer: 'Dell Inc.',
  model: 'Latitude 7450',
  deviceOwnership: 'Company',
  trustType: 'AzureAd',
  cpuArchitecture: 'amd64',
  sku: 'Enterprise',
  enrollmentProfileName: 'User Driven Laptops',
}
const WORKSTATION = { ...WINDOWS_11, manufacturer: 'LENOVO', model: 'ThinkStation P3' }
const VIRTUAL = { ...WINDOWS_11, manufacturer: 'Microsoft Corporation', model: 'Virtual Machine' }
const KIOSK = { ...WINDOWS_11, model: 'OptiPlex 7020', enrollmentProfileName: 'Self Deploying Kiosks' }
const WINDOWS_10 = { operatingSystemVersion: '10.0.19045.5854', trustType: 'ServerAd' as const }
const IPHONE: DeviceKind = {
  operatingSystem: 'iPhone',
  operatingSystemVersion: '18.5',
  manufacturer: 'Apple',
  model: 'iPhone 15',
  deviceOwnership: 'Company',
  trustType: 'Workplace',
  cpuArchitecture: 'unknown',
  sku: null,
  enrollmentProfileName: 'Corporate iPhones',
}
const IPAD = {
  ...IPHONE,
  operatingSystem: 'iPad',
  model: 'iPad Air',
  enrollmentProfileName: 'Supervised iPads',
}
const ANDROID: DeviceKind = {
  ...IPHONE,
  operatingSystem: 'AndroidEnterprise',
  operatingSystemVersion: '15',
  manufacturer: 'samsung',
  model: 'SM-S921B',
  enrollmentProfileName: 'Corporate Android',
}
const MAC: DeviceKind = {
  ...IPHONE,
  operatingSystem: 'MacMDM',
  operatingSystemVersion: '15.5',
  model: 'MacBook Pro',
  cpuArchitecture: 'arm64',
  enrollmentProfileName: null,
}
const own = (kind: DeviceKind): DeviceKind => ({
  ...kind,
  deviceOwnership: 'Personal',
  trustType: 'Workplace',
  enrollmentProfileName: null,
})

const cohort = (
  name: string,
  count: number,
  prefix: string,
  kind: DeviceKind,
  owners: string | null = null,
): DeviceCohort => ({ name, count, prefix, kind, owners })

/** All devices of the company, in the order of their numbers. */
export const DEVICE_COHORTS: readonly DeviceCohort[] = [
  cohort('sales laptops', 214, 'PC', WINDOWS_11, 'Sales'),
  cohort('finance laptops', 44, 'PC', WINDOWS_11, 'Finance'),
  cohort('workstations', 221, 'PC', WORKSTATION, 'Engineering'),
  cohort('virtual workstations', 30, 'PC', VIRTUAL, 'Engineering'),
  cohort('office laptops', 20, 'PC', WINDOWS_11, 'IT'),
  cohort('executive laptops', 14, 'PC', { ...WINDOWS_11, model: 'XPS 13' }, 'Executives'),
  cohort('kiosks', 40, 'KIOSK', KIOSK),
  cohort('kiosks on Windows 10', 48, 'KIOSK', { ...KIOSK, ...WINDOWS_10 }),
  cohort('old kiosks', 17, 'KIOSK', { ...KIOSK, ...WINDOWS_10, model: 'OptiPlex 3050' }),
  cohort('old desktops', 6, 'PC', { ...WINDOWS_11, ...WINDOWS_10, enrollmentProfileName: null }, 'Legal'),
  cohort('sales tablets', 61, 'IPAD', IPAD, 'Sales'),
  cohort('engineering Macs', 97, 'MAC', MAC, 'Engineering'),
  cohort('design Macs', 28, 'MAC', { ...MAC, model: 'MacBook Air' }, 'Marketing'),
  cohort('scanners', 132, 'SCAN', {
    ...ANDROID,
    operatingSystemVersion: '13',
    manufacturer: 'Zebra Technologies',
    model: 'TC58',
    enrollmentProfileName: 'Dedicated Scanners',
  }),
  cohort('frontline Android phones', 300, 'PHONE', ANDROID, 'Frontline'),
  cohort('frontline iPhones', 112, 'PHONE', IPHONE, 'Frontline'),
  cohort('iPhones', 258, 'PHONE', IPHONE, 'Sales'),
  cohort('executive iPhones', 7, 'PHONE', { ...IPHONE, model: 'iPhone 16 Pro' }, 'Executives'),
  cohort('Android phones', 198, 'PHONE', ANDROID, 'Research'),
  cohort('own iPhones', 180, 'BYOD', own(IPHONE), 'Marketing'),
  cohort(
    'own Android phones',
    150,
    'BYOD',
    own({ ...ANDROID, operatingSystem: 'AndroidForWork' }),
    'Warehouse',
  ),
  cohort('own PCs', 47, 'BYOD', own({ ...WINDOWS_11, model: 'IdeaPad 5', sku: 'Core' }), 'Consultants'),
  cohort('boardroom iPads', 6, 'IPAD', IPAD),
]

/** Kinds of the devices of a group that names none, turn by turn. */
export const MIXED_KINDS: readonly DeviceKind[] = [
  WINDOWS_11,
  WORKSTATION,
  IPHONE,
  WINDOWS_11,
  ANDROID,
  WORKSTATION,
  MAC,
  WINDOWS_11,
  own(IPHONE),
  VIRTUAL,
]

/** All people of the company besides those who play in the local world, in the order of their numbers. */
export const PEOPLE_COHORTS: readonly { name: string; count: number }[] = [
  { name: 'Sales', count: 187 },
  { name: 'Marketing', count: 54 },
  { name: 'Finance', count: 41 },
  { name: 'Human Resources', count: 19 },
  { name: 'Legal', count: 12 },
  { name: 'Engineering', count: 236 },
  { name: 'Research', count: 73 },
  { name: 'Warehouse', count: 148 },
  { name: 'Stores', count: 36 },
  { name: 'Executives', count: 9 },
  { name: 'IT', count: 6 },
  { name: 'Help Desk', count: 13 },
  { name: 'Frontline', count: 530 },
  { name: 'Consultants', count: 45 },
  { name: 'Break glass', count: 2 },
]

/** Where a cohort begins among the numbers of its kind. @throws where there is none of the name. */
export function cohortStart(cohorts: readonly { name: string; count: number }[], name: string): number {
  const index = cohorts.findIndex((one) => one.name === name)
  if (index < 0) throw new Error(`there is no cohort ${name}`)
  return totalCount(cohorts.slice(0, index))
}

export function totalCount(cohorts: readonly { count: number }[]): number {
  return cohorts.reduce((sum, { count }) => sum + count, 0)
}

/** The cohort that a number is in, and its position there. */
export function cohortAt<Cohort extends { count: number }>(
  cohorts: readonly Cohort[],
  number: number,
): { cohort: Cohort; index: number } | null {
  let index = number
  for (const cohort of cohorts) {
    if (index < cohort.count) return { cohort, index }
    index -= cohort.count
  }
  return null
}
