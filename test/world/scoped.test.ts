import { describe, expect, it } from 'vitest'
import { OFFICES_TAG } from '../../src/local/tenant/seedNames.ts'
import { approved, titlesOf } from './steps.ts'
import { ada, bruno, CHAT, type Driven, textOf, useWorld } from './world.ts'

/** Bruno's Intune role is for one office: its group, and what carries the offices' scope tag. */
async function limited(w: Driven, to = ['Copenhagen Office'], actions?: string[]): Promise<void> {
  const groups = await Promise.all(to.map((name) => w.groupId(name)))
  const limits = [{ oid: bruno.oid, groups, tags: [OFFICES_TAG], ...(actions ? { actions } : {}) }]
  expect((await w.tenant('PUT', '/control/limits', { limits })).status).toBe(204)
}

describe('An administrator with a scoped role', () => {
  const world = useWorld()

  it('can assign objects with the role’s scope tag to a group in its scope', async () => {
    const w = world()
    await limited(w)
    await approved(w, bruno, 'exclude group Copenhagen Office from script Add Local Printer')
  })

  it.each([
    ['included', 'assign script Add Local Printer to group Legal'],
    ['excluded', 'exclude group Legal from script Add Local Printer'],
  ])('is told with the plan that a group outside it cannot be %s', async (_how, sentence) => {
    const w = world()
    await limited(w)
    const card = await w.ask(bruno, CHAT.bruno, sentence)
    expect(textOf(card)).toContain(
      '“Legal” is outside the scope groups of Bruno Okafor’s Intune role, so Intune would refuse this.',
    )
    expect(titlesOf(card)).toEqual(['Ask again'])
  })

  it('is told the same about all devices', async () => {
    const w = world()
    await limited(w)
    const card = await w.ask(bruno, CHAT.bruno, 'assign script Add Local Printer to all devices')
    expect(textOf(card)).toContain('All devices are outside the scope groups of Bruno Okafor’s Intune role')
    expect(titlesOf(card)).toEqual(['Ask again'])
  })

  it('may assign to a group within one of the role’s groups', async () => {
    const w = world()
    await w.addGroup('Copenhagen Annex')
    await limited(w, ['Copenhagen Office'])
    const [outer, inner] = [await w.groupId('Copenhagen Office'), await w.groupId('Copenhagen Annex')]
    await w.tenant('PUT', `/control/groups/${outer}/members`, [inner])
    await approved(w, bruno, 'exclude group Copenhagen Annex from script Add Local Printer')
  })

  it('can ask again once the role covers more, and be approved then', async () => {
    const w = world()
    await limited(w)
    const card = await w.ask(bruno, CHAT.bruno, 'assign script Add Local Printer to group Help Desk')
    await limited(w, ['Help Desk', 'Copenhagen Office', 'Copenhagen Annex'])
    await w.press(bruno, card, 'Ask again')
    const again = await w.posted(CHAT.bruno, /Waiting for approval[\s\S]*Help Desk/)
    expect(titlesOf(again)).toContain('Cancel')
  })

  it('is told by the write if Graph does not show the roles', async () => {
    const w = world()
    const actions = [
      'Microsoft.Intune_DeviceConfigurations_Read',
      'Microsoft.Intune_DeviceConfigurations_Assign',
    ]
    await limited(w, ['Copenhagen Office'], actions)
    const before = await w.writes()
    await approved(
      w,
      bruno,
      'assign script Add Local Printer to group Finance',
      /needs an Intune role .* within the role’s scope/,
    )
    expect(await w.writes()).toEqual(before)
  })

  it('is not limited to scope groups by a role that may create roles: the write decides', async () => {
    const w = world()
    const verbs = ['DeviceConfigurations_Read', 'DeviceConfigurations_Assign', 'Roles_Read', 'Roles_Create']
    const actions = verbs.map((verb) => `Microsoft.Intune_${verb}`)
    await limited(w, ['Copenhagen Office'], actions)
    const card = await w.ask(bruno, CHAT.bruno, 'assign script Add Local Printer to group Finance')
    expect(titlesOf(card)).toContain('Cancel')
    await w.press(bruno, card, 'Cancel')
  })

  it('is looked up once per plan, and an Intune Administrator not at all', async () => {
    const w = world()
    const reads = async () =>
      (await w.calls()).flatMap(({ path, oid }) => (path.includes('getEffectivePermissions') ? [oid] : []))
    const before = await reads()
    await limited(w)
    await w.ask(bruno, CHAT.bruno, 'exclude group Copenhagen Office from script Add Local Printer')
    await w.ask(ada, CHAT.ada, 'assign script Add Local Printer to group Legal')
    expect((await reads()).slice(before.length)).toEqual([bruno.oid])
  })

  it('leaves out of a bulk request what the role may not assign, and says so', async () => {
    const w = world()
    const actions = ['Read', 'Assign'].map((verb) => `Microsoft.Intune_DeviceCompliancePolices_${verb}`)
    const more = ['Microsoft.Intune_DeviceConfigurations_Read', 'Microsoft.Intune_MobileApps_Read']
    const groups = ['allDevices', 'allLicensedUsers']
    const limits = [{ oid: bruno.oid, groups, tags: ['0', OFFICES_TAG], actions: [...actions, ...more] }]
    await w.tenant('PUT', '/control/limits', { limits })
    const card = await w.ask(bruno, CHAT.bruno, 'remove group Sales Laptops from everything')
    const text = textOf(card)
    expect(text).toContain('BIOS Lock Laptops')
    expect(text).toMatch(
      /Not included: .*Bruno Okafor’s Intune role lacks the permission Assign under “Mobile apps”/,
    )
    expect(titlesOf(card).some((title) => title.startsWith('Approve'))).toBe(true)
    await w.press(bruno, card, 'Cancel')
  })

  it('does not find what is outside it', async () => {
    const w = world()
    await limited(w)
    const card = await w.ask(bruno, CHAT.bruno, 'what is compliance policy Windows 11 Baseline assigned to')
    expect(textOf(card)).toMatch(/I found no compliance policy called “Windows 11 Baseline”/)
  })
})
