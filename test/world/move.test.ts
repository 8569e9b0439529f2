import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { approved, inHours, nowIn } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('Rescheduling a change', () => {
  const world = useWorld()

  it('on the card: somebody who could approve it alone moves it, and it starts then and not before', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Finance in 2 hours',
    )
    await w.press(ada, card, 'Approve')
    const waiting = await w.shows(card, 'Begins on')
    expect(buttonsOf(waiting).map(({ title }) => title)).toEqual(['Move', 'Cancel'])
    expect(JSON.stringify(waiting.attachments)).toContain('"type":"Input.Date"')
    expect(textOf(waiting)).toContain('anybody else’s new time has to be approved again')
    const past = await w.press(ada, waiting, 'Move', { date: '2024-03-01', time: '10:00' })
    expect(past.toast).toContain('has already passed')
    expect((await w.press(ada, waiting, 'Move', { date: '', time: '' })).toast).toContain('pick a day')
    const before = textOf(waiting)
    await w.press(ada, waiting, 'Move', await inHours(w, 5))
    await w.until(async () => {
      const text = textOf(await w.message(card.id))
      return text.includes('Approved. Begins on') && text !== before
    })
    await w.moveOn({ hours: 3 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual([])
    await w.world.restartAssent()
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Finance'])
  })

  it('in words: to another time, with an answer if nothing or several could be meant', async () => {
    const w = world()
    expect(textOf(await w.ask(ada, CHAT.ada, 'move it to 23:00'))).toContain(
      'Nothing here is waiting for its time',
    )
    const card = await approved(
      w,
      ada,
      'assign compliance policy Pilot Compliance to Legal tomorrow at 22:00',
      'Begins on',
    )
    const says = async (text: string, answer: string | RegExp) => {
      await w.say(ada, CHAT.ada, text)
      return textOf(await w.posted(CHAT.ada, answer))
    }
    await says('move to 23:00', /Moved: “Assign Pilot Compliance to Legal” begins on \w+day, .* at 23:00/)
    // The card comes down to where people look.
    const cameDown = (policy: string, above: { id: string }) =>
      w.until(async () =>
        (await w.messages()).find(
          (one) =>
            one.conversationId === CHAT.ada &&
            one.id !== above.id &&
            buttonsOf(one).some(({ title }) => title === 'Move') &&
            textOf(one).includes(policy),
        ),
      )
    const moved = await cameDown('Pilot Compliance', card)
    expect(textOf(moved)).toMatch(/Approved\. Begins on .* at 23:00/)
    await says('move Pilot Compliance to 1 March 2024', 'has already passed, so nothing was changed')
    const year = (await nowIn(w)).getUTCFullYear() + 1
    const two = await says(`move Pilot Compliance to 03/04/${year}`, 'in more than one way')
    expect(two).toContain(`3 April ${year}`)
    expect(two).toContain(`4 March ${year}`)
    await says('move Frontline Windows to Friday', 'I found nothing about “Frontline Windows”')
    const other = await approved(
      w,
      ada,
      'assign administrative template Chrome Extensions to Legal tomorrow at 22:00',
      'Begins on',
    )
    await says('move it to 21:00', '2 changes are scheduled here')
    await says(
      'move Chrome Extensions by 1 hour',
      /Moved: “Assign Chrome Extensions to Legal” begins on \w+day, .* at 23:00/,
    )
    await cameDown('Chrome Extensions', other)
    await w.press(ada, moved, 'Cancel')
    await w.shows(moved, 'Cancelled')
  })

  it('asks for approval again if the mover could not approve it alone', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative template Printer Drivers to all devices in 2 hours',
    )
    // Whoever decides alone about all devices has to write a reason: a move is none.
    await w.press(ada, card, 'Approve', { comment: 'as planned' })
    const waiting = await w.shows(card, 'Begins on')
    await w.press(ada, waiting, 'Move', await inHours(w, 6))
    const again = await w.shows(card, 'Waiting for approval')
    expect(textOf(again)).toContain('Begins')
    await w.moveOn({ hours: 3 })
    expect(await w.set(TEMPLATES, 'Printer Drivers')).not.toContain('+ allDevices')
    await w.press(ada, again, 'Approve', { comment: 'as planned' })
    await w.shows(card, 'Approved. Begins on')
    await w.moveOn({ hours: 3, minutes: 5 })
    await w.shows(card, 'Done and verified in Intune')
    expect((await w.set(TEMPLATES, 'Printer Drivers')).some((one) => /allDevices/.test(one))).toBe(true)
  })

  it('is for those who may cancel it', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to Finance in 2 hours')
    await w.press(ada, card, 'Approve')
    const waiting = await w.shows(card, 'Begins on')
    const data = {
      ...buttonsOf(waiting).find(({ title }) => title === 'Move')?.data,
      ...(await inHours(w, 4)),
    }
    const { toast } = await w.send(bruno, waiting, 'move', data)
    expect(toast).not.toBe(null)
    expect(textOf(await w.message(card.id))).toBe(textOf(waiting))
    await w.press(ada, waiting, 'Cancel')
    await w.shows(card, 'Cancelled')
  })
})

/** A world of its own: “tomorrow's change” is one only where nothing else waits for tomorrow. */
describe('Rescheduling a change, named by its day', () => {
  const world = useWorld()

  it('also to an earlier time, or now, and listing what is scheduled then', async () => {
    const w = world()
    const says = async (text: string, answer: string | RegExp) => {
      await w.say(ada, CHAT.ada, text)
      return textOf(await w.posted(CHAT.ada, answer))
    }
    const wait = (sentence: string) => approved(w, ada, sentence, 'Begins on')
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const kiosks = await w.set(COMPLIANCE, 'Kiosk Windows')
    const first = await wait('assign compliance policy Developer Machines to Legal tomorrow at 22:00')
    await wait('assign compliance policy Kiosk Windows to Finance in 5 days at 21:00')
    const listed = textOf(await w.ask(ada, CHAT.ada, 'what is scheduled for tomorrow'))
    expect(listed).toContain('Developer Machines')
    expect(listed).not.toContain('Kiosk Windows')
    await says('what is scheduled in 3 days', 'Nothing begins or ends by itself then')
    expect(textOf(await w.ask(ada, CHAT.ada, 'when does Kiosk Windows start?'))).toContain('Kiosk Windows')
    await says(
      "bring tomorrow's change forward by 30 minutes",
      /Moved: “Assign Developer Machines to Legal” begins on \w+day, .* at 21:30/,
    )
    await says("cancel tomorrow's change", 'Cancel it with the button on its card')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(kiosks)
    await says('start Kiosk Windows now', /Moved: “Assign Kiosk Windows to Finance” begins on/)
    await w.moveOn({ minutes: 2 })
    await w.until(async () => (await w.set(COMPLIANCE, 'Kiosk Windows')).includes('+ Finance'))
    const down = await w.until(async () =>
      (await w.messages()).findLast(
        (one) =>
          one.id !== first.id &&
          textOf(one).includes('Assign Developer Machines to Legal') &&
          buttonsOf(one).some(({ title }) => title === 'Cancel'),
      ),
    )
    await w.press(ada, down, 'Cancel')
    await w.shows(down, 'Cancelled')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
  })
})
