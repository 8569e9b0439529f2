import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

const PLAN = 'Waiting for approval'
const say = (group: string) => `assign compliance policy iPad Boardroom to group ${group}`

async function cards(w: Driven, conversation: string, text: string) {
  return (await w.messages()).filter(
    (one) => one.from.isBot && one.conversationId === conversation && textOf(one).includes(text),
  )
}

describe('Messages about pending requests', () => {
  const world = useWorld()

  it('with nothing pending, the answer says so, and does not claim that nothing was asked', async () => {
    const w = world()
    expect(textOf(await w.ask(ada, CHAT.ada, 'yes'))).toContain('Nothing is waiting for approval here')
    expect(textOf(await w.ask(ada, CHAT.ada, 'cancel'))).toContain('nothing to cancel')
    expect(textOf(await w.ask(ada, CHAT.ada, 'list pending'))).toContain('Nothing is waiting here')
    expect(textOf(await w.ask(ada, CHAT.ada, 'remind Bruno'))).toContain('nobody to remind')
  })

  it('"yes" approves nothing: the card is posted again with its buttons, once, and works', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, say('Finance'))
    await w.shows(card, PLAN)
    expect(textOf(await w.ask(ada, CHAT.ada, 'yes'))).toContain('counts only on the card')
    const again = await w.until(async () => (await cards(w, CHAT.ada, PLAN)).find(({ id }) => id !== card.id))
    await w.until(async () => (await cards(w, CHAT.ada, PLAN)).length === 1)
    expect(await w.set(COMPLIANCE, 'iPad Boardroom')).not.toContain('+ Finance')
    expect(buttonsOf(again).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Approve assignment', 'Cancel']),
    )

    expect(textOf(await w.ask(ada, CHAT.ada, 'cancel my last request'))).toContain(
      'Cancel it with the button',
    )
    const third = await w.until(async () =>
      (await cards(w, CHAT.ada, PLAN)).find(({ id }) => id !== card.id && id !== again.id),
    )
    await w.press(ada, third, 'Cancel')
    await w.shows(third, 'Cancelled. Nothing was changed.')
  })

  it('with several, the answer is a list, and one is chosen by its name', async () => {
    const w = world()
    const one = await w.shows(await w.ask(ada, CHAT.ada, say('Legal')), PLAN)
    const other = await w.shows(await w.ask(ada, CHAT.ada, 'assign Printer Drivers to group Legal'), PLAN)
    await w.say(ada, CHAT.ada, 'what is waiting?')
    const list = await w.posted(CHAT.ada, /Waiting[\s\S]*Printer Drivers[\s\S]*iPad Boardroom/)
    // It leads to the cards, where alone is decided.
    expect(buttonsOf(list).map(({ verb }) => verb)).toEqual(['view', 'view'])
    await w.say(ada, CHAT.ada, 'cancel the request for Printer Drivers')
    const again = await w.until(async () =>
      (await cards(w, CHAT.ada, 'Printer Drivers')).find(
        ({ id, ...card }) => id !== other.id && id !== list.id && textOf(card as never).includes(PLAN),
      ),
    )
    await w.press(ada, again, 'Cancel')
    await w.press(ada, one, 'Cancel')
  })

  it('an open question can be cancelled in words, since nothing is planned', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, say('Pilot'))
    await w.shows(card, 'Which group do you mean?')
    expect(textOf(await w.ask(ada, CHAT.ada, 'never mind'))).toContain('Cancelled. Nothing was changed.')
    await w.shows(card, 'Cancelled. Nothing was changed.')
  })

  it('a change can be undone by its policy or person, with a plan and approval of its own', async () => {
    const w = world()
    const card = await w.shows(await w.ask(bruno, CHAT.group, say('Marketing')), PLAN)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(textOf(await w.ask(ada, CHAT.ada, 'undo the change to iPad Boardroom'))).toContain(
      'I found no change to',
    )
    const way = await w.shows(
      await w.ask(ada, CHAT.group, `undo ${bruno.name.split(' ')[0]}’s last change`),
      PLAN,
    )
    expect(textOf(way)).toContain('Marketing')
    await w.press(bruno, way, 'Approve')
    await w.shows(way, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'iPad Boardroom')).not.toContain('+ Marketing')
    const day = await w.ask(ada, CHAT.ada, 'revert iPad Boardroom to yesterday')
    expect(textOf(day)).toContain('I can undo a change')
  })

  it('others are reminded once; the answer says if there is nobody else', async () => {
    const w = world()
    const own = await w.shows(await w.ask(ada, CHAT.ada, say('Help Desk')), PLAN)
    expect(textOf(await w.ask(ada, CHAT.ada, 'remind Bruno'))).toContain('is waiting for you alone')
    await w.press(ada, own, 'Cancel')
    const shared = await w.shows(await w.ask(ada, CHAT.group, say('Help Desk')), PLAN)
    await w.say(ada, CHAT.group, 'remind Bruno')
    await w.posted(CHAT.group, 'I’m reminding the people who can approve')
    await w.posted(CHAT.group, /Reminder: “Assign .*Help Desk” is waiting for approval\./)
    await w.say(ada, CHAT.group, 'remind everybody')
    await w.posted(CHAT.group, 'I have reminded them')
    await w.press(bruno, shared, 'Reject')
  })
})
