import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { Entra } from './entra.ts'
import { approved } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, textOf, useWorld } from './world.ts'

describe('Bad input gets a clear sentence and changes nothing', () => {
  const world = useWorld()

  it('one name is missing: a card offers some and takes any other, and nothing can be approved yet', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 11 Baseline')
    expect(textOf(card)).toContain('You didn’t say which group. The rest of what you wrote is kept.')
    const verbs = buttonsOf(card).map(({ verb }) => verb)
    expect(verbs).not.toContain('approve')
    expect(verbs.length).toBeLessThanOrEqual(6)
    await w.press(ada, card, 'Continue', { written: 'Sales Laptops' })
    const planned = await w.shows(card, 'Waiting for approval')
    expect(textOf(planned)).toContain('Windows 11 Baseline')
    await w.press(ada, planned, /Cancel/)
  })

  it('not understood: one sentence, two examples, and what was understood', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'move Legal to compliance policy Windows 11 Baseline')
    const text = textOf(card)
    expect(text).toContain('I did not understand that')
    expect(text).toContain('Windows 11 Baseline')
    expect(text.match(/assign compliance policy|exclude group/g)?.length).toBeGreaterThanOrEqual(2)
  })

  it('nothing found: the nearest names', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Windows 12 Baseline to group Sales Laptops',
    )
    expect(textOf(card)).toMatch(/Windows 11 Baseline/)
    expect(buttonsOf(card).map(({ verb }) => verb)).not.toContain('approve')
  })

  it('nothing similar at all: says so, and what to do', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Qqqq Zzzz to group Sales Laptops')
    expect(textOf(card)).toContain('Qqqq Zzzz')
    expect(buttonsOf(card)).toEqual([])
  })

  it('several found: a card to choose from, and the choice leads to the plan', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Pilot')
    expect(textOf(card)).toContain('Which group do you mean?')
    expect(textOf(card)).toMatch(/12 users/)
    expect(textOf(card)).toMatch(/15 devices/)
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(['choose', 'choose', 'cancel'])
    await w.press(ada, card, 'Choose 2')
    const plan = await w.shows(card, 'Waiting for approval')
    expect(textOf(plan)).toMatch(/\+ Add {2}Pilot/)
    await w.press(ada, plan, 'Approve')
    await w.shows(card, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toEqual(['+ Pilot', '+ Pilot Devices'])
  })

  it('nothing would change: says so and shows no Approve', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy iPad Boardroom to group iPads Boardroom',
    )
    expect(textOf(card)).toContain('already assigned')
    expect(buttonsOf(card)).toEqual([])
  })

  it('default enrollment configurations cannot be assigned, and the card says why', async () => {
    const w = world()
    const { id } = await w.object(
      'deviceManagement/deviceEnrollmentConfigurations',
      'All users and all devices',
    )
    const card = await w.ask(ada, CHAT.ada, `assign enrollment configuration ${id} to group Engineering`)
    expect(textOf(card)).toContain('It is a default that already applies to everyone')
    expect(buttonsOf(card)).toEqual([])
  })

  it('groups are swapped only where a policy has one of them and not the other, and the fitting choice comes first', async () => {
    const w = world()
    // Engineering Macs and Design Macs both have it, Legal does not.
    const both = await w.ask(ada, CHAT.ada, 'swap Engineering Macs and Design Macs on macOS FileVault')
    expect(textOf(both)).toContain('Nothing to swap: “macOS FileVault” already has both')
    expect(buttonsOf(both).map(({ verb }) => verb)).not.toContain('choose')
    const one = await w.ask(ada, CHAT.ada, 'swap Legal and Design Macs on macOS FileVault')
    await w.press(ada, one, 'Choose 1')
    const planned = await w.shows(one, 'Waiting for approval')
    expect(textOf(planned)).toContain('Assign macOS FileVault to Legal, remove Design Macs')
    await w.press(ada, planned, /Cancel/)
    // Legal is excluded there, Sales Team assigned: nobody said whether Sales Team is to be excluded instead.
    const excluded = await w.ask(ada, CHAT.ada, 'swap Sales Team and Legal on Edge Mobile Homepage')
    expect(textOf(excluded)).toContain('One of the two is excluded from')
    expect(buttonsOf(excluded).map(({ verb }) => verb)).not.toContain('choose')
    // Sales Laptops has it as required, Help Desk as available: a choice would take it off one of them.
    const intents = await w.ask(ada, CHAT.ada, 'swap Sales Laptops and Help Desk on 7-Zip 24.08')
    expect(textOf(intents)).toContain('Both have “7-Zip 24.08” already, each in its own way')
    expect(buttonsOf(intents).map(({ verb }) => verb)).not.toContain('choose')
  })

  it('Graph says no: Graph’s reason in plain words, nothing written', async () => {
    const w = world()
    // What the role allows is not to be read, so that nobody knows before.
    await new Entra(w).conditions({ consentMissing: [{ scope: 'DeviceManagementRBAC.Read.All' }] })
    const before = (await w.writes()).length
    const over = await approved(w, chiara, 'assign compliance policy iPad Boardroom to group Legal', 'Failed')
    expect(textOf(over)).toContain('an Intune role with Assign is missing')
    expect(textOf(over)).toContain('Chiara Venn needs an Intune role')
    expect(textOf(over)).not.toMatch(/Operation ID|Url:|https:/)
    expect((await w.writes()).length).toBe(before)
    await new Entra(w).conditions()
  })

  it('somebody who may only read is told so with the plan, and nothing can be approved', async () => {
    const w = world()
    const card = await w.ask(chiara, CHAT.chiara, 'assign compliance policy iPad Boardroom to group Finance')
    const text = textOf(card)
    expect(text).toContain('iPad Boardroom')
    expect(text).toContain(
      'Chiara Venn’s Intune role lacks the permission Assign under “Device compliance policies”',
    )
    expect(buttonsOf(card).map(({ title }) => title)).toEqual(['Ask again'])
  })

  it('a NUL or an unpaired surrogate in a name does not break a card', async () => {
    const w = world()
    await w.addGroup('Odd\0 Kiosks \ud83d')
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Odd Kiosk')
    const said = JSON.stringify(await w.message(card.id))
    expect(said).toContain('Odd Kiosks')
    expect(said).not.toMatch(/\\u0000|\\ud83d/i)
    expect(said).not.toContain('Something went wrong')
  })

  it.each([null, undefined, '', 17])('a message without words (%j) is answered with help', async (text) => {
    const w = world()
    const before = (await w.messages()).length
    const activity = {
      type: 'message',
      text,
      id: `f:${randomUUID()}`,
      channelId: 'msteams',
      from: { id: ada.teamsId, name: ada.name, aadObjectId: ada.oid },
      recipient: { id: '28:assent', name: 'Assent' },
      conversation: {
        id: CHAT.ada,
        conversationType: 'personal',
        tenantId: w.world.settings.MicrosoftAppTenantId,
      },
      channelData: { tenant: { id: w.world.settings.MicrosoftAppTenantId } },
    }
    expect((await w.channel('POST', '/control/deliver', { activity })).body.status).toBe(200)
    const answer = await w.until(async () => (await w.messages())[before])
    expect(textOf(answer)).toContain('Safer Intune assignments')
    expect(textOf(answer)).not.toContain('Something went wrong')
  })

  it.each([
    'don’t assign compliance policy iPad Boardroom to group Legal',
    'should I assign compliance policy iPad Boardroom to group Legal?',
    'x'.repeat(20_000),
    '<at>Somebody</at>',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be read as one
    '${$root.request} [click](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}}',
  ])('no change is read from: %.60s', async (text) => {
    const w = world()
    // Nothing waits for an answer in his chat.
    const card = await w.ask(bruno, CHAT.bruno, text)
    expect(textOf(card)).toContain('I did not understand that')
    expect(buttonsOf(card)).toEqual([])
  })
})
