import type { Version } from './assignmentElements.ts'
import { type CheckIn, userNameOf } from './checkIns.ts'
import type { IntuneObject, TenantState } from './state.ts'

export type StateCounts = Record<CheckIn['state'], number>

/**
 * learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdeviceoverview, and as beta has it:
 * learn.microsoft.com/powershell/module/microsoft.graph.beta.devicemanagement/update-mgbetadevicemanagementdeviceconfigurationdevicestatusoverview
 */
export function overview(id: string, counts: StateCounts, now: Date, version: Version) {
  return {
    ...(version === 'beta' ? { conflictCount: counts.conflict, notApplicablePlatformCount: 0 } : {}),
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

/** learn.microsoft.com/graph/api/resources/intune-deviceintent-devicemanagementintentdevicestatesummary */
export function stateSummary(id: string, all: readonly CheckIn[]) {
  const counts = countByState(all)
  return {
    id,
    conflictCount: counts.conflict,
    errorCount: counts.error,
    failedCount: 0,
    notApplicableCount: counts.notApplicable,
    notApplicablePlatformCount: 0,
    successCount: counts.success,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-devices-devicemanagementscriptdevicestate */
export function runOf(object: IntuneObject, { device, state, error, reportedAt }: CheckIn) {
  return {
    id: `${object.id}:${device.managedDeviceId}`,
    runState: state === 'error' ? 'fail' : state === 'success' ? 'success' : 'notApplicable',
    resultMessage: '',
    lastStateUpdateDateTime: reportedAt?.toISOString() ?? null,
    errorCode: error?.code ?? 0,
    errorDescription: error?.text ?? null,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfigurationdevicestatus */
export function statusRow(
  state: TenantState,
  object: IntuneObject,
  { device, state: status, reportedAt }: CheckIn,
) {
  const words = {
    success: 'compliant',
    error: 'error',
    conflict: 'conflict',
    notApplicable: 'notApplicable',
    pending: 'unknown',
  }
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
export function scriptSummary(id: string, all: readonly CheckIn[]) {
  const devices = countByState(all)
  const users = countByState(byUser(all))
  return {
    id,
    successDeviceCount: devices.success,
    errorDeviceCount: devices.error,
    successUserCount: users.success,
    errorUserCount: users.error,
  }
}

/** learn.microsoft.com/graph/api/resources/intune-devices-devicehealthscriptrunsummary */
export function detectionSummary(id: string, all: readonly CheckIn[]) {
  const counts = countByState(all)
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

/** The check-ins that reports know already, which lag behind. */
export function reported(all: readonly CheckIn[]): CheckIn[] {
  return all.filter(({ reportedAt }) => reportedAt !== null)
}

export function countByState(all: readonly Pick<CheckIn, 'state'>[]): StateCounts {
  const counts: StateCounts = { pending: 0, success: 0, error: 0, conflict: 0, notApplicable: 0 }
  for (const { state } of all) counts[state]++
  return counts
}

/** A user counts with the worst of their devices. */
export function byUser(all: readonly CheckIn[]): Pick<CheckIn, 'state'>[] {
  const order = ['error', 'conflict', 'pending', 'success', 'notApplicable'] as const
  const users = new Map<string, CheckIn['state']>()
  for (const { device, state } of all) {
    if (!device.userId) continue
    const before = users.get(device.userId)
    if (!before || order.indexOf(state) < order.indexOf(before)) users.set(device.userId, state)
  }
  return [...users.values()].map((state) => ({ state }))
}
