import { describe, expect, it } from 'vitest'
import type { IntuneObject } from '../../src/local/tenant/state.ts'
import { APPS, PROFILES, SCRIPTS, SETTINGS_CATALOG } from '../world/collections.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

const REMEDIATIONS = 'deviceManagement/deviceHealthScripts'
const READ = ['DeviceManagementConfiguration.Read.All']
const PREFIX = '#microsoft.graph.'

describe('The local tenant’s reports', () => {
  const world = useWorld()
  const get = (w: Driven, path: string, scopes = READ) => w.graph(ada, scopes, 'GET', `/beta/${path}`)
  const report = (w: Driven, name: string, body: object, scopes = READ) =>
    w.graph(ada, scopes, 'POST', `/beta/deviceManagement/reports/${name}`, body)
  const assign = async (w: Driven, collection: string, id: string, body: object) => {
    const scopes = ['DeviceManagementConfiguration.ReadWrite.All', 'DeviceManagementApps.ReadWrite.All']
    const { status } = await w.graph(ada, scopes, 'POST', `/beta/${collection}/${id}/assign`, body)
    expect(status).toBeLessThan(300)
  }
  const to = async (w: Driven, group: string) => ({
    target: { '@odata.type': `${PREFIX}groupAssignmentTarget`, groupId: await w.groupId(group) },
  })

  it('lag behind an assignment, then cover every device except those that are switched off', async () => {
    const w = world()
    const { id } = await w.object(PROFILES, 'Store Kiosk Lockdown')
    const overview = async () => (await get(w, `${PROFILES}/${id}/deviceStatusOverview`)).body
    const before = await overview()
    expect(before.pendingCount).toBeLessThan(10)
    await assign(w, PROFILES, id, {
      assignments: [await to(w, 'Sales Laptops'), await to(w, 'Sales Tablets')],
    })
    expect(await overview()).toMatchObject({
      pendingCount: 275,
      successCount: 0,
      errorCount: 0,
      notApplicableCount: 0,
    })
    await w.moveOn({ hours: 2 })
    const soon = await overview()
    await w.moveOn({ hours: 22 })
    const later = await overview()
    const sum = ({ pendingCount, successCount, errorCount, notApplicableCount }: typeof later) =>
      pendingCount + successCount + errorCount + notApplicableCount
    expect([sum(soon), sum(later)]).toEqual([275, 275])
    expect(soon.successCount).toBeGreaterThan(100)
    expect(later.pendingCount).toBeLessThan(soon.pendingCount)
    expect(later.pendingCount).toBeGreaterThan(0)
    expect(later.errorCount).toBeGreaterThan(0)
    // Tablets are no Windows: they report, and it is not for them.
    expect(later.notApplicableCount).toBeGreaterThan(40)
    expect(later.notApplicableCount).toBeLessThanOrEqual(61)
    const rows = (await get(w, `${PROFILES}/${id}/deviceStatuses`)).body
    expect(rows.value).toHaveLength(275 - later.pendingCount)
    expect(rows.value.filter((row: { status: string }) => row.status === 'error')).toHaveLength(
      later.errorCount,
    )
    const users = (await get(w, `${PROFILES}/${id}/userStatusOverview`)).body
    expect(users.successCount + users.errorCount + users.pendingCount).toBeGreaterThan(0)
    expect((await get(w, `${PROFILES}/${id}/deviceStatusOverview`, ['Device.Read.All'])).status).toBe(403)
  })

  it('list the devices of a settings catalog policy, fifty at a time', async () => {
    const w = world()
    const { objects } = (await w.tenant('GET', '/control/state')).body
    const policy = objects[SETTINGS_CATALOG].find(
      ({ properties: { platforms, templateReference }, assignments }: IntuneObject) =>
        platforms === 'windows10' &&
        (templateReference as { templateFamily: string }).templateFamily === 'none' &&
        assignments.every(({ source }) => source === 'direct'),
    )
    await w.faults({ failing: 0.5 })
    await assign(w, SETTINGS_CATALOG, policy.id, { assignments: [await to(w, 'Engineering Workstations')] })
    const asked = { filter: `(PolicyId eq '${policy.id}')`, select: ['DeviceName', 'PolicyStatus'] }
    const none = (await report(w, 'getConfigurationPolicyDevicesReport', asked)).body
    expect(none).toMatchObject({ TotalRowCount: 0, Values: [] })
    await w.moveOn({ days: 1 })
    const { headers, body } = await report(w, 'getConfigurationPolicyDevicesReport', { ...asked, top: 200 })
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(body.Schema.map(({ Column }: { Column: string }) => Column)).toEqual([
      'DeviceName',
      'PolicyStatus',
      'PolicyStatus_loc',
    ])
    expect(body.Values).toHaveLength(50)
    expect(body.TotalRowCount).toBeGreaterThan(220)
    const rows: [string, number, string][] = []
    while (rows.length < body.TotalRowCount) {
      const page = await report(w, 'getConfigurationPolicyDevicesReport', { ...asked, skip: rows.length })
      rows.push(...page.body.Values)
    }
    expect(new Set(rows.map(([name]) => name)).size).toBe(body.TotalRowCount)
    const failed = rows.filter(([, status]) => status === 5)
    expect(failed.length / rows.length).toBeGreaterThan(0.3)
    expect(failed.every(([, , words]) => words === 'Error')).toBe(true)
    expect((await report(w, 'getConfigurationPolicyDevicesReport', { select: [] })).status).toBe(400)
    const named = { ...asked, select: ['PolicyStatus', 'ErrorCode'] }
    expect((await report(w, 'getConfigurationPolicyDevicesReport', named)).status).toBe(400)
    expect((await report(w, 'getConfigurationPolicyDevicesReport', asked, ['Device.Read.All'])).status).toBe(
      403,
    )
    await w.faults()
  })

  it('sum up scripts and apps where Graph does', async () => {
    const w = world()
    const script = await w.object(SCRIPTS, 'Enable Windows Sandbox')
    const scripts = ['DeviceManagementScripts.Read.All']
    const summary = (await get(w, `${SCRIPTS}/${script.id}/runSummary`, scripts)).body
    expect(summary.successDeviceCount + summary.errorDeviceCount).toBeGreaterThan(220)
    expect((await get(w, `${SCRIPTS}/${script.id}/runSummary`)).status).toBe(403)
    const remediation = await w.object(REMEDIATIONS, 'Time Drift')
    const run = (await get(w, `${REMEDIATIONS}/${remediation.id}/runSummary`, scripts)).body
    expect(run.noIssueDetectedDeviceCount + run.detectionScriptErrorDeviceCount).toBeGreaterThan(40)

    const app = await w.object(APPS, '7-Zip 24.08')
    const apps = ['DeviceManagementApps.Read.All']
    const { body } = await report(
      w,
      'getAppStatusOverviewReport',
      { filter: `(ApplicationId eq '${app.id}')` },
      apps,
    )
    const [row] = body.Values
    expect(row[0]).toBe(app.id)
    expect(body.Schema[3].Column).toBe('InstalledDeviceCount')
    expect((await get(w, `${APPS}/${app.id}/installSummary`, apps)).status).toBe(400)
    expect((await get(w, `${APPS}/${app.id}/deviceStatuses`, apps)).status).toBe(400)
  })
})
