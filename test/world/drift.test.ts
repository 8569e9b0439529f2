import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, CHAT, textOf, useWorld } from './world.ts'

const WRITE = ['DeviceManagementConfiguration.ReadWrite.All']

describe('The set changed between card and approval', () => {
  const world = useWorld()

  it('writes nothing, shows the new plan, and asks again', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to group Engineering',
    )
    const { id } = await w.object(COMPLIANCE, 'Developer Machines')
    const groupId = await w.groupId('Test Lab')
    const assignments = [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } }]
    await w.graph(bruno, WRITE, 'POST', `/beta/${COMPLIANCE}/${id}/assign`, { assignments })
    const writesBefore = (await w.writes()).length

    await w.press(ada, card, 'Approve')
    const again = await w.shows(card, 'Assignments changed. Review the new plan')
    expect(textOf(again)).toMatch(
      /New since you looked: Test Lab was added\. Changed in Intune or by another request (at about|between \{\{TIME\(.{20}\)\}\} and) \{\{TIME\(.{20}\)\}\}\. Nothing was written/,
    )
    expect(textOf(again)).toMatch(/stays the same: Test Lab/)
    expect((await w.writes()).length).toBe(writesBefore)

    // The button of the card as it was no longer counts.
    expect((await w.press(ada, card, 'Approve')).toast).toContain('This card is out of date')
    expect((await w.writes()).length).toBe(writesBefore)

    await w.press(ada, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Engineering', '+ Test Lab'])
  })

  it('writes nothing where somebody else has already made the same change', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Test Lab')
    const { id, assignments } = await w.object(COMPLIANCE, 'Kiosk Windows')
    const groupId = await w.groupId('Test Lab')
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId }
    const all = [...assignments.map((one) => ({ target: one.target })), { target }]
    await w.graph(bruno, WRITE, 'POST', `/beta/${COMPLIANCE}/${id}/assign`, { assignments: all })
    const writesBefore = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified')
    expect((await w.writes()).length).toBe(writesBefore)
  })
})
