import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { approved } from './steps.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

/** All that can be written in an entry, and nothing else. */
function writable(assignments: { target: object; properties: object }[]) {
  return assignments.map(({ target, properties }) => ({ target, properties }))
}

describe('What was assigned before is still assigned afterwards', () => {
  const world = useWorld({}, embedded)

  it('keeps filters and exclusions, byte for byte, and writes in beta since v1.0 has no filters', async () => {
    const w = world()
    const before = await w.object(COMPLIANCE, 'Windows 11 Baseline')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Windows 11 Baseline to group Sales Laptops',
    )
    const text = textOf(card)
    expect(text).toContain('+ Add  Sales Laptops  dynamic group, 214 devices')
    expect(text).toContain('not assigned  →  assigned')
    expect(text).toContain('3 other assignments stay the same: ')
    expect(text).toContain('Finance Laptops (filter: include “Corporate Windows”)')
    expect(text).toContain('Test Lab (excluded)')
    expect(text).toMatch(/^Requested by Ada Lindqvist$/m)
    expect(text).toContain('Can be approved by: Ada Lindqvist')
    expect(text).toMatch(/Expires/)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')

    const after = await w.object(COMPLIANCE, 'Windows 11 Baseline')
    const added = after.assignments.filter(
      ({ target }) => !before.assignments.some((one) => one.target.groupId === target.groupId),
    )
    expect(added.map(({ target }) => target.groupId)).toEqual([await w.groupId('Sales Laptops')])
    const kept = after.assignments.filter((one) => !added.includes(one))
    expect(writable(kept)).toEqual(writable(before.assignments))
    expect((await w.writes()).at(-1)?.path).toMatch(/^\/beta\//)
  })

  it('says what comes from a policy set, and leaves it alone', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Frontline Windows to group Old Kiosks')
    expect(textOf(card)).toContain(
      '“Frontline Phones” comes from policy set “Frontline Starter Set”, which looks after it itself.',
    )
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toEqual([
      '+ Frontline Phones @set',
      '+ Old Kiosks',
      '+ Warehouse Scanners',
    ])
  })

  it('keeps all users and all devices apart when one of them is removed', async () => {
    const w = world()
    const { id } = await w.object(TEMPLATES, 'Screen Lock and Screensaver')
    const target = (type: string) => ({
      target: { '@odata.type': `#microsoft.graph.${type}AssignmentTarget` },
    })
    const assignments = [target('allDevices'), target('allLicensedUsers')]
    const scopes = ['DeviceManagementConfiguration.ReadWrite.All']
    await w.graph(ada, scopes, 'POST', `/beta/${TEMPLATES}/${id}/assign`, { assignments })
    await approved(w, ada, 'unassign administrative template Screen Lock and Screensaver from all users')
    expect(await w.set(TEMPLATES, 'Screen Lock and Screensaver')).toEqual(['+ allDevices'])
  })

  it('replaces an entry whose filter changes, and shows before and after', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative template Windows Update Ring 2 to group Ring 2 Broad with filter Corporate Windows',
    )
    expect(textOf(card)).toContain('~ Change  Ring 2 Broad')
    expect(textOf(card)).toContain(
      'filter: exclude “Virtual machines”  →  filter: include “Corporate Windows”',
    )
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(TEMPLATES, 'Windows Update Ring 2')).toEqual([
      '+ Ring 2 Broad | include Corporate Windows',
    ])
  })
})
