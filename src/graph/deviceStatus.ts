import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { appInstalls, policyDevices } from './reportedStatus.ts'
import { commonest, type DeviceStatus, HEARD_ONLY, numberOf, unlessRefused } from './statusCounts.ts'

export type { DeviceStatus } from './statusCounts.ts'

/**
 * Reads how an object goes on devices, from wherever Graph has it for its kind; null: nowhere.
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
      return overviewIn(await graph.get<Counts>(`${object}/${row.reports}`))
    case 'scriptRuns':
      return await scriptRuns(graph, object)
    case 'detectionRuns':
      return detectionIn(await graph.get<Counts>(`${object}/runSummary`))
    case 'policyDevices':
      return await policyDevices(graph, id)
    case 'appInstalls':
      return await appInstalls(graph, id)
  }
}

type Counts = Record<string, unknown>

/**
 * The same names in all three (learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdeviceoverview,
 * intune-deviceconfig-devicecompliancedeviceoverview, intune-apps-manageddevicemobileappconfigurationdevicesummary,
 * intune-deviceintent-devicemanagementintentdevicestatesummary); the last has no pending devices.
 */
function overviewIn(counts: Counts): DeviceStatus {
  return {
    succeeded: numberOf(counts.successCount),
    failed: numberOf(counts.errorCount) + numberOf(counts.failedCount),
    conflict: numberOf(counts.conflictCount),
    notReported: numberOf(counts.pendingCount),
    ...(counts.pendingCount === undefined ? HEARD_ONLY : {}),
    notApplicable: numberOf(counts.notApplicableCount) + numberOf(counts.notApplicablePlatformCount),
    errors: [],
  }
}

/** (learn.microsoft.com/graph/api/resources/intune-devices-devicemanagementscriptrunsummary) */
async function scriptRuns(graph: Graph, object: string): Promise<DeviceStatus> {
  const counts = await graph.get<Counts>(`${object}/runSummary`)
  const failed = numberOf(counts.errorDeviceCount)
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
    succeeded: numberOf(counts.successDeviceCount),
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
function detectionIn(counts: Counts): DeviceStatus {
  const remediation = numberOf(counts.remediationScriptErrorDeviceCount)
  const found = numberOf(counts.issueDetectedDeviceCount)
  return {
    succeeded: numberOf(counts.noIssueDetectedDeviceCount) + Math.max(0, found - remediation),
    failed: numberOf(counts.detectionScriptErrorDeviceCount) + remediation,
    conflict: 0,
    notReported: numberOf(counts.detectionScriptPendingDeviceCount),
    notApplicable: numberOf(counts.detectionScriptNotApplicableDeviceCount),
    errors: [],
  }
}
