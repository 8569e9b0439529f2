import { beforeAll, describe, expect, it } from 'vitest'
import { Entra } from './entra.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

describe('Why a device or a person gets something, or not', () => {
  const world = useWorld()
  const ask = async (sentence: string) => textOf(await world().ask(ada, CHAT.ada, sentence))
  const addDevice = async (displayName: string, more: object = {}) =>
    (await world().tenant('POST', '/control/devices', { displayName, ...more })).body as { id: string }

  beforeAll(async () => {
    const w = world()
    const pc = await addDevice('LT-0412', { userId: ada.oid })
    await addDevice('LT-0413', { deviceOwnership: 'Personal' })
    await addDevice('PAD-07', { operatingSystem: 'iPad', operatingSystemVersion: '18.5' })
    await w.tenant('PUT', `/control/groups/${await w.groupId('Summer Interns')}/members`, [pc.id])
    const lab = await w.groupId('Test Lab')
    await w.tenant('PUT', `/control/groups/${lab}/members`, [await w.groupId('Summer Interns')])
  })

  it('names how it is included, and the result of the filter', async () => {
    const text = await ask('why does LT-0412 get BitLocker Required')
    expect(text).toContain('“LT-0412” gets “BitLocker Required”: it is included through all devices.')
    expect(text).toContain(
      'Included through all devices, with filter “Corporate Windows” (include): it matches.',
    )
  })

  it('names the filter that leaves it out', async () => {
    const text = await ask("why doesn't LT-0413 get BitLocker Required")
    expect(text).toContain(
      '“LT-0413” does not get “BitLocker Required”: filter “Corporate Windows” leaves it out.',
    )
  })

  it('names the exclusion, through nested groups too', async () => {
    const text = await ask("why doesn't LT-0412 get Defender Up to Date")
    expect(text).toContain(
      '“LT-0412” does not get “Defender Up to Date”: it is excluded through “Test Lab”, and an exclusion beats every inclusion.',
    )
    expect(text).toContain('Included through all devices. Excluded through “Test Lab”.')
  })

  it('names the platform that it is not for', async () => {
    const text = await ask('why is Defender Up to Date missing on device PAD-07')
    expect(text).toContain(
      '“PAD-07” does not get “Defender Up to Date”: it runs iOS/iPadOS, and this is for Windows.',
    )
  })

  it('includes what its user gets', async () => {
    const text = await ask('why does LT-0412 get Office Macro Lockdown')
    expect(text).toContain('included through all users by its user.')
    expect(text).toContain('Included through all users by its user “Ada Lindqvist”.')
  })

  it('answers for people by their groups', async () => {
    const none = await ask("why doesn't user Ada Lindqvist get 7-Zip 24.08")
    expect(none).toContain(
      '“Ada Lindqvist” does not get “7-Zip 24.08”: nothing that they are part of is assigned to it.',
    )
    const some = await ask('why does Ada Lindqvist get Office Macro Lockdown')
    expect(some).toContain(
      '“Ada Lindqvist” gets “Office Macro Lockdown”: they are included through all users.',
    )
  })

  it('asks which one if several have the name', async () => {
    await addDevice('TWIN-1')
    await addDevice('TWIN-1')
    const text = await ask('why does TWIN-1 get Defender Up to Date')
    expect(text).toMatch(/Several match “TWIN-1”: device “TWIN-1” \(Windows, object id [0-9a-f-]{36}\)/)
  })

  it('says that there is no such device', async () => {
    expect(await ask("why doesn't device PC-9999 get Defender Up to Date")).toContain(
      'I found no device called “PC-9999”.',
    )
  })
})

describe('Why, where a permission is missing', () => {
  const world = useWorld()

  it('names the permission', async () => {
    const w = world()
    await new Entra(w).conditions({
      consentMissing: [{ scope: 'User.ReadBasic.All' }, { scope: 'DeviceManagementManagedDevices.Read.All' }],
    })
    const person = textOf(await w.ask(ada, CHAT.ada, 'why does user Ada Lindqvist get Office Macro Lockdown'))
    expect(person).toContain('nobody has consented to the permission User.ReadBasic.All')
    await w.tenant('POST', '/control/devices', { displayName: 'LT-0500' })
    const device = textOf(await w.ask(ada, CHAT.ada, 'why does LT-0500 get BitLocker Required'))
    expect(device).toContain(
      'depends on filter “Corporate Windows”, and whether it matches is not known here.',
    )
    expect(device).toContain('permission DeviceManagementManagedDevices.Read.All')
  })
})
