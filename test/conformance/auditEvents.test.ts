import { describe, expect, it } from 'vitest'
import { factOf } from '../../src/local/tenant/facts.ts'
import { COMPLIANCE } from '../world/collections.ts'
import { ada, bruno, chiara, useWorld } from '../world/world.ts'

const EVENTS = 'deviceManagement/auditEvents'
const READ = ['DeviceManagementApps.Read.All']

describe('Intune’s audit log in the local tenant', () => {
  const world = useWorld()

  it('records who wrote assignments, and can be filtered by date and resource only', async () => {
    const w = world()
    const [policy, other] = (await w.tenant('GET', '/control/state')).body.objects[COMPLIANCE]
    const assign = (by: { oid: string }, id: string) =>
      w.graph(by, factOf(COMPLIANCE).scopes.write, 'POST', `/beta/${COMPLIANCE}/${id}/assign`, {
        assignments: [],
      })
    expect((await assign(bruno, policy.id)).status).toBeLessThan(300)
    expect((await assign(ada, other.id)).status).toBeLessThan(300)
    const get = (query: string, scopes = READ, by: { oid: string } = ada, version = 'v1.0') =>
      w.graph(by, scopes, 'GET', `/${version}/${EVENTS}${query}`)

    const filter = (words: string) => `?$filter=${encodeURIComponent(words)}`
    const mine = `activityDateTime ge 2020-01-01T00:00:00.000Z and resources/any(r:r/resourceId eq '${policy.id}')`
    for (const version of ['v1.0', 'beta']) {
      const { body } = await get(filter(mine), READ, ada, version)
      expect(body.value).toHaveLength(1)
      expect(body.value[0]).toMatchObject({
        actor: { userPrincipalName: 'bruno@fabrikam.example' },
        resources: [{ resourceId: policy.id, displayName: policy.name }],
      })
    }
    const later = filter('activityDateTime gt 2999-01-01T00:00:00Z')
    expect((await get(later)).body.value).toEqual([])
    const newest = (await get('?$orderby=activityDateTime%20desc&$top=1')).body
    expect(newest.value[0].resources[0].resourceId).toBe(other.id)
    expect(newest['@odata.nextLink']).toContain('skiptoken')

    expect((await get(filter("actor/userId eq '1'"))).status).toBe(400)
    expect((await get('?$orderby=category')).status).toBe(400)
    expect((await get('?$top=1001')).status).toBe(400)
    expect((await get('', ['DeviceManagementConfiguration.Read.All'])).status).toBe(403)
    expect((await get('', READ, chiara)).status).toBe(403)
    expect((await get('', ['DeviceManagementApps.ReadWrite.All'])).status).toBe(200)
  })
})
