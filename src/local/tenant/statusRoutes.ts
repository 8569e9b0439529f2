import type { Answer, Call, Route } from '../http.ts'
import type { Caller } from './bearer.ts'
import { type DeviceStatus, statusesOf, userNameOf } from './checkIns.ts'
import type { Version } from './elements.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import type { Guard } from './guard.ts'
import { intunePage, listOf } from './odata.ts'
import { sees } from './scoping.ts'
import type { IntuneObject, TenantState } from './state.ts'

export interface Statuses {
  state: TenantState
  guarded: Guard
  now(): Date
  /** The share of devices that fail. */
  failing(): number
}

type Counts = Record<DeviceStatus['state'], number>

/**
 * How objects fare, where Graph has it beside the object. Settings catalog and apps have reports of their own instead:
 * `deviceStatuses` and `installSummary` of apps are gone (github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/2693).
 */
export function statusRoutes(statuses: Statuses, collection: string, fact: Fact, version: Version): Route[] {
  const root = `/${version}/${collection}/{id}`
  const { state, guarded } = statuses
  const reading = (act: (call: Call, object: IntuneObject, all: DeviceStatus[]) => Answer) =>
    guarded({ scopes: [...fact.scopes.read, ...fact.scopes.write], byIntune: true }, (call, caller) => {
      const object = objectOf(state, collection, call, caller)
      const all = statusesOf(state, object, { now: statuses.now(), failing: statuses.failing() })
      return act(call, object, all)
    })
  const one = (path: string, body: (object: IntuneObject, all: DeviceStatus[]) => object): Route => [
    'GET',
    `${root}/${path}`,
    reading((_call, object, all) => ({ status: 200, body: body(object, all) })),
  ]
  switch (collection) {
    case 'deviceManagement/deviceConfigurations':
    case 'deviceManagement/deviceCompliancePolicies':
      return [
        one('deviceStatusOverview', ({ id }, all) => overview(id, countOf(all), statuses.now())),
        one('userStatusOverview', ({ id }, all) => overview(id, countOf(byUser(all)), statuses.now())),
        [
          'GET',
          `${root}/deviceStatuses`,
          reading((call, object, all) =>
            intunePage(
              call,
              listOf(reported(all)),
              (status) => rowOf(state, object, status),
              'deviceStatuses',
            ),
          ),
        ],
      ]
    case 'deviceManagement/deviceManagementScripts':
    case 'deviceManagement/deviceShellScripts':
      return version === 'v1.0' ? [] : [one('runSummary', ({ id }, all) => scriptSummary(id, all))]
    case 'deviceManagement/deviceHealthScripts':
    case 'deviceManagement/deviceComplianceScripts':
      return version === 'v1.0' ? [] : [one('runSummary', ({ id }, all) => detectionSummary(id, all))]
    default:
      return []
  }
}

function objectOf(state: TenantState, collection: string, { params }: Call, caller: Caller): IntuneObject {
  const found = state.objects[collection]?.find(({ id }) => id === params.id)
  if (found && sees(state, caller, found)) return found
  throw intune(404, `Resource not found: ${params.id}`, 'ResourceNotFound')
}

/** learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdeviceoverview */
function overview(id: string, counts: Counts, now: Date) {
  return {
    id,
    pendingCount: counts.pending,
    notApplicableCount: counts.notApplicable,
    successCount: counts.success,
    errorCount: counts.error,
    failedCount: 0,
    lastUpdateDateTime: now.toISOString(),
    configurationVersion: 1,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdevicestatus */
function rowOf(
  state: TenantState,
  object: IntuneObject,
  { device, state: status, reportedAt }: DeviceStatus,
) {
  const words = { success: 'compliant', error: 'error', notApplicable: 'notApplicable', pending: 'unknown' }
  return {
    id: `${object.id}_${device.managedDeviceId}`,
    deviceDisplayName: device.displayName,
    userName: userNameOf(state, device),
    userPrincipalName: userNameOf(state, device),
    deviceModel: device.model,
    status: words[status],
    lastReportedDateTime: reportedAt?.toISOString() ?? null,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-shared-devicemanagementscriptrunsummary */
function scriptSummary(id: string, all: readonly DeviceStatus[]) {
  const devices = countOf(all)
  const users = countOf(byUser(all))
  return {
    id,
    successDeviceCount: devices.success,
    errorDeviceCount: devices.error,
    successUserCount: users.success,
    errorUserCount: users.error,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-devices-devicehealthscriptrunsummary */
function detectionSummary(id: string, all: readonly DeviceStatus[]) {
  const counts = countOf(all)
  const times = reported(all).flatMap(({ reportedAt }) => reportedAt?.getTime() ?? [])
  return {
    id,
    noIssueDetectedDeviceCount: counts.success,
    issueDetectedDeviceCount: 0,
    detectionScriptErrorDeviceCount: counts.error,
    detectionScriptPendingDeviceCount: counts.pending,
    detectionScriptNotApplicableDeviceCount: counts.notApplicable,
    issueRemediatedDeviceCount: 0,
    remediationSkippedDeviceCount: 0,
    issueReoccurredDeviceCount: 0,
    remediationScriptErrorDeviceCount: 0,
    lastScriptRunDateTime: times.length > 0 ? new Date(Math.max(...times)).toISOString() : null,
    issueRemediatedCumulativeDeviceCount: 0,
  }
}

export function reported(all: readonly DeviceStatus[]): DeviceStatus[] {
  return all.filter(({ reportedAt }) => reportedAt !== null)
}

export function countOf(all: readonly Pick<DeviceStatus, 'state'>[]): Counts {
  const counts: Counts = { pending: 0, success: 0, error: 0, notApplicable: 0 }
  for (const { state } of all) counts[state]++
  return counts
}

/** A user fares as badly as the worst of their devices. */
function byUser(all: readonly DeviceStatus[]): Pick<DeviceStatus, 'state'>[] {
  const order = ['error', 'pending', 'success', 'notApplicable'] as const
  const users = new Map<string, DeviceStatus['state']>()
  for (const { device, state } of all) {
    if (!device.userId) continue
    const before = users.get(device.userId)
    if (!before || order.indexOf(state) < order.indexOf(before)) users.set(device.userId, state)
  }
  return [...users.values()].map((state) => ({ state }))
}
