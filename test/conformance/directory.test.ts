import { describe, expect, it } from 'vitest'
import { deviceAt } from '../../src/local/tenant/population.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

const GROUPS = ['GroupMember.Read.All']
const DEVICES = ['GroupMember.Read.All', 'Device.Read.All']
const EVENTUAL = { consistencylevel: 'eventual' }

/** The directory is as strict as Graph is said to be: a tool that is wrong about it must notice here. */
describe('The directory of the local tenant', () => {
  const world = useWorld()
  const get = (w: Driven, path: string, scopes = DEVICES, headers = EVENTUAL as Record<string, string>) =>
    w.graph(ada, scopes, 'GET', `/v1.0${path}`, undefined, headers)

  it('lists the devices of a group in pages of at most 999, the count with the first', async () => {
    const w = world()
    const id = await w.groupId('Autopilot Devices')
    const query = '$select=id,operatingSystem&$count=true&$top=300'
    const pages: { value: { id: string; operatingSystem: string }[] }[] = []
    let next = `/groups/${id}/transitiveMembers/microsoft.graph.device?${query}`
    while (next) {
      const { status, body } = await get(w, next)
      expect(status).toBe(200)
      pages.push(body)
      expect(body['@odata.count']).toBe(pages.length === 1 ? 640 : undefined)
      next = body['@odata.nextLink']?.replace(/^.*\/v1\.0/, '') ?? ''
    }
    expect(pages.map(({ value }) => value.length)).toEqual([300, 300, 40])
    const all = pages.flatMap(({ value }) => value)
    expect(new Set(all.map((one) => one.id)).size).toBe(640)
    expect(all.every(({ operatingSystem }) => operatingSystem === 'Windows')).toBe(true)
    expect(Object.keys(all[0] ?? {})).toEqual(expect.arrayContaining(['id', 'operatingSystem']))

    const plain = await get(w, `/groups/${id}/transitiveMembers`, DEVICES, {})
    expect(plain.body.value).toHaveLength(100)
    expect(plain.body.value[0]['@odata.type']).toBe('#microsoft.graph.device')
    const large = await get(w, `/groups/${id}/transitiveMembers?$top=1000`, DEVICES, {})
    expect([large.status, large.body.error.message]).toEqual([
      400,
      "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    ])
  })

  it('casts, filters and counts only in advanced queries', async () => {
    const w = world()
    const id = await w.groupId('Frontline Phones')
    const path = `/groups/${id}/transitiveMembers/microsoft.graph.device`
    for (const [query, headers] of [
      ['', EVENTUAL],
      ['?$count=true', {}],
    ] as const) {
      const refused = await get(w, path + query, DEVICES, headers)
      expect([refused.status, refused.body.error.code]).toEqual([400, 'Request_UnsupportedQuery'])
    }
    expect((await get(w, `${path}/$count`, DEVICES, {})).status).toBe(400)
    expect((await get(w, `${path}/$count`)).body).toBe(412)
    const iPhones = await get(w, `${path}?$count=true&$top=1&$filter=operatingSystem eq 'iPhone'`)
    expect(iPhones.body['@odata.count']).toBe(112)
    const wrong = await get(w, `${path}?$count=true&$select=id,osVersion`)
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'Request_BadRequest'])
  })

  it('shows only the id of members that the app may not read', async () => {
    const w = world()
    const id = await w.groupId('Sales Tablets')
    const path = `/groups/${id}/transitiveMembers/microsoft.graph.device?$count=true&$select=id,operatingSystem`
    const [hidden] = (await get(w, path, GROUPS)).body.value
    expect(hidden).toEqual({ id: hidden.id, operatingSystem: null })
    const [seen] = (await get(w, path)).body.value
    expect(seen).toEqual({ id: hidden.id, operatingSystem: 'iPad' })
  })

  it('finds devices and people by name, and the groups around them', async () => {
    const w = world()
    const { body } = await get(
      w,
      "/devices?$filter=displayName eq 'pc-0412'&$select=id,displayName",
      DEVICES,
      {},
    )
    expect(body.value).toEqual([{ id: deviceAt(411).id, displayName: 'PC-0412' }])
    const many = await get(w, "/devices?$filter=startswith(displayName,'PC-04')&$count=true&$top=5")
    expect([many.body['@odata.count'], many.body.value.length]).toEqual([100, 5])
    const around = await get(
      w,
      `/devices/${deviceAt(411).id}/transitiveMemberOf?$select=displayName`,
      DEVICES,
      {},
    )
    expect(around.body.value.map((one: { displayName: string }) => one.displayName)).toContain(
      'Engineering Workstations',
    )
    const cast = await get(
      w,
      `/users/${ada.userPrincipalName}/transitiveMemberOf/microsoft.graph.group?$count=true&$select=displayName`,
      GROUPS,
    )
    expect(cast.body.value).toContainEqual({ displayName: 'Pilot Users' })
    const byDeviceId = await get(w, `/devices(deviceId='${deviceAt(411).deviceId}')`, DEVICES, {})
    expect(byDeviceId.body.displayName).toBe('PC-0412')
    const people = await get(w, "/users?$filter=startswith(displayName,'Ada')", ['User.ReadBasic.All'], {})
    expect(people.body.value.map((one: { id: string }) => one.id)).toEqual([ada.oid])
    expect((await get(w, '/devices/none', DEVICES, {})).body.error.code).toBe('Request_ResourceNotFound')
  })

  it.each([
    ['/devices', ['GroupMember.Read.All', 'DeviceManagementManagedDevices.Read.All']],
    [`/devices/${deviceAt(1).id}/transitiveMemberOf`, ['GroupMember.Read.All']],
    ['/users', ['GroupMember.Read.All', 'Device.Read.All']],
    [`/users/${ada.oid}/transitiveMemberOf`, ['Device.Read.All']],
  ])('refuses %s to a caller with %j', async (path, scopes) => {
    const { status, body } = await get(world(), path, scopes)
    expect([status, body.error.code, body.error.message]).toEqual([
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ])
  })

  it('adds devices, people and groups, and recounts', async () => {
    const w = world()
    const tablet = { displayName: 'IPAD-NEW', operatingSystem: 'iPad', deviceOwnership: 'Personal' }
    const device = (await w.tenant('POST', '/control/devices', tablet)).body
    const person = { displayName: 'Noor Visser', userPrincipalName: 'noor@fabrikam.example' }
    const { id: noor } = (await w.tenant('POST', '/control/people', person)).body
    await w.addGroup('Newcomers')
    const newcomers = await w.groupId('Newcomers')
    await w.tenant('PUT', `/control/groups/${newcomers}/members`, [device.id, noor])
    const outer = await w.groupId('Summer Interns')
    await w.tenant('PUT', `/control/groups/${outer}/members`, [newcomers])
    expect((await get(w, `/groups/${outer}/transitiveMembers/microsoft.graph.device/$count`)).body).toBe(1)
    expect((await get(w, `/groups/${outer}/transitiveMembers/$count`)).body).toBe(3)
    expect((await get(w, `/groups/${outer}/members/$count`)).body).toBe(1)
    const seen = await get(w, `/devices?$filter=displayName eq 'IPAD-NEW'`, DEVICES, {})
    expect(seen.body.value[0]).toMatchObject({ id: device.id, deviceOwnership: 'Personal' })
  })
})
