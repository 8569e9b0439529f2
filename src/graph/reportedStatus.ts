import type { Graph } from './client.ts'
import { type ReportRow, readReport } from './intuneReports.ts'
import { commonest, countIn, type DeviceStatus, HEARD_ONLY, unlessRefused } from './statusCounts.ts'

/** The most rows read from one report: at fifty to a page this is two hundred calls. */
const MAX_ROWS = 10_000
/** Only the commonest few codes are reported, so some of the rows will do. */
const MAX_ERROR_ROWS = 2000

/** `complianceStatus` (learn.microsoft.com/graph/api/resources/intune-shared-compliancestatus); the worst last. */
const STATES = ['notApplicable', 'succeeded', 'notReported', 'conflict', 'failed'] as const
const BY_NUMBER: Record<number, (typeof STATES)[number]> = {
  0: 'notReported',
  1: 'notApplicable',
  2: 'succeeded',
  3: 'succeeded',
  4: 'failed',
  5: 'failed',
  6: 'conflict',
}

/** A device appears in it once for each of its users, and counts with the worst of these rows. */
export async function policyDevices(graph: Graph, id: string): Promise<DeviceStatus> {
  const name = 'getConfigurationPolicyDevicesReport'
  const { rows, total } = await readReport(graph, name, `(PolicyId eq '${id}')`, MAX_ROWS)
  const worst = new Map<string, number>()
  const codes = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    const state = BY_NUMBER[Number(row.PolicyStatus)]
    if (!state) continue
    const device = String(row.IntuneDeviceId || row.DeviceName || index).toLowerCase()
    worst.set(device, Math.max(worst.get(device) ?? 0, STATES.indexOf(state)))
    // The report that the portal shows has no such column; where there is one, it tells.
    if (state === 'failed') codes.set(device, Number(row.ErrorCode ?? 0))
  }
  const counted = { notApplicable: 0, succeeded: 0, notReported: 0, conflict: 0, failed: 0 }
  for (const rank of worst.values()) counted[STATES[rank] ?? 'notReported'] += 1
  return {
    ...counted,
    // Devices that have not checked in have no row.
    ...HEARD_ONLY,
    errors: commonest([...codes.values()]),
    ...(total > rows.length ? { unread: total - rows.length } : {}),
  }
}

/** Counts from one report, codes from another. */
export async function appInstalls(graph: Graph, id: string): Promise<DeviceStatus> {
  const filter = `(ApplicationId eq '${id}')`
  const { rows } = await readReport(graph, 'getAppStatusOverviewReport', filter, 1)
  const [counts = {}] = rows
  const failed = countIn(columnOf(counts, 'FailedDeviceCount'))
  // Tenants without this report answer 400, and the counts are right anyway.
  const errors = failed === 0 ? [] : await unlessRefused(() => installErrors(graph, filter))
  return {
    succeeded: countIn(columnOf(counts, 'InstalledDeviceCount')),
    failed,
    conflict: 0,
    notReported: countIn(columnOf(counts, 'PendingInstallDeviceCount')),
    notApplicable: countIn(columnOf(counts, 'NotApplicableDeviceCount')),
    notInstalled: countIn(columnOf(counts, 'NotInstalledDeviceCount')),
    errors,
  }
}

/** Failed to install, or to uninstall (learn.microsoft.com/graph/api/resources/intune-apps-resultantappstate). */
const FAILED_INSTALLS = [2, 4]

async function installErrors(graph: Graph, filter: string) {
  const { rows } = await readReport(graph, 'getDeviceInstallStatusReport', filter, MAX_ERROR_ROWS)
  const byDevice = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    const state = Number(row.AppInstallState ?? row.InstallState)
    if (FAILED_INSTALLS.includes(state))
      byDevice.set(String(row.DeviceId || index), Number(row.ErrorCode ?? row.HexErrorCode ?? 0))
  }
  return commonest([...byDevice.values()])
}

/** Columns in lower case have been seen, too. */
function columnOf(row: ReportRow, column: string): unknown {
  return row[column] ?? row[column.charAt(0).toLowerCase() + column.slice(1)]
}
