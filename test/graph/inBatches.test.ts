import { describe, expect, it } from 'vitest'
import { connectGraph, type Graph } from '../../src/graph/client.ts'
import { GraphRefusal } from '../../src/graph/errors.ts'
import { inBatches } from '../../src/graph/inBatches.ts'
import { TenantPace } from '../../src/graph/pace.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

const COMPLIANCE = '/deviceManagement/deviceCompliancePolicies'
const SCOPES = ['DeviceManagementConfiguration.Read.All', 'GroupMember.Read.All']

describe('Batched reads', () => {
  const world = useWorld()

  async function graphOf(w: Driven, onRejected = () => {}): Promise<Graph> {
    const asked = { person: ada.oid, scopes: SCOPES }
    const { token } = (await w.identity('POST', '/control/graph-token', asked)).body
    return inBatches(
      connectGraph({
        graphUrl: w.world.tenant.url,
        token: async () => token,
        confirm: async () => {},
        onRejected,
        onCall: () => {},
        correlationId: () => null,
        pace: new TenantPace().of('t'),
      }),
    )
  }
  const traffic = async (w: Driven) => (await w.tenant('GET', '/control/traffic')).body.requests as number

  it('go twenty to a call, and each gets its own answer', async () => {
    const w = world()
    const graph = await graphOf(w)
    const policies = await graph.list<{ id: string; displayName: string }>(COMPLIANCE)
    const before = await traffic(w)
    const read = await Promise.all(
      [...policies, ...policies, ...policies].map(({ id }) =>
        graph.get<{ displayName: string }>(`${COMPLIANCE}/${id}`),
      ),
    )
    expect(read.map((one) => one.displayName)).toEqual(
      [...policies, ...policies, ...policies].map((one) => one.displayName),
    )
    expect((await traffic(w)) - before).toBe(Math.ceil((policies.length * 3) / 20))
  })

  it('follow the pages of a list inside batches', async () => {
    const w = world()
    const graph = await graphOf(w)
    const [groups, again] = await Promise.all([
      graph.list<{ id: string }>('/groups', { version: 'v1.0' }),
      graph.list<{ id: string }>('/groups?$select=id', { version: 'v1.0' }),
    ])
    expect(groups.length).toBeGreaterThan(25)
    expect(again.map(({ id }) => id)).toEqual(groups.map(({ id }) => id))
  })

  it('are independent: a throttled one is retried, a missing one fails alone', async () => {
    const w = world()
    const graph = await graphOf(w)
    const policies = await graph.list<{ id: string }>(COMPLIANCE)
    const [first, second] = policies
    await w.faults({
      rules: [
        { path: first?.id, method: 'GET', status: 429, retryAfter: 0, times: 1 },
        { path: second?.id, method: 'GET', status: 503, times: 2 },
      ],
    })
    const callsBefore = (await w.calls()).length
    const [missing, ...found] = await Promise.allSettled([
      graph.get(`${COMPLIANCE}/00000000-0000-4000-8000-000000000000`),
      ...policies.map(({ id }) => graph.get(`${COMPLIANCE}/${id}`)),
    ])
    await w.faults()
    expect(found.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'missing', status: 404 } })
    // One again after 429, two after 503, and nothing that had its answer.
    expect((await w.calls()).length - callsBefore).toBe(policies.length + 1 + 3)
  })

  it('pass on what Graph said about a refused one', async () => {
    const w = world()
    const graph = await graphOf(w)
    const [, refused] = await Promise.allSettled([
      graph.get(`${COMPLIANCE}?$top=1`),
      graph.get('/deviceManagement/deviceManagementScripts'),
    ])
    expect(refused).toMatchObject({ status: 'rejected' })
    const { reason } = refused as PromiseRejectedResult
    expect(reason).toBeInstanceOf(GraphRefusal)
    expect(reason).toMatchObject({ code: 'denied', status: 403 })
    expect(reason.message).toContain('Application is not authorized')
    expect(reason.message).not.toContain('manage.microsoft.com')
  })

  it('report a token that was rejected inside a batch', async () => {
    const w = world()
    let rejected = 0
    const graph = await graphOf(w, () => rejected++)
    await w.faults({ rules: [{ path: COMPLIANCE, status: 401, times: 2 }] })
    const answers = await Promise.allSettled([graph.get(COMPLIANCE), graph.get(`${COMPLIANCE}?$top=2`)])
    await w.faults()
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(rejected).toBe(1)
  })
})
