import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, CHAT, textOf, useWorld } from './world.ts'

const WRITE = ['DeviceManagementConfiguration.ReadWrite.All']

describe('Between the card and the write, whom it reaches changed', () => {
  const world = useWorld()

  const groupOf = async (displayName: string, devices: number) => {
    const id = randomUUID()
    const made = { id, displayName, description: '', dynamic: false, securityEnabled: true }
    await world().tenant('POST', '/control/groups', { ...made, users: 0, devices })
    return id
  }
  const edit = (kind: 'groups' | 'filters', id: string, properties: object) =>
    world().tenant('PUT', `/control/${kind}/${id}/properties`, properties)

  it('a group of three that has 4,000 members now gets nothing before people have seen that', async () => {
    const w = world()
    const id = await groupOf('Growing Devices', 3)
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to Growing Devices')
    await edit('groups', id, { devices: 4000 })
    const writes = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, 'had 3 members and has 4,000 now')
    expect((await w.writes()).length).toBe(writes)
    // From here on the rule for more than 500 applies: a reason is asked for.
    expect(JSON.stringify(again.attachments)).toContain('"isRequired":true')
    await w.press(ada, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Growing Devices')
  })

  it('a group that grew a little is written as approved', async () => {
    const w = world()
    const id = await groupOf('Steady Devices', 40)
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to Steady Devices')
    await edit('groups', id, { devices: 47 })
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
  })

  it('a renamed group is asked about under its new name', async () => {
    const w = world()
    const id = await groupOf('Pilot Ring', 3)
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to Pilot Ring')
    await edit('groups', id, { displayName: 'Whole Factory' })
    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, '“Pilot Ring” is called “Whole Factory” now')
    await w.press(ada, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
  })

  it('a renamed policy is asked about under its new name', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to Test Lab')
    await w.rename(COMPLIANCE, 'Kiosk Windows', 'All Production Windows')
    const writes = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, '“Kiosk Windows” is called “All Production Windows” now')
    expect(textOf(again)).toContain('Assign All Production Windows to Test Lab')
    expect(textOf(again)).toContain('Changed since you looked. Review the new plan')
    expect((await w.writes()).length).toBe(writes)
    await w.press(ada, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'All Production Windows')).toContain('+ Test Lab')
  })

  it('a policy whose name and assignments both changed: the card says both', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Frontline Windows to Test Lab')
    const { id } = await w.object(COMPLIANCE, 'Frontline Windows')
    await w.graph(bruno, WRITE, 'POST', `/beta/${COMPLIANCE}/${id}/assign`, { assignments: [] })
    await w.rename(COMPLIANCE, 'Frontline Windows', 'Back Office Windows')
    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, 'Assignments changed. Review the new plan')
    expect(textOf(again)).toMatch(
      /was removed\. Changed in Intune .*“Frontline Windows” is called “Back Office Windows” now\. Nothing/,
    )
  })

  it('an undo names the policy as it is called by then', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to Test Lab')
    await w.press(ada, card, 'Approve')
    const done = await w.shows(card, 'Done and verified in Intune')
    await w.rename(COMPLIANCE, 'Windows 10 Legacy', 'Windows 10 Retired')
    await w.press(ada, done, 'Undo')
    const way = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*undo: assign/)
    expect(textOf(way)).toContain('remove Test Lab from Windows 10 Retired')
    expect(textOf(way)).toContain('“Windows 10 Legacy” is called “Windows 10 Retired” now.')
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Windows 10 Retired')).not.toContain('+ Test Lab')
  })

  it('a group that was deleted, and made anew under its name, gets nothing', async () => {
    const w = world()
    const id = await groupOf('Phoenix Devices', 3)
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to Phoenix Devices')
    await w.tenant('DELETE', `/control/groups/${id}`)
    await groupOf('Phoenix Devices', 3)
    const writes = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'is no longer in the directory')
    expect((await w.writes()).length).toBe(writes)
  })

  it('what was scheduled is asked about again when its time comes and the group has grown', async () => {
    const w = world()
    const id = await groupOf('Night Devices', 3)
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Night Devices in 2 hours',
    )
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Begins on')
    await edit('groups', id, { devices: 4000 })
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.shows(card, 'had 3 members and has 4,000 now')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).not.toContain('+ Night Devices')
  })

  it('a removal is held back when far more than were shown would lose something', async () => {
    const w = world()
    const id = await groupOf('Shrinking Worry', 3)
    const given = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to Shrinking Worry')
    await w.press(ada, given, 'Approve')
    await w.shows(given, 'Done and verified in Intune')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'remove Shrinking Worry from compliance policy Developer Machines',
    )
    await edit('groups', id, { devices: 4000 })
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'had 3 members and has 4,000 now')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Shrinking Worry')
  })

  it('a renamed filter is asked about under its new name', async () => {
    const w = world()
    await w.addFilter('Corporate Laptops Only')
    const { filters } = (await w.tenant('GET', '/control/state')).body
    const { id } = filters.find(
      (one: { displayName: string }) => one.displayName === 'Corporate Laptops Only',
    )
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Legal with filter Corporate Laptops Only',
    )
    await edit('filters', id, { displayName: 'Everything Else' })
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Filter “Corporate Laptops Only” is called “Everything Else” now')
    expect((await w.set(COMPLIANCE, 'Developer Machines')).join()).not.toContain('Everything Else')
  })

  it('a filter that matches far more than it did is asked about again', async () => {
    const w = world()
    await w.addFilter('Narrow Windows')
    const { filters } = (await w.tenant('GET', '/control/state')).body
    const { id } = filters.find((one: { displayName: string }) => one.displayName === 'Narrow Windows')
    await edit('filters', id, { rule: '(device.deviceName -eq "NOBODY")' })
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to all devices with filter Narrow Windows',
    )
    // What is measured against is what the card counted: on a busy machine it follows on the card.
    await w.shows(card, /^(?![\s\S]*I am still reading)/)
    await edit('filters', id, { rule: '(device.deviceName -ne "NOBODY")' })
    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, 'reaches more than it did when you looked')
    expect(textOf(again)).toContain('Nothing was written')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).not.toContain(
      '+ allDevices | include Narrow Windows',
    )
  })
})
