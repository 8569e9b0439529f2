import { describe, expect, it } from 'vitest'
import { deviceAt } from '../../src/local/tenant/population.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

const READ = ['DeviceManagementConfiguration.Read.All']
const MANAGED = ['DeviceManagementManagedDevices.Read.All']
const EVALUATE = '/beta/deviceManagement/evaluateAssignmentFilter'

describe('Filters and enrolled devices of the local tenant', () => {
  const world = useWorld()
  const evaluate = (w: Driven, data: object, scopes = READ) =>
    w.graph(ada, scopes, 'POST', EVALUATE, {
      data: { platform: 'windows10AndLater', rule: '(device.deviceOwnership -eq "Corporate")', ...data },
    })

  it('evaluates a rule over the devices of its platform, a hundred rows at a time', async () => {
    const w = world()
    const { status, headers, body } = await evaluate(w, {})
    expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect([body.TotalRowCount, body.Values.length]).toEqual([654, 100])
    const names: string[] = body.Columns.map(({ Name }: { Name: string }) => Name)
    expect(body.Values[0][names.indexOf('deviceOwnership')]).toBe('Corporate')
    const many = await evaluate(w, { top: 500, skip: 600 })
    expect(many.body.Values).toHaveLength(54)
    const one = await evaluate(w, { search: 'PC-0412', rule: '(device.model -startsWith "Think")' })
    expect([one.body.TotalRowCount, one.body.Values[0][names.indexOf('deviceId')]]).toEqual([
      1,
      deviceAt(411).managedDeviceId,
    ])
  })

  it('refuses an unreadable rule, and a caller without permission', async () => {
    const w = world()
    const wrong = await evaluate(w, { rule: '(device.deviceName -endsWith "X")' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.error.message).toContain("The operator '-endsWith' is not supported")
    expect((await evaluate(w, {}, MANAGED)).status).toBe(403)
    const filter = { platform: 'iOS', rule: '(device.isRooted -eq "False")' }
    const validate = (scopes: string[], more: object) =>
      w.graph(ada, scopes, 'POST', '/beta/deviceManagement/assignmentFilters/validateFilter', {
        deviceAndAppManagementAssignmentFilter: { ...filter, ...more },
      })
    const write = ['DeviceManagementConfiguration.ReadWrite.All']
    expect((await validate(write, {})).body).toEqual({ isValidRule: true })
    expect((await validate(write, { platform: 'windows10AndLater' })).body).toEqual({ isValidRule: false })
    expect((await validate(READ, {})).status).toBe(403)
  })

  it('shows the rule of a filter', async () => {
    const w = world()
    const { body } = await w.graph(ada, READ, 'GET', '/beta/deviceManagement/assignmentFilters')
    const [first] = body.value
    expect(first).toMatchObject({
      displayName: 'Corporate Windows',
      rule: '(device.deviceOwnership -eq "Corporate")',
    })
    const path = `/beta/deviceManagement/assignmentFilters/${first.id}?$select=rule`
    expect((await w.graph(ada, READ, 'GET', path)).body).toEqual({ rule: first.rule })
  })

  it('gives an enrolled device an id of its own, with its user', async () => {
    const w = world()
    const get = (path: string, scopes = MANAGED) =>
      w.graph(ada, scopes, 'GET', `/v1.0/deviceManagement/managedDevices${path}`)
    const device = deviceAt(509)
    const { body } = await get(`?$filter=deviceName eq '${device.displayName}'`)
    expect(body.value).toHaveLength(1)
    expect(body.value[0]).toMatchObject({
      id: device.managedDeviceId,
      azureADDeviceId: device.deviceId,
      operatingSystem: 'Windows',
      managedDeviceOwnerType: 'company',
      userId: ada.oid,
      userPrincipalName: ada.userPrincipalName,
    })
    expect((await get(`/${device.managedDeviceId}?$select=deviceName`)).body).toEqual({
      deviceName: device.displayName,
    })
    expect((await get(`/${device.id}`)).status).toBe(404)
    const whole = await get('')
    expect([whole.body.value.length, whole.body['@odata.count']]).toEqual([1000, 2230])
    expect((await get('', ['Device.Read.All'])).status).toBe(403)
  })
})
