import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { approved, titlesOf } from './steps.ts'
import { ada, bruno, CHAT, chiara, textOf, useWorld } from './world.ts'

describe('Undo and history', () => {
  const world = useWorld()

  it('takes a change back exactly, keeps later changes by others, and marks what was undone', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'iOS Corporate')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'remove group iPads Boardroom from compliance policy iOS Corporate',
    )
    await w.press(ada, card, 'Approve')
    const done = await w.shows(card, 'Done and verified')
    expect(titlesOf(done)).toEqual(['Undo'])

    await approved(w, ada, 'assign compliance policy iOS Corporate to group Test Lab')

    const known = new Set((await w.messages()).map(({ id }) => id))
    expect((await w.press(ada, done, 'Undo')).toast).toMatch(/^I am working out how to take this back/)
    expect((await w.press(ada, done, 'Undo')).toast).toMatch(/already being undone/)
    const way = await w.until(async () =>
      (await w.messages()).find(
        (one) => one.from.isBot && !known.has(one.id) && one.conversationId === CHAT.ada,
      ),
    )
    expect(textOf(way)).toContain('Undo: assign iOS Corporate to iPads Boardroom')
    expect(textOf(way)).toMatch(/\+ Add {2}iPads Boardroom/)
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'iOS Corporate')).toEqual([...before, '+ Test Lab'].sort())
    await w.shows(card, 'Done, and undone since.')
    expect((await w.press(ada, done, 'Undo')).toast).toBe('This was undone already.')
  })

  it('“undo” takes back the person’s own last change', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Android Corporate')
    await approved(w, bruno, 'assign compliance policy Android Corporate to group Finance')
    const way = await w.ask(bruno, CHAT.bruno, 'undo')
    expect(textOf(way)).toMatch(/Remove {2}Finance/)
    await w.press(bruno, way, 'Approve')
    await w.shows(way, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Android Corporate')).toEqual(before)
    expect(textOf(await w.ask(bruno, CHAT.bruno, 'undo'))).toContain('I found no change of yours')
  })

  it('takes back the part of a request that was done before it needed approval again and was cancelled', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const card = await w.ask(
      bruno,
      CHAT.bruno,
      'assign compliance policies Developer Machines and Frontline Windows to group Marketing',
    )
    const { id } = await w.object(COMPLIANCE, 'Frontline Windows')
    const body = { assignments: [] }
    await w.graph(
      ada,
      ['DeviceManagementConfiguration.ReadWrite.All'],
      'POST',
      `/beta/${COMPLIANCE}/${id}/assign`,
      body,
    )
    await w.press(bruno, card, 'Approve')
    await w.press(bruno, await w.shows(card, 'Review the new plan'), 'Cancel')
    const over = await w.shows(card, 'Cancelled. Nothing more was changed.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Marketing')
    expect(titlesOf(over)).toEqual(['Undo', 'Ask again'])

    const way = await w.ask(bruno, CHAT.bruno, 'undo')
    expect(textOf(way)).toMatch(/Remove {2}Marketing/)
    await w.press(bruno, way, 'Approve')
    await w.shows(way, 'Done and verified')
    await w.shows(card, 'Partly done, and undone since.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
  })

  it('the history is the person’s own in a personal chat, and the conversation’s in a shared one, in pages', async () => {
    const w = world()
    const asked = await w.ask(ada, CHAT.group, 'assign compliance policy Kiosk Windows to group Legal')
    await w.press(ada, asked, 'Approve')
    await w.shows(asked, 'Done and verified')
    const own = await w.ask(bruno, CHAT.bruno, 'history')
    expect(textOf(own)).toContain('assign compliance policy Android Corporate to group Finance')
    expect(textOf(own)).not.toContain('Kiosk Windows')
    const shared = await w.ask(chiara, CHAT.group, 'history')
    expect(textOf(shared)).toContain('Kiosk Windows')
    expect(textOf(shared)).not.toContain('Android Corporate')
    for (let i = 0; i < 6; i++) {
      const card = await w.ask(
        ada,
        CHAT.ada,
        `assign compliance policy Windows 10 Legacy to group Ring ${i % 2} ${i % 2 ? 'Early' : 'Canary'}`,
      )
      await w.press(ada, card, 'Cancel')
      await w.shows(card, 'Cancelled.')
    }
    const shown = await w.ask(bruno, CHAT.bruno, 'what is compliance policy Kiosk Windows assigned to')
    expect(await w.press(bruno, shown, 'History')).toMatchObject({ toast: null })
    const policy = textOf(await w.seenBy(bruno, shown))
    expect(policy).toContain('History of Kiosk Windows')
    expect(policy).toContain('Approved by Ada Lindqvist')
    const first = await w.ask(ada, CHAT.ada, 'history')
    // What was cancelled has nothing to undo; each can be asked for once more.
    const again = Array.from({ length: 4 }, () => 'Ask again')
    expect(titlesOf(first).filter((title) => !title.startsWith('Open: '))).toEqual([...again, 'Older'])
    expect(await w.press(ada, first, 'Older')).toEqual({ toast: null })
    const second = await w.seenBy(ada, first)
    expect(titlesOf(second)).toContain('Newer')
    expect(textOf(second)).toContain('Kiosk Windows')
  })

  it('can itself be undone, which makes the change again, and so on', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    let card = await approved(w, ada, 'exclude group Finance from compliance policy Kiosk Windows')
    const after = await w.set(COMPLIANCE, 'Kiosk Windows')
    for (const [heading, left] of [
      ['Undo: stop excluding Finance', before],
      ['Undo: exclude Finance', after],
    ] as const) {
      await w.press(ada, card, 'Undo')
      const way = await w.posted(CHAT.ada, new RegExp(`${heading}[\\s\\S]*Waiting for approval`))
      await w.press(ada, way, 'Approve')
      card = await w.shows(way, 'Done and verified')
      expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(left)
    }
  })

  it('after a drift takes back what was written then, and leaves what the colleague did', async () => {
    const w = world()
    const asked = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Finance')
    await approved(w, bruno, 'assign compliance policy Pilot Compliance to group Test Lab')
    const left = await w.set(COMPLIANCE, 'Pilot Compliance')
    await w.press(ada, asked, 'Approve')
    await w.press(ada, await w.shows(asked, 'Review the new plan'), 'Approve')
    await w.press(ada, await w.shows(asked, 'Done and verified'), 'Undo')
    const way = await w.posted(
      CHAT.ada,
      /Undo: remove Finance from Pilot Compliance[\s\S]*Waiting for approval/,
    )
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toEqual(left)
  })

  it('pressed by somebody else is their request, with their rights, and told on the first card', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Frontline Windows')
    const asked = await w.ask(ada, CHAT.group, 'assign compliance policy Frontline Windows to group Finance')
    await w.press(ada, asked, 'Approve')
    const done = await w.shows(asked, 'Done and verified')
    const writes = (await w.writes()).length
    await w.press(bruno, done, 'Undo')
    const way = await w.posted(
      CHAT.group,
      /Undo: remove Finance from Frontline Windows[\s\S]*Waiting for approval/,
    )
    expect(textOf(way)).toContain('Requested by Bruno')
    expect((await w.writes()).length).toBe(writes)
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified')
    expect((await w.writes()).at(-1)?.oid).toBe(bruno.oid)
    await w.shows(asked, 'Done, and undone since.')
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toEqual(before)
  })

  it('of a request that was partly done takes back that part alone', async () => {
    const w = world()
    const { id } = await w.object(COMPLIANCE, 'Windows 10 Legacy')
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policies Windows 10 Legacy and Developer Machines to group Marketing',
    )
    await w.faults({ rules: [{ method: 'POST', path: `${id}/assign`, status: 403, message: 'No.' }] })
    await w.press(ada, card, 'Approve')
    const over = await w.shows(card, 'Partly done')
    await w.faults()
    await w.press(ada, over, 'Undo')
    const way = await w.posted(
      CHAT.ada,
      /Undo: remove Marketing from Developer Machines[\s\S]*Waiting for approval/,
    )
    expect(textOf(way)).not.toMatch(/Windows 10 Legacy {2}/)
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified')
    await w.shows(card, 'Partly done, and undone since.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
  })
})
