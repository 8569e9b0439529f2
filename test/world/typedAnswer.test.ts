import { describe, expect, it } from 'vitest'
import { ada, bruno, CHAT, textOf, useWorld } from './world.ts'

describe('An answer in words', () => {
  const world = useWorld()

  it('counts like the button of its choice, and approves nothing', async () => {
    const w = world()
    const asks = await w.ask(ada, CHAT.ada, 'assign 7-Zip 24.08 to Legal')
    expect(textOf(asks)).toContain('Which do you mean: required, available, or uninstall?')
    const card = await w.ask(ada, CHAT.ada, 'as required')
    const plan = await w.shows(card, 'Waiting for approval')
    expect(textOf(plan)).toMatch(/Add {2}Legal[^\n]*\nnot assigned {2}→ {2}required/)
    await w.press(ada, plan, 'Cancel')
    await w.shows(card, 'Nothing was changed')
    expect(await w.writes()).toEqual([])
  })

  it('may be the number of a choice, or none of them', async () => {
    const w = world()
    await w.ask(ada, CHAT.ada, 'assign Edge Settings to Pilot')
    const card = await w.ask(ada, CHAT.ada, 'the second one')
    const plan = await w.shows(card, 'Waiting for approval')
    expect(textOf(plan)).toMatch(/Add {2}Pilot {2}assigned group, 15 devices/)
    await w.press(ada, plan, 'Cancel')
    await w.shows(card, 'Nothing was changed')
    const asks = await w.ask(ada, CHAT.ada, 'assign Printer Drivers to Pilot')
    expect(textOf(await w.ask(ada, CHAT.ada, 'None of these.'))).toContain('Cancelled. Nothing was changed.')
    await w.shows(asks, 'Nothing was changed')
  })

  it('may be the name that was left out', async () => {
    const w = world()
    expect(textOf(await w.ask(ada, CHAT.ada, 'assign to Legal'))).toContain('Which policy?')
    const card = await w.ask(ada, CHAT.ada, 'Edge Settings')
    const plan = await w.shows(card, 'Assign Edge Settings to Legal')
    await w.press(ada, await w.shows(plan, 'Waiting for approval'), 'Cancel')
    await w.shows(card, 'Cancelled')
  })

  it('that is none of the choices shows the card again', async () => {
    const w = world()
    const asks = await w.ask(ada, CHAT.ada, 'assign BitLocker Required to Pilot')
    const answer = textOf(await w.ask(ada, CHAT.ada, 'the newer one'))
    expect(answer).toContain('press its button on the card, or write the number in front of it')
    await w.until(async () =>
      (await w.messages()).find(
        (one) => one.id !== asks.id && textOf(one).includes('“assign BitLocker Required to Pilot”'),
      ),
    )
  })

  it('is yes, where there is one choice alone', async () => {
    const w = world()
    expect(textOf(await w.ask(bruno, CHAT.bruno, 'assign Edge Settngs to Legal'))).toContain(
      'Did you mean this',
    )
    const card = await w.ask(bruno, CHAT.bruno, 'yes')
    await w.shows(card, 'Assign Edge Settings to Legal')
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Cancel')
    await w.shows(card, 'Cancelled')
  })

  it('is nobody’s but theirs who were asked', async () => {
    const w = world()
    const asks = await w.ask(ada, CHAT.group, 'assign Edge Settings to Pilot')
    expect(textOf(await w.ask(bruno, CHAT.group, '2'))).toContain('I did not understand that')
    expect(textOf(await w.message(asks.id))).toContain('Which group do you mean?')
  })
})
