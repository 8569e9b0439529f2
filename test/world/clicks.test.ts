import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, textOf, useWorld } from './world.ts'

describe('Buttons', () => {
  const world = useWorld()

  it('apply once, however many simultaneous clicks', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Test Lab')
    const before = (await w.writes()).length
    const answers = await Promise.all(Array.from({ length: 12 }, () => w.press(ada, card, 'Approve')))
    expect(answers.filter(({ toast }) => toast === null)).toHaveLength(1)
    expect(
      answers.filter(({ toast }) => toast?.startsWith('Already approved by Ada Lindqvist')),
    ).toHaveLength(11)
    await w.shows(card, 'Done and verified')
    expect((await w.press(ada, card, 'Approve')).toast).toContain('Already approved by Ada Lindqvist')
    expect((await w.press(ada, card, 'Cancel')).toast).toContain('Already approved by Ada Lindqvist')
    expect((await w.writes()).length).toBe(before + 1)
  })

  it('can cancel, and then nothing can be approved', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Engineering')
    const before = (await w.writes()).length
    expect(await w.press(ada, card, 'Cancel')).toEqual({ toast: null })
    const over = await w.shows(card, 'Cancelled. Nothing was changed.')
    expect(buttonsOf(over).map(({ title }) => title)).toEqual(['Ask again'])
    expect((await w.press(ada, card, 'Approve')).toast).toContain('has already cancelled this request')
    expect((await w.writes()).length).toBe(before)
  })

  it('of a personal chat ignore other people and other conversations', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Marketing')
    const [approve] = buttonsOf(card)
    const elsewhere = (await w.messages()).find(({ conversationId }) => conversationId === CHAT.bruno)
    if (!approve || !elsewhere) throw new Error('no button, or no message')
    const toast = (await w.send(bruno, elsewhere, approve.verb, approve.data)).toast
    expect(toast).toContain('This request was asked in another conversation')
    expect(textOf(await w.message(card.id))).toContain('Waiting for approval')
  })

  it('that were forged are refused, whatever they carry', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Legal')
    const [approve] = buttonsOf(card)
    const before = (await w.writes()).length
    const made = [
      ['approve', { request: 'ffffffff-0000-4000-8000-000000000000', round: 1 }],
      ['approve', { request: "x'; drop table requests; --", round: 1 }],
      ['approve', {}],
      ['delete', approve?.data],
      ['approve', { ...approve?.data, round: 99 }],
      ['choose', { ...approve?.data, choice: 'x' }],
      ['approve', null],
    ] as const
    for (const [verb, data] of made) expect((await w.send(ada, card, verb, data)).toast).toBeTruthy()
    expect(textOf(await w.message(card.id))).toContain('Waiting for approval')
    expect((await w.writes()).length).toBe(before)
  })

  it('in a group chat may be pressed by a colleague, whose cancel is a rejection', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy Windows 10 Legacy to group Help Desk')
    expect(textOf(card)).toContain('Can be approved by: Ada Lindqvist, or anybody else in this conversation')
    expect(await w.press(chiara, card, 'Reject')).toEqual({ toast: null })
    const over = await w.shows(card, 'Rejected. Nothing was changed.')
    expect(textOf(over)).toContain('Rejected by: Chiara Venn')
    expect(await w.set(COMPLIANCE, 'Windows 10 Legacy')).not.toContain('+ Help Desk')
  })

  it('are answered without waiting for Graph', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Finance')
    await w.faults({ latency: 8000 })
    const answered = (await w.calls()).length
    await w.press(ada, card, 'Approve')
    expect((await w.calls()).length).toBe(answered)
    await w.faults()
    await w.shows(card, 'Done and verified')
  })
})
