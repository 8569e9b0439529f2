import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { appInstalls, policyDevices } from './reportedStatus.ts'
import { commonest, countIn, type DeviceStatus, HEARD_ONLY, unlessRefused } from './statusCounts.ts'

export type { DeviceStatus } from './statusCounts.ts'

/**
 * Reads how an object is doing on devices, from wherever Graph has it for its kind; null: nowhere.
 * @throws {GraphRefusal}
 */
export async function readDeviceStatus(
  graph: Graph,
  row: CatalogRow,
  id: string,
): Promise<DeviceStatus | null> {
  const object = objectPath(row, id)
  switch (row.reports) {
    case null:
      return null
    case 'deviceStatusOverview':
    case 'deviceStatusSummary':
    case 'deviceStateSummary':
      return overviewIn(await graph.get<RawCounts>(`${object}/${row.reports}`))
    case 'scriptRuns':
      return await scriptRuns(graph, object)
    case 'detectionRuns':
      return detectionIn(await graph.get<RawCounts>(`${object}/runSummary`))
    case 'policyDevices':
      return await policyDevices(graph, id)
    case 'appInstalls':
      return await appInstalls(graph, id)
  }
}

type RawCounts = Record<string, unknown>

/**
 * The same names in all three
 * (learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdeviceoverview,
 * intune-deviceconfig-devicecompliancedeviceoverview, intune-apps-manageddevicemobileappconfigurationdevicesummary,
 * intune-deviceintent-devicemanagementintentdevicestatesummary); the last has no pending devices.
 */
function overviewIn(counts: RawCounts): DeviceStatus {
  return {
    succeeded: countIn(counts.successCount),
    failed: countIn(counts.errorCount) + countIn(counts.failedCount),
    conflict: countIn(counts.conflictCount),
    notReported: countIn(counts.pendingCount),
    ...(counts.pendingCount === undefined ? HEARD_ONLY : {}),
    notApplicable: countIn(counts.notApplicableCount) + countIn(counts.notApplicablePlatformCount),
    errors: [],
  }
}

/** (learn.microsoft.com/graph/api/resources/intune-devices-devicemanagementscriptrunsummary) */
async function scriptRuns(graph: Graph, object: string): Promise<DeviceStatus> {
  const counts = await graph.get<RawCounts>(`${object}/runSummary`)
  const failed = countIn(counts.errorDeviceCount)
  const errors =
    failed === 0
      ? []
      : await unlessRefused(async () => {
          // (learn.microsoft.com/graph/api/resources/intune-devices-devicemanagementscriptdevicestate)
          const states = await graph.list<{ runState?: string; errorCode?: number }>(
            `${object}/deviceRunStates`,
          )
          const isFailed = (state: string) => state === 'fail' || state === 'scriptError'
          return commonest(
            states.flatMap(({ runState = '', errorCode }) => (isFailed(runState) ? (errorCode ?? 0) : [])),
          )
        })
  return {
    succeeded: countIn(counts.successDeviceCount),
    failed,
    conflict: 0,
    notReported: 0,
    ...HEARD_ONLY,
    notApplicable: 0,
    errors,
  }
}

/**
 * A detection ends in one of five ways, and what was done about an issue that it found is counted beside that
 * (learn.microsoft.com/graph/api/resources/intune-devices-devicehealthscriptrunsummary).
 */
function detectionIn(counts: RawCounts): DeviceStatus {
  const remediation = countIn(counts.remediationScriptErrorDeviceCount)
  const found = countIn(counts.issueDetectedDeviceCount)
  return {
    succeeded: countIn(counts.noIssueDetectedDeviceCount) + Math.max(0, found - remediation),
    failed: countIn(counts.detectionScriptErrorDeviceCount) + remediation,
    conflict: 0,
    notReported: countIn(counts.detectionScriptPendingDeviceCount),
    notApplicable: countIn(counts.detectionScriptNotApplicableDeviceCount),
    errors: [],
  }
}
