import { z } from 'zod'
import { type Answer, jsonOf, type Route } from '../http.ts'
import type { Caller } from './bearer.ts'
import { type CheckIn, statusesOf, userNameOf } from './checkIns.ts'
import { intune } from './errors.ts'
import { sees } from './scoping.ts'
import type { IntuneObject } from './state.ts'
import { countByState, reported } from './statusBodies.ts'
import { outlookOn, type Statuses } from './statusRoutes.ts'

const READ = ['Configuration', 'Apps', 'ManagedDevices'].flatMap((what) => [
  `DeviceManagement${what}.Read.All`,
  `DeviceManagement${what}.ReadWrite.All`,
])
const APPS = 'deviceAppManagement/mobileApps'
/** Kinds that the reports about configuration know, by their names there. */
const CONFIGURATION: Record<string, string> = {
  'deviceManagement/deviceConfigurations': 'Microsoft.Management.Services.Api.DeviceConfiguration',
  'deviceManagement/configurationPolicies': 'DeviceManagementConfigurationPolicy',
  'deviceManagement/groupPolicyConfigurations': 'DeviceConfigurationAdmxPolicy',
  'deviceManagement/intents': 'Microsoft.Management.Services.Api.DeviceManagementIntent',
}
/** The portal asks for 50 rows at a time; more are never returned. */
const MAX_ROWS = 50

const ReportBody = z
  .object({
    filter: z.string(),
    select: z.array(z.string()).optional(),
    orderBy: z.array(z.string()).optional(),
    groupBy: z.array(z.string()).optional(),
    search: z.string().optional(),
    name: z.string().optional(),
    sessionId: z.string().optional(),
    skip: z.number().int().min(0).default(0),
    top: z.number().int().min(0).default(MAX_ROWS),
  })
  .strict()
type ReportLine = Record<string, string | number>

/**
 * Reports that are requested by POST and returned as a stream of columns and rows
 * (learn.microsoft.com/graph/api/resources/intune-reporting-devicemanagementreports; columns as public clients read
 * them, github.com/microsoft/zerotrustassessment among others).
 */
export function reportRoutes(statuses: Statuses): Route[] {
  const report = (
    name: string,
    key: string,
    collections: readonly string[],
    rows: (object: IntuneObject, all: CheckIn[], collection: string) => ReportLine[],
  ): Route => [
    'POST',
    `/beta/deviceManagement/reports/${name}`,
    statuses.guarded({ scopes: READ, byIntune: true }, (call, caller) => {
      const asked = ReportBody.safeParse(jsonOf(call))
      if (!asked.success) throw intune(400, 'The request of a report is missing or malformed')
      const { filter, select, skip, top } = asked.data
      const [, id] = new RegExp(`\\(?${key} eq '([^']+)'\\)?`).exec(filter) ?? []
      if (!id) throw intune(400, `The filter of the report needs ${key}`)
      const found = find(statuses, caller, collections, id)
      const all = found ? rows(found.object, found.all, found.collection) : []
      return streamed(all, Math.min(top, MAX_ROWS), skip, select)
    }),
  ]
  return [
    report('getAppStatusOverviewReport', 'ApplicationId', [APPS], ({ id }, all) => [appRow(id, all)]),
    report('getDeviceInstallStatusReport', 'ApplicationId', [APPS], ({ id }, all) =>
      reported(all).map((status) => installRow(statuses, id, status)),
    ),
    report(
      'getConfigurationPolicyDevicesReport',
      'PolicyId',
      Object.keys(CONFIGURATION),
      ({ id }, all, collection) =>
        reported(all).map((status) => policyRow(statuses, id, CONFIGURATION[collection] ?? '', status)),
    ),
  ]
}

function find(statuses: Statuses, caller: Caller, collections: readonly string[], id: string) {
  const { state } = statuses
  for (const collection of collections) {
    const object = state.objects[collection]?.find((one) => one.id === id)
    if (!object || !sees(state, caller, object)) continue
    return { object, collection, all: statusesOf(state, object, outlookOn(statuses, collection)) }
  }
  return null
}

function streamed(rows: ReportLine[], top: number, skip: number, select: string[] | undefined): Answer {
  const named = select && select.length > 0 ? select : null
  const [one] = rows
  // Words that come with a number cannot be asked for by name, either.
  if (one && named?.some((name) => !(name in one) || name.endsWith('_loc')))
    throw intune(400, 'An error has occurred', 'UnknownError')
  const chosen = rows.map((row) =>
    named ? Object.fromEntries(Object.entries(row).filter(([name]) => isSelected(name, named))) : row,
  )
  const answer = {
    TotalRowCount: rows.length,
    Schema: Object.entries(chosen[0] ?? {}).map(([Column, value]) => ({
      Column,
      PropertyType: typeof value === 'number' ? 'Int32' : 'String',
    })),
    Values: chosen.slice(skip, skip + top).map((row) => Object.values(row)),
    SessionId: '',
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: JSON.stringify(answer),
  }
}

/** A number comes with its words (`PolicyStatus_loc`). */
function isSelected(name: string, select: readonly string[]): boolean {
  return select.includes(name.replace(/_loc$/, ''))
}

function appRow(id: string, all: readonly CheckIn[]): ReportLine {
  const counts = countByState(all)
  return {
    ApplicationId: id,
    FailedDeviceCount: counts.error,
    PendingInstallDeviceCount: counts.pending,
    InstalledDeviceCount: counts.success,
    NotInstalledDeviceCount: 0,
    NotApplicableDeviceCount: counts.notApplicable,
  }
}

/** `resultantAppState` (learn.microsoft.com/graph/api/resources/intune-apps-resultantappstate). */
const INSTALLED = {
  success: [1, 'Installed'],
  error: [2, 'Failed'],
  conflict: [2, 'Failed'],
  notApplicable: [-1, 'Not applicable'],
  pending: [5, 'Pending'],
} as const

function installRow({ state }: Statuses, id: string, status: CheckIn): ReportLine {
  const { device, error, reportedAt } = status
  const [code, words] = INSTALLED[status.state]
  return {
    ApplicationId: id,
    DeviceId: device.managedDeviceId,
    DeviceName: device.displayName,
    UserPrincipalName: userNameOf(state, device),
    AppInstallState: code,
    AppInstallState_loc: words,
    ErrorCode: error?.code ?? 0,
    HexErrorCode: error?.code ?? 0,
    LastModifiedDateTime: reportedAt?.toISOString() ?? '',
  }
}

/** Numbers as in `complianceStatus` (learn.microsoft.com/graph/api/resources/intune-shared-compliancestatus). */
const POLICY = {
  success: [2, 'Succeeded'],
  error: [5, 'Error'],
  conflict: [6, 'Conflict'],
  notApplicable: [1, 'Not applicable'],
  pending: [0, 'Pending'],
} as const

function policyRow({ state }: Statuses, id: string, base: string, status: CheckIn): ReportLine {
  const { device, reportedAt } = status
  const [code, words] = POLICY[status.state]
  return {
    PolicyId: id,
    PolicyBaseTypeName: base,
    IntuneDeviceId: device.managedDeviceId,
    DeviceName: device.displayName,
    UPN: userNameOf(state, device),
    PolicyStatus: code,
    PolicyStatus_loc: words,
    PspdpuLastModifiedTimeUtc: reportedAt?.toISOString() ?? '',
  }
}
