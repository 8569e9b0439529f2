import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { approved, titlesOf } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

const assign = (w: Driven, who: { oid: string }, policy: string, group: string) =>
  approved(w, who, `assign compliance policy ${policy} to group ${group}`)

describe('The history', () => {
  const world = useWorld()

  it('is narrowed to a group, a policy and a time, and opens each request’s card', async () => {
    const w = world()
    await assign(w, ada, 'Kiosk Windows', 'Legal')
    await assign(w, ada, 'Android Corporate', 'Finance')
    const forLegal = await w.ask(ada, CHAT.ada, 'history for group Legal last 7 days')
    expect(textOf(forLegal)).toContain('Requests for “Legal”, last 7 days')
    expect(textOf(forLegal)).toContain('Assign Kiosk Windows to Legal')
    expect(textOf(forLegal)).not.toContain('Android Corporate')
    expect(titlesOf(forLegal)).toEqual(['Open: Assign Kiosk Windows to Legal', 'Undo'])

    await w.press(ada, forLegal, 'Open: Assign Kiosk Windows to Legal')
    const opened = await w.seenBy(ada, forLegal)
    expect(textOf(opened)).toMatch(/Assign Kiosk Windows to Legal[\s\S]*Approved by: Ada Lindqvist/)

    const before = await w.ask(ada, CHAT.ada, 'history of Android Corporate yesterday')
    expect(textOf(before)).toContain('Nothing that you can see here matches that')
  })

  it('undoes what was done, once it is approved', async () => {
    const w = world()
    const was = await w.set(COMPLIANCE, 'Developer Machines')
    await assign(w, ada, 'Developer Machines', 'Marketing')
    const list = await w.ask(ada, CHAT.ada, 'history for group Marketing')
    expect((await w.press(ada, list, 'Undo')).toast).toContain('nothing is undone before it is approved')
    const way = await w.posted(CHAT.ada, /Undo[\s\S]*Remove {2}Marketing/)
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(was)
    const after = await w.ask(ada, CHAT.ada, 'history for group Marketing')
    expect(textOf(after)).toContain('Done, and undone since.')
    // Only the way back can still be undone.
    expect(titlesOf(after).filter((title) => title === 'Undo')).toEqual(['Undo'])
  })

  it('shows nobody what is in conversations that they are not in', async () => {
    const w = world()
    await assign(w, ada, 'Kiosk Windows', 'Engineering')
    const theirs = await w.ask(bruno, CHAT.bruno, 'history by Ada')
    expect(textOf(theirs)).not.toContain('Engineering')
    expect(textOf(await w.ask(ada, CHAT.group, 'history by Ada'))).not.toContain('Engineering')
    const own = await w.ask(ada, CHAT.ada, 'history for group Engineering')
    const open = buttonsOf(own).find(({ title }) => title.startsWith('Open'))
    // The button, pressed by somebody else from their own chat.
    expect((await w.send(bruno, theirs, 'view', open?.data)).toast).toBe('I no longer know this request.')
  })

  it('is a person’s where somebody is called so, and a policy’s otherwise', async () => {
    const w = world()
    for (const say of ['history of Ada', "Ada's history", 'what did Ada change']) {
      expect(textOf(await w.ask(ada, CHAT.ada, say))).toContain('Requests by Ada')
    }
    for (const say of ['history of Kiosk Windows', "Kiosk Windows's history"]) {
      const card = await w.shows(await w.ask(ada, CHAT.ada, say), /Kiosk Windows/)
      expect(textOf(card)).not.toContain('Requests by')
      expect(textOf(card)).toContain('Ada Lindqvist')
    }
    const before = await w.ask(ada, CHAT.ada, "Kiosk Windows's history yesterday")
    expect(textOf(before)).toContain('Requests about “Kiosk Windows”, yesterday')
  })

  it('opens a person’s own request from another conversation to view, and to decide there', async () => {
    const w = world()
    const asked = await w.ask(ada, CHAT.group, 'assign compliance policy iOS Corporate to group Help Desk')
    const list = await w.ask(ada, CHAT.ada, 'history for group Help Desk')
    await w.press(ada, list, /^Open/)
    const opened = await w.seenBy(ada, list)
    expect(textOf(opened)).toContain('This was asked in another conversation. Decide about it there.')
    expect(titlesOf(opened)).toEqual([])
    await w.press(bruno, asked, 'Reject')
  })

  it('refuses a forged filter', async () => {
    const w = world()
    const list = await w.ask(ada, CHAT.ada, 'history for group Legal')
    expect((await w.send(ada, list, 'history', { page: 0, filter: '{"person":{}}' })).toast).toBe(
      'This button is not one of Assent’s.',
    )
  })

  it('pages through a narrowed history', async () => {
    const w = world()
    for (const group of ['Ring 0 Canary', 'Ring 1 Early', 'Legal', 'Finance', 'Marketing']) {
      const card = await w.ask(ada, CHAT.ada, `assign compliance policy Windows 10 Legacy to group ${group}`)
      await w.press(ada, card, 'Cancel')
    }
    const first = await w.ask(ada, CHAT.ada, 'history of Windows 10 Legacy last 2 days')
    expect(textOf(first)).toContain('Marketing')
    await w.press(ada, first, 'Older')
    const second = await w.seenBy(ada, first)
    expect(textOf(second)).toContain('Ring 0 Canary')
    expect(titlesOf(second)).toContain('Newer')
  })
})
