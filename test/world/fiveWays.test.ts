import { describe, expect, it } from 'vitest'
import { approved } from './steps.ts'
import { ada, CHAT, useWorld } from './world.ts'

const WAYS = [
  {
    way: 'POST v1.0 deviceCompliancePolicies/{id}/assign, answered 200 with the collection',
    sentence: 'assign compliance policy Pilot Compliance to group Sales Laptops',
    collection: 'deviceManagement/deviceCompliancePolicies',
    name: 'Pilot Compliance',
    path: (id: string) => `/v1.0/deviceManagement/deviceCompliancePolicies/${id}/assign`,
    status: 200,
    after: ['+ Pilot Devices', '+ Sales Laptops'],
  },
  {
    way: 'POST v1.0 deviceEnrollmentConfigurations/{id}/assign, answered 204',
    sentence: 'assign enrollment configuration Five Devices for Everyone to group Sales Team',
    collection: 'deviceManagement/deviceEnrollmentConfigurations',
    name: 'Five Devices for Everyone',
    path: (id: string) => `/v1.0/deviceManagement/deviceEnrollmentConfigurations/${id}/assign`,
    status: 204,
    after: ['+ Engineering', '+ Marketing', '+ Sales Team'],
  },
  {
    way: 'POST beta groupPolicyConfigurations/{id}/assign, answered 200 with the collection',
    sentence: 'assign administrative template Outlook Cached Mode to group Finance',
    collection: 'deviceManagement/groupPolicyConfigurations',
    name: 'Outlook Cached Mode',
    path: (id: string) => `/beta/deviceManagement/groupPolicyConfigurations/${id}/assign`,
    status: 200,
    after: ['+ Finance', '+ Legal', '+ Marketing', '+ Sales Team'],
  },
  {
    way: 'POST beta deviceManagementScripts/{id}/assign for the whole set, older entries included, answered 204',
    sentence: 'remove group Finance from PowerShell script Map Network Drives',
    collection: 'deviceManagement/deviceManagementScripts',
    name: 'Map Network Drives',
    path: (id: string) => `/beta/deviceManagement/deviceManagementScripts/${id}/assign`,
    status: 204,
    after: ['+ Sales Team', 'legacy Legal', 'legacy Marketing'],
  },
  {
    way: 'POST beta deviceManagementScripts/{id}/assignments for a pure addition, answered 201',
    sentence: 'assign PowerShell script Install Company Fonts to group Design Macs',
    collection: 'deviceManagement/deviceManagementScripts',
    name: 'Install Company Fonts',
    path: (id: string) => `/beta/deviceManagement/deviceManagementScripts/${id}/assignments`,
    status: 201,
    after: ['+ Design Macs', '+ Marketing'],
  },
]

describe('The five documented ways to assign, from sentence to tenant', () => {
  const world = useWorld()

  it.each(WAYS)('$way', async ({ sentence, collection, name, path, status, after }) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence)
    const { id } = await w.object(collection, name)
    const writesBefore = (await w.writes()).length

    expect(await w.press(ada, card, 'Approve')).toEqual({ toast: null })
    await w.shows(card, 'Done and verified in Intune')
    await w.posted(CHAT.channel, name)

    const writes = (await w.writes()).slice(writesBefore)
    expect(writes).toMatchObject([{ method: 'POST', path: path(id), status }])
    expect(await w.set(collection, name)).toEqual(after)
  })

  it('falls back to assign where the service has no route for single assignments', async () => {
    const w = world()
    const scripts = 'deviceManagement/deviceManagementScripts'
    const { id } = await w.object(scripts, 'Set Wallpaper')
    await w.faults({
      rules: [
        {
          method: 'POST',
          path: `${id}/assignments`,
          status: 404,
          message: 'No OData route exists that match template ~/singleton/navigation/key/navigation',
        },
      ],
    })
    await approved(w, ada, 'assign script Set Wallpaper to group Executive Devices')
    await w.faults()

    expect((await w.writes()).at(-1)).toMatchObject({ path: `/beta/${scripts}/${id}/assign`, status: 204 })
    expect(await w.set(scripts, 'Set Wallpaper')).toEqual([
      '+ Executive Devices',
      '+ Store Kiosks',
      'legacy Old Kiosks',
    ])
  })
})
