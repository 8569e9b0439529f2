import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { approved, inHours } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('A temporary change', () => {
  const world = useWorld()

  const done = (text: string) => approved(world(), ada, text)

  it('is extended once that is approved; until then the old end applies', async () => {
    const w = world()
    const card = await done('assign compliance policy Developer Machines to Finance for 5 hours')
    expect(buttonsOf(card).map(({ title }) => title)).toEqual(['Extend', 'End now', 'Undo'])
    expect((await w.press(ada, card, 'Extend', await inHours(w, 3))).toast).toContain('Give a later end')
    await w.press(ada, card, 'Extend', await inHours(w, 9))
    const asks = await w.posted(CHAT.ada, /Extend: assign Developer Machines[\s\S]*Waiting for approval/)
    expect(textOf(asks)).toContain(' instead of ')
    const writes = (await w.writes()).length
    await w.press(ada, asks, 'Approve')
    await w.shows(asks, /Extended until \w+day/)
    expect((await w.writes()).length).toBe(writes)
    await w.world.restartAssent()
    await w.moveOn({ hours: 6 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Finance'])
    await w.moveOn({ hours: 3, minutes: 5 })
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual([])
  })

  it('is shortened to a length, and buttons ask from when that counts', async () => {
    const w = world()
    await done('assign compliance policy Kiosk Windows to Finance for 10 hours')
    await w.moveOn({ hours: 2 })
    const asks = await w.ask(ada, CHAT.ada, 'shorten Kiosk Windows to 5 hours')
    expect(textOf(asks)).toContain('can be read in more than one way')
    expect(buttonsOf(asks)).toHaveLength(2)
    await w.press(ada, asks, /^Choose 1/)
    const shorter = await w.posted(CHAT.ada, /End earlier: assign Kiosk Windows[\s\S]*Waiting for approval/)
    await w.press(ada, shorter, 'Approve')
    await w.shows(shorter, /Ends earlier: it lasts until \w+day/)
    await w.moveOn({ hours: 2, minutes: 50 })
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Finance')
    await w.moveOn({ minutes: 15 })
    await w.until(async () => !(await w.set(COMPLIANCE, 'Kiosk Windows')).includes('+ Finance'))
  })

  it('ends earlier once that is approved; until then the old end applies', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Frontline Windows')
    const card = await done('assign compliance policy Frontline Windows to Finance for 10 hours')
    const { date, time } = await inHours(w, 3)
    await w.say(ada, CHAT.ada, `end Frontline Windows on ${date} at ${time} instead`)
    const asks = await w.posted(CHAT.ada, /End earlier: assign Frontline Windows[\s\S]*Waiting for approval/)
    expect(textOf(asks)).toContain(' instead of ')
    const writes = (await w.writes()).length
    await w.press(ada, asks, 'Approve')
    await w.shows(asks, /Ends earlier: it lasts until \w+day/)
    expect((await w.writes()).length).toBe(writes)
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toContain('+ Finance')
    await w.world.restartAssent()
    await w.moveOn({ hours: 3, minutes: 5 })
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toEqual(before)
    await w.moveOn({ hours: 8 })
    expect((await w.writes()).length).toBe(writes + 1)
  })

  it('ends as planned if nobody approves the extension', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Pilot Compliance')
    const card = await done('assign compliance policy Pilot Compliance to Legal for 3 hours')
    await w.say(ada, CHAT.ada, 'extend Pilot Compliance by 2 days')
    const asks = await w.posted(CHAT.ada, /Extend: assign Pilot Compliance[\s\S]*Waiting for approval/)
    await w.moveOn({ hours: 3, minutes: 5 })
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toEqual(before)
    await w.shows(asks, 'Expired')
  })

  it('can be ended now, by its button or in words', async () => {
    const w = world()
    const before = await w.set(TEMPLATES, 'Chrome Extensions')
    const card = await done('exclude group Legal from administrative template Chrome Extensions for 2 days')
    await w.press(ada, card, 'End now')
    await w.shows(card, 'Done, and undone since.')
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual(before)
    const again = await done('exclude group Legal from administrative template Chrome Extensions for 3 days')
    await w.say(ada, CHAT.ada, 'end Chrome Extensions now')
    const asks = await w.posted(CHAT.ada, /Undo: stop excluding Legal[\s\S]*Waiting for approval/)
    await w.press(ada, asks, 'Approve')
    await w.shows(again, 'Done, and undone since.')
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual(before)
  })

  it('gets one reminder a working day before its end, despite a restart, and its card is posted again', async () => {
    const w = world()
    const card = await done('exclude group Legal from administrative template Printer Drivers for 14 days')
    await w.moveOn({ days: 10 })
    expect((await w.messages()).filter(({ text }) => text?.includes('Printer Drivers” lasts'))).toEqual([])
    await w.world.restartAssent()
    await w.moveOn({ days: 3, hours: 23 })
    const told = await w.posted(CHAT.ada, /Ada Lindqvist.*“Exclude Legal from Printer Drivers” lasts until/)
    await w.until(async () =>
      (await w.messages()).find(
        (one) =>
          one.conversationId === CHAT.ada &&
          one.id !== card.id &&
          textOf(one).includes('Printer Drivers') &&
          buttonsOf(one).some(({ title }) => title === 'Extend'),
      ),
    )
    await w.world.restartAssent()
    await w.moveOn({ minutes: 30 })
    const all = (await w.messages()).filter(
      ({ text, conversationId }) => text === told.text && conversationId === CHAT.ada,
    )
    expect(all.length).toBe(1)
  })

  it('that Intune refuses to remove is retried and reported', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    const card = await approved(w, bruno, 'assign compliance policy Kiosk Windows to Finance for 2 hours')
    await w.faults({ rules: [{ method: 'POST', path: '/assign', status: 403, message: 'Not for now' }] })
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.posted(CHAT.bruno, /Bruno Okafor.*could not be taken back yet, so it is still in place in Intune/)
    await w.faults()
    await w.moveOn({ hours: 3 })
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(before)
  })

  it('says that it still ends when asked to make it permanent', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    await done('assign compliance policy Kiosk Windows to Finance for 5 hours')
    await w.say(ada, CHAT.ada, 'make it permanent')
    const answer = textOf(await w.posted(CHAT.ada, 'cannot remove that end'))
    expect(answer).toMatch(/“Assign Kiosk Windows to Finance” ends on \w+day, /)
    await w.moveOn({ hours: 5, minutes: 5 })
    await w.until(async () => `${await w.set(COMPLIANCE, 'Kiosk Windows')}` === `${before}`)
  })
})
