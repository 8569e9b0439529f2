import { describe, expect, it } from 'vitest'
import type { Graph } from '../../src/graph/client.ts'
import { readDeviceStatus } from '../../src/graph/deviceStatus.ts'
import { GraphRefusal } from '../../src/graph/errors.ts'
import { rowOf } from '../../src/intune/catalog/catalog.ts'

const ID = '5d0f4c1e-0000-4000-8000-000000000001'
type Row = (string | number | null)[]

/** A report that gives so many rows at once, whatever was asked for. */
function report(columns: string[], rows: Row[], { page = 50, skips = true } = {}) {
  const asked: { path: string; filter: string; skip: number }[] = []
  const query = async (path: string, body: object) => {
    const { filter, skip } = body as { filter: string; skip: number }
    asked.push({ path, filter, skip })
    const from = skips ? skip : 0
    return JSON.stringify({
      TotalRowCount: rows.length,
      Schema: columns.map((Column) => ({ Column, PropertyType: 'String' })),
      Values: rows.slice(from, from + page),
    })
  }
  return { graph: { query } as unknown as Graph, asked }
}

const POLICY = rowOf('configurationPolicy')
const COLUMNS = ['IntuneDeviceId', 'UPN', 'PolicyStatus', 'PolicyStatus_loc']
/** learn.microsoft.com/graph/api/resources/intune-shared-compliancestatus */
const NUMBERS = {
  pending: 0,
  notApplicable: 1,
  compliant: 2,
  remediated: 3,
  nonCompliant: 4,
  error: 5,
  conflict: 6,
}

describe('The device status of a policy', () => {
  it('counts each device once over all pages, by the worst result of its users', async () => {
    const one = (device: number, status: number, user = 'a'): Row => [`d-${device}`, user, status, 'words']
    const rows = [
      ...Array.from({ length: 120 }, (_, i) => one(i, NUMBERS.compliant)),
      ...Array.from({ length: 30 }, (_, i) => one(200 + i, NUMBERS.error)),
      ...Array.from({ length: 7 }, (_, i) => one(300 + i, NUMBERS.conflict)),
      one(400, NUMBERS.remediated),
      one(401, NUMBERS.nonCompliant),
      one(402, NUMBERS.notApplicable),
      one(403, NUMBERS.pending),
      // The second user of some of them.
      one(0, NUMBERS.error, 'b'),
      one(1, NUMBERS.compliant, 'b'),
      one(200, NUMBERS.compliant, 'b'),
      one(402, NUMBERS.compliant, 'b'),
    ]
    for (const page of [50, 7, 1000]) {
      const { graph, asked } = report(COLUMNS, rows, { page })
      expect(await readDeviceStatus(graph, POLICY, ID)).toEqual({
        succeeded: 119 + 1 + 1,
        failed: 30 + 1 + 1,
        conflict: 7,
        notReported: 1,
        notApplicable: 0,
        namesHeardOnly: true,
        errors: [],
      })
      expect(asked).toHaveLength(Math.ceil(rows.length / page))
      expect(asked[0]?.path).toBe('/deviceManagement/reports/getConfigurationPolicyDevicesReport')
      expect(asked[0]?.filter).toBe(`(PolicyId eq '${ID}')`)
    }
  })

  it('lists error codes by the number of devices, where the report has them', async () => {
    const rows: Row[] = [
      ...Array.from({ length: 3 }, (_, i): Row => [`x-${i}`, 'a', 5, -2016345060]),
      ['y', 'a', 5, -2147024894],
      ['z', 'a', 2, -1],
      ['w', 'a', 5, 0],
    ]
    const { graph } = report(['IntuneDeviceId', 'UPN', 'PolicyStatus', 'ErrorCode'], rows)
    const status = await readDeviceStatus(graph, POLICY, ID)
    expect(status?.failed).toBe(5)
    expect(status?.errors).toEqual([
      { code: '0x87D1041C', devices: 3 },
      { code: '0x80070002', devices: 1 },
    ])
  })

  it('counts nobody twice if the service ignores paging, and says so', async () => {
    const rows = Array.from({ length: 120 }, (_, i): Row => [`d-${i}`, 'a', 2, ''])
    const { graph } = report(COLUMNS, rows, { skips: false })
    const refused = await readDeviceStatus(graph, POLICY, ID).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GraphRefusal)
    expect((refused as GraphRefusal).code).toBe('busy')
  })

  it('says how much of a huge report was left unread', async () => {
    const rows = Array.from({ length: 10_400 }, (_, i): Row => [`d-${i}`, 'a', 2, ''])
    const { graph, asked } = report(COLUMNS, rows)
    expect(await readDeviceStatus(graph, POLICY, ID)).toMatchObject({ succeeded: 10_000, unread: 400 })
    expect(asked).toHaveLength(200)
  })

  it('treats anything but a table as no answer', async () => {
    for (const text of ['<html>', '{}', 'null', '{"TotalRowCount":1}']) {
      const graph = { query: async () => text } as unknown as Graph
      await expect(readDeviceStatus(graph, POLICY, ID)).rejects.toThrow(GraphRefusal)
    }
  })

  it('reads each kind at its own path in Graph', async () => {
    const paths: string[] = []
    const counts = { successCount: 5, errorCount: 1, failedCount: 2, conflictCount: 3, pendingCount: 4 }
    const runs = {
      ...{ noIssueDetectedDeviceCount: 6, issueDetectedDeviceCount: 4, remediationScriptErrorDeviceCount: 1 },
      ...{ detectionScriptErrorDeviceCount: 2, detectionScriptPendingDeviceCount: 7 },
    }
    const graph = {
      get: async (path: string) => {
        paths.push(path)
        return path.endsWith('/runSummary') ? runs : counts
      },
    } as unknown as Graph
    const read = (kind: string) => readDeviceStatus(graph, rowOf(kind), ID)
    expect(await read('deviceConfiguration')).toMatchObject({
      succeeded: 5,
      failed: 3,
      conflict: 3,
      notReported: 4,
    })
    await read('deviceCompliancePolicy')
    await read('managedDeviceMobileAppConfiguration')
    await read('deviceManagementIntent')
    expect(await read('deviceHealthScript')).toMatchObject({ succeeded: 9, failed: 3, notReported: 7 })
    expect(await read('termsAndConditions')).toBe(null)
    expect(paths).toEqual([
      `/deviceManagement/deviceConfigurations/${ID}/deviceStatusOverview`,
      `/deviceManagement/deviceCompliancePolicies/${ID}/deviceStatusOverview`,
      `/deviceAppManagement/mobileAppConfigurations/${ID}/deviceStatusSummary`,
      `/deviceManagement/intents/${ID}/deviceStateSummary`,
      `/deviceManagement/deviceHealthScripts/${ID}/runSummary`,
    ])
  })
})
