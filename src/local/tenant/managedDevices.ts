import type { Call, Route } from '../http.ts'
import type { Version } from './assignmentElements.ts'
import { devicesOf } from './devicesAndPeople.ts'
import { intune } from './errors.ts'
import type { Guard } from './guard.ts'
import { filterBy, intunePage } from './odata.ts'
import { type Listed, listOf, selected } from './paging.ts'
import { findDevice, findPerson } from './population.ts'
import type { Device, TenantState } from './state.ts'

const SCOPES = [
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
] as const

/** Intune's names of systems, which are not Entra's. */
const SYSTEMS: Record<string, string> = {
  Windows: 'Windows',
  iPhone: 'iOS',
  iPad: 'iOS',
  MacMDM: 'macOS',
  AndroidEnterprise: 'Android',
  AndroidForWork: 'Android',
}
const JOINED = { AzureAd: 'azureADJoined', ServerAd: 'hybridAzureADJoined', Workplace: 'azureADRegistered' }
const FILTERED = ['deviceName', 'operatingSystem', 'azureADDeviceId', 'userId', 'userPrincipalName', 'id']

/** `/deviceManagement/managedDevices` (learn.microsoft.com/graph/api/resources/intune-devices-manageddevice). */
export function managedDeviceRoutes(
  state: TenantState,
  guarded: Guard,
  version: Version,
  lastSync: (device: Device) => Date,
): Route[] {
  const root = `/${version}/deviceManagement/managedDevices`
  const shown = (device: Device) => managedDeviceBody(state, version, device, lastSync(device))
  const asked = (call: Call): Listed<Device> => {
    const all = devicesOf(state)
    if (!call.url.searchParams.has('$filter')) return all
    const isAsked = filterBy(call, FILTERED)
    return listOf(all.all().filter((device) => isAsked(shown(device))))
  }
  return [
    [
      'GET',
      `/${version}/deviceManagement/managedDeviceOverview`,
      guarded({ scopes: SCOPES, byIntune: true }, (call) => ({
        status: 200,
        body: selected(call, overviewOf(devicesOf(state).all())),
      })),
    ],
    [
      'GET',
      root,
      guarded({ scopes: SCOPES, byIntune: true }, (call) =>
        intunePage(call, asked(call), shown, 'deviceManagement/managedDevices'),
      ),
    ],
    [
      'GET',
      `${root}/{id}`,
      guarded({ scopes: SCOPES, byIntune: true }, (call) => {
        const device = findDevice(state, call.params.id ?? '', 'managed')
        if (!device) throw intune(404, 'Resource not found', 'ResourceNotFound')
        return { status: 200, body: selected(call, shown(device)) }
      }),
    ],
  ]
}

/** (learn.microsoft.com/graph/api/resources/intune-devices-manageddeviceoverview) */
function overviewOf(devices: readonly Device[]) {
  const running = (...systems: string[]) =>
    devices.filter(({ operatingSystem }) => systems.includes(SYSTEMS[operatingSystem] ?? operatingSystem))
      .length
  return {
    enrolledDeviceCount: devices.length,
    mdmEnrolledCount: devices.length,
    dualEnrolledDeviceCount: 0,
    deviceOperatingSystemSummary: {
      androidCount: running('Android'),
      iosCount: running('iOS'),
      macOSCount: running('macOS'),
      windowsCount: running('Windows'),
      unknownCount: 0,
    },
  }
}

function managedDeviceBody(state: TenantState, version: Version, device: Device, lastSync: Date) {
  const user = device.userId ? findPerson(state, device.userId) : undefined
  return {
    id: device.managedDeviceId,
    deviceName: device.displayName,
    azureADDeviceId: device.deviceId,
    operatingSystem: SYSTEMS[device.operatingSystem] ?? device.operatingSystem,
    osVersion: device.operatingSystemVersion,
    manufacturer: device.manufacturer,
    model: device.model,
    managedDeviceOwnerType: device.deviceOwnership === 'Company' ? 'company' : 'personal',
    managementAgent: 'mdm',
    complianceState: 'compliant',
    deviceCategoryDisplayName: '',
    userId: user?.id ?? '',
    userPrincipalName: user?.userPrincipalName ?? '',
    userDisplayName: user?.displayName ?? '',
    lastSyncDateTime: lastSync.toISOString(),
    ...(version === 'beta'
      ? { enrollmentProfileName: device.enrollmentProfileName, joinType: JOINED[device.trustType] }
      : {}),
  }
}
