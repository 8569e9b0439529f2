import { describe, expect, it } from 'vitest'
import { ada, bruno, buttonsOf, CHAT, chiara, type Driven, type Seen, textOf, useWorld } from './world.ts'

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const titles = (message: Seen) => buttonsOf(message).map(({ title }) => title)

/** Ada asks; the copy of her card in the approvals channel. */
async function askBoth(w: Driven, sentence: string): Promise<{ own: Seen; copy: Seen }> {
  const before = new Set((await w.messages()).map(({ id }) => id))
  const own = await w.ask(ada, CHAT.ada, sentence)
  const copy = await w.until(async () =>
    (await w.messages()).find((one) => one.conversationId === CHAT.approvals && !before.has(one.id)),
  )
  return { own, copy }
}

describe('Four eyes', () => {
  const world = useWorld({ APPROVALS_CONVERSATION: CHAT.approvals })

  it('a change for all devices is approved by somebody else, in the approvals channel', async () => {
    const w = world()
    const { own, copy } = await askBoth(w, 'assign compliance policy Developer Machines to all devices')
    expect(textOf(own)).toContain(
      'May approve: members of the approvals channel (rule: All users or all devices)',
    )
    expect(titles(own)).toEqual(['Cancel'])
    expect(titles(copy)).toEqual(['Approve', 'Reject'])
    expect((await w.press(ada, copy, 'Approve')).toast).toMatch(/^You asked for this yourself/)
    expect(textOf(await w.message(own.id))).toContain('Waiting for approval')

    await w.press(bruno, copy, 'Approve', { comment: 'as discussed' })
    for (const card of [own, copy]) {
      const done = textOf(await w.shows(card, 'Done. Written and read back.'))
      expect(done).toContain('Approved by: Bruno Okafor: as discussed')
    }
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ allDevices'])
    expect((await w.writes()).every(({ oid }) => oid === ada.oid)).toBe(true)
  })

  it('the requester sees a cancel of their own in the channel, everybody else the decision', async () => {
    const w = world()
    const { copy } = await askBoth(w, 'assign compliance policy Developer Machines to all users')
    await w.until(async () => (await w.seenBy(ada, copy)) !== copy)
    expect(titles(await w.seenBy(ada, copy))).toEqual(['Cancel'])
    expect(titles(await w.seenBy(bruno, copy))).toEqual(['Approve', 'Reject'])
    await w.press(ada, await w.seenBy(ada, copy), 'Cancel')
    expect(titles(await w.shows(copy, 'Cancelled. Nothing was changed.'))).toEqual([])
  })

  it('a removal is rejected with a reason, and the requester is told why', async () => {
    const w = world()
    const { own, copy } = await askBoth(w, 'remove group Old Kiosks from compliance policy Kiosk Windows')
    await w.press(bruno, copy, 'Reject', { comment: 'They are still in Lyon. [click](https://evil.example)' })
    const over = await w.shows(own, 'Rejected. Nothing was changed.')
    expect(textOf(over)).toContain('Bruno Okafor: They are still in Lyon.')
    expect(JSON.stringify(over)).not.toMatch(/"TextBlock"[^}]*evil/)
    await w.posted(CHAT.ada, 'Bruno Okafor rejected this. The card says why.')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Old Kiosks')
  })

  it('a small change is confirmed by the requester alone, and the channel is left in peace', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Test Lab')
    expect(titles(own)).toEqual(['Approve', 'Cancel'])
    await w.press(ada, own, 'Approve')
    await w.shows(own, 'Done.')
    const there = (await w.messages()).filter(({ conversationId }) => conversationId === CHAT.approvals)
    expect(there.some((one) => textOf(one).includes('Pilot Compliance'))).toBe(false)
  })

  it('somebody who is not in the channel and knows the ids gets nowhere from elsewhere', async () => {
    const w = world()
    const { own, copy } = await askBoth(
      w,
      'assign compliance policy Developer Machines to group Ring 2 Broad',
    )
    const [approve] = buttonsOf(copy)
    const elsewhere = (await w.messages()).find(({ conversationId }) => conversationId === CHAT.chiara)
    if (!approve || !elsewhere) throw new Error('no button, or no message')
    const toast = (await w.send(chiara, elsewhere, approve.verb, approve.data)).toast
    expect(toast).toContain('asked in another conversation')
    expect((await w.send(chiara, elsewhere, 'view', approve.data)).toast).toBe(
      'I do not know this request any more.',
    )
    expect((await w.send(chiara, elsewhere, 'undo', approve.data)).toast).toBe(
      'I do not know this request any more.',
    )
    expect(textOf(await w.message(own.id))).toContain('Waiting for approval')
  })
})

describe('Undo and history', () => {
  const world = useWorld()

  it('takes a change back exactly, keeps what others did since, and marks what was undone', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'iOS Corporate')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'remove group iPads Boardroom from compliance policy iOS Corporate',
    )
    await w.press(ada, card, 'Approve')
    const done = await w.shows(card, 'Done.')
    expect(titles(done)).toEqual(['Undo'])

    const other = await w.ask(ada, CHAT.ada, 'assign compliance policy iOS Corporate to group Test Lab')
    await w.press(ada, other, 'Approve')
    await w.shows(other, 'Done.')

    const known = new Set((await w.messages()).map(({ id }) => id))
    expect((await w.press(ada, done, 'Undo')).toast).toMatch(/^I look up the way back/)
    expect((await w.press(ada, done, 'Undo')).toast).toMatch(/under way already/)
    const way = await w.until(async () =>
      (await w.messages()).find(
        (one) => one.from.isBot && !known.has(one.id) && one.conversationId === CHAT.ada,
      ),
    )
    expect(textOf(way)).toContain('Undo: change of assignments')
    expect(textOf(way)).toMatch(/\+ Added {2}iPads Boardroom/)
    await w.press(ada, way, 'Approve')
    await w.shows(way, 'Done.')
    expect(await w.set(COMPLIANCE, 'iOS Corporate')).toEqual([...before, '+ Test Lab'].sort())
    await w.shows(card, 'Done, and undone since.')
    expect((await w.press(ada, done, 'Undo')).toast).toBe('This was undone already.')
  })

  it('“undo” takes the person’s own last change', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Android Corporate')
    const card = await w.ask(bruno, CHAT.bruno, 'assign compliance policy Android Corporate to group Finance')
    await w.press(bruno, card, 'Approve')
    await w.shows(card, 'Done.')
    const way = await w.ask(bruno, CHAT.bruno, 'undo')
    expect(textOf(way)).toMatch(/Removed {2}Finance/)
    await w.press(bruno, way, 'Approve')
    await w.shows(way, 'Done.')
    expect(await w.set(COMPLIANCE, 'Android Corporate')).toEqual(before)
    expect(textOf(await w.ask(bruno, CHAT.bruno, 'undo'))).toContain('I found no change of yours')
  })

  it('history is the person’s own in a personal chat, and the place’s in a shared one, by pages', async () => {
    const w = world()
    const asked = await w.ask(ada, CHAT.group, 'assign compliance policy Kiosk Windows to group Legal')
    await w.press(ada, asked, 'Approve')
    await w.shows(asked, 'Done.')
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
    const first = await w.ask(ada, CHAT.ada, 'history')
    expect(titles(first)).toEqual(['Older'])
    expect(await w.press(ada, first, 'Older')).toEqual({ toast: null })
    const second = await w.seenBy(ada, first)
    expect(titles(second)).toEqual(['Newer'])
    expect(textOf(second)).toContain('iOS Corporate')
  })
})
