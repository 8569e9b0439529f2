import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { titlesOf } from './steps.ts'
import { ada, bruno, CHAT, type Driven, type Seen, textOf, useWorld } from './world.ts'

const PLAN = 'Waiting for approval'

/** The bot's next answer to a press, in the conversation of the card. */
async function pressed(w: Driven, person: { oid: string }, card: Seen, title: string | RegExp, text: string) {
  const before = new Set((await w.messages()).map(({ id }) => id))
  const { toast } = await w.press(person, card, title)
  const answer = await w.until(
    async () =>
      (await w.messages()).find(
        (one) =>
          one.from.isBot &&
          !before.has(one.id) &&
          one.conversationId === card.conversationId &&
          textOf(one).includes(text),
      ),
    async () => `waited for ${text} after ${title}`,
  )
  return { toast, answer }
}

describe('An answer with suggested next steps', () => {
  const world = useWorld()

  it('has no button for the opposite of what was asked: that has to be written', async () => {
    const w = world()
    const set = () => w.set(COMPLIANCE, 'iPad Boardroom')
    const out = await w.ask(ada, CHAT.ada, 'exclude group Legal from compliance policy iPad Boardroom')
    await w.press(ada, await w.shows(out, PLAN), 'Approve')
    await w.shows(out, 'Done and verified')
    const before = await set()
    expect(before).toContain('- Legal')

    const wrong = 'remove group Legal from compliance policy iPad Boardroom'
    const told = await w.shows(await w.ask(ada, CHAT.ada, wrong), 'is excluded from')
    expect(textOf(told)).toContain('write: stop excluding “Legal” from “iPad Boardroom”')
    expect(titlesOf(told)).toEqual([])
    const lift = 'stop excluding Old Kiosks from compliance policy Kiosk Windows'
    const other = await w.shows(await w.ask(ada, CHAT.ada, lift), 'but has it assigned')
    expect(titlesOf(other)).toEqual([])
    expect(await set()).toEqual(before)
  })

  it('asks on behalf of whoever presses, in the card’s conversation', async () => {
    const w = world()
    const nothing = await w.ask(ada, CHAT.group, 'cancel')
    expect(titlesOf(nothing)).toEqual(['Undo your last change', 'History'])
    const writes = (await w.writes()).length
    const { answer } = await pressed(w, bruno, nothing, 'History', 'Requests asked here')
    expect(answer.conversationId).toBe(CHAT.group)
    const { answer: none } = await pressed(w, bruno, nothing, 'Undo your last change', 'no change of yours')
    expect(none.conversationId).toBe(CHAT.group)
    expect(await w.writes()).toHaveLength(writes)
  })

  it('lists the changes that can be undone, each with a button, if a name matches several', async () => {
    const w = world()
    for (const policy of ['Windows 10 Legacy', 'Windows 11 Baseline']) {
      const card = await w.ask(ada, CHAT.ada, `assign compliance policy ${policy} to group Help Desk`)
      await w.press(ada, await w.shows(card, PLAN), 'Approve')
      await w.shows(card, 'Done and verified')
    }
    const which = await w.ask(ada, CHAT.ada, 'undo the change to Windows')
    expect(textOf(which)).toContain('Press Undo on the one you mean')
    expect(titlesOf(which).filter((title) => title === 'Undo')).toHaveLength(2)
    const { answer: way } = await pressed(w, ada, which, 'Undo', PLAN)
    expect(textOf(way)).toMatch(/Remove {2}Help Desk/)
    await w.press(ada, way, 'Cancel')
    const many = await w.ask(ada, CHAT.ada, 'undo my last 2 changes')
    expect(titlesOf(many)).toContain('Undo')
  })

  it('reschedules the chosen one of several, and offers later times', async () => {
    const w = world()
    const wait = async (policy: string) => {
      const card = await w.ask(ada, CHAT.ada, `assign compliance policy ${policy} to Legal tomorrow at 22:00`)
      await w.press(ada, await w.shows(card, PLAN), 'Approve')
      return await w.shows(card, 'Begins on')
    }
    // A card that was moved comes down: what is asked next has its own answer below it.
    const down = (text: RegExp, card: Seen) =>
      w.until(async () =>
        (await w.messages()).find((one) => one.id !== card.id && !one.held && text.test(textOf(one))),
      )
    const pilot = await wait('Pilot Compliance')
    const developer = await wait('Developer Machines')
    const which = await w.ask(ada, CHAT.ada, 'move it to 21:00')
    expect(textOf(which)).toMatch(/1\. Assign [\s\S]*2\. Assign /)
    const place = textOf(which).includes('1. Assign Pilot Compliance') ? 1 : 2
    const { answer: moved } = await pressed(w, ada, which, `Choose ${place}`, 'Moved: ')
    expect(textOf(moved)).toMatch(/Moved: “Assign Pilot Compliance to Legal” begins on .* at 21:00/)
    await down(/Assign Pilot Compliance[\s\S]*Approved\. Begins on .* at 21:00/, pilot)

    await w.say(ada, CHAT.ada, 'move Developer Machines to 1 March 2024 at 20:00')
    const over = await w.posted(CHAT.ada, /^2\. \w+, .* at 20:00/m)
    expect(titlesOf(over)).toEqual(['Choose 1', 'Choose 2'])
    const listed = textOf(over)
      .split('\n')
      .filter((line) => /^\d\. /.test(line))
    expect(listed.map((line) => line.replace(/^\d\. \w+, (.*) at (\d+:\d+).*/, '$2'))).toEqual([
      '20:00',
      '20:00',
    ])
    const { answer: later } = await pressed(w, ada, over, 'Choose 2', 'Moved: ')
    const moment = listed[1]?.replace('2. ', '') ?? ''
    expect(textOf(later)).toContain(`Moved: “Assign Developer Machines to Legal” begins on ${moment}`)
    expect(await w.set(COMPLIANCE, 'Developer Machines')).not.toContain('+ Legal')
    await down(/Assign Developer Machines[\s\S]*Approved\. Begins on .* at 20:00/, developer)
  })

  it('accepts nothing that could not be a message', async () => {
    const w = world()
    const nothing = await w.ask(bruno, CHAT.bruno, 'cancel')
    const refused = { toast: 'This button is not one of Assent’s.' }
    expect(await w.send(bruno, nothing, 'say', { say: '' })).toEqual(refused)
    expect(await w.send(bruno, nothing, 'say', { say: 'x'.repeat(1001) })).toEqual(refused)
  })
})
