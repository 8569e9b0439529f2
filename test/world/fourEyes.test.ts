import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { askBoth, titlesOf } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, textOf, useWorld } from './world.ts'

describe('Four eyes', () => {
  const world = useWorld({ APPROVALS_CONVERSATION: CHAT.approvals })

  it('a change for all devices is approved by somebody else, in the approvals channel', async () => {
    const w = world()
    const { own, copy } = await askBoth(w, 'assign compliance policy Developer Machines to all devices')
    expect(textOf(own)).toContain(
      'Can be approved by: anyone in Device Operations › Approvals, by the rule “All users or all devices”',
    )
    expect(titlesOf(own)).toEqual(['Cancel'])
    expect(titlesOf(copy)).toEqual(['Approve assignment', 'Reject'])
    expect((await w.press(ada, copy, 'Approve')).toast).toMatch(/^You asked for this yourself/)
    expect(textOf(await w.message(own.id))).toContain('Waiting for approval')

    await w.press(bruno, copy, 'Approve', { comment: 'as discussed' })
    for (const card of [own, copy]) {
      const done = textOf(await w.shows(card, 'Done and verified in Intune'))
      expect(done).toContain('Approved by: Bruno Okafor: as discussed')
    }
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ allDevices'])
    expect((await w.writes()).every(({ oid }) => oid === ada.oid)).toBe(true)
  })

  it('the requester sees only Cancel in the channel, everybody else the decision', async () => {
    const w = world()
    const { copy } = await askBoth(w, 'assign compliance policy Developer Machines to all users')
    await w.until(async () => (await w.seenBy(ada, copy)) !== copy)
    expect(titlesOf(await w.seenBy(ada, copy))).toEqual(['Cancel'])
    expect(titlesOf(await w.seenBy(bruno, copy))).toEqual(['Approve assignment', 'Reject'])
    await w.press(ada, await w.seenBy(ada, copy), 'Cancel')
    expect(titlesOf(await w.shows(copy, 'Cancelled. Nothing was changed.'))).toEqual([])
  })

  it('a removal is rejected with a reason, and the requester is told why', async () => {
    const w = world()
    const { own, copy } = await askBoth(w, 'remove group Old Kiosks from compliance policy Kiosk Windows')
    await w.press(bruno, copy, 'Reject', { comment: 'They are still in Lyon. [click](https://evil.example)' })
    const over = await w.shows(own, 'Rejected. Nothing was changed.')
    expect(textOf(over)).toContain('Bruno Okafor: They are still in Lyon.')
    expect(JSON.stringify(over)).not.toMatch(/"TextBlock"[^}]*evil/)
    await w.posted(
      CHAT.ada,
      /<at>Ada Lindqvist<\/at> Bruno Okafor rejected “Remove Old Kiosks from Kiosk Windows”: “They are still in Lyon\./,
    )
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Old Kiosks')

    // What is over can be asked for once more, as a request with a plan and an approval of its own.
    expect(titlesOf(await w.message(copy.id))).not.toContain('Ask again')
    const before = new Set((await w.messages()).map(({ id }) => id))
    expect((await w.press(ada, over, 'Ask again')).toast).toContain('A new card follows')
    const newCard = await w.until(async () =>
      (await w.messages()).find(
        (one) => one.conversationId === CHAT.ada && !before.has(one.id) && /Waiting for/.test(textOf(one)),
      ),
    )
    expect(textOf(newCard)).toContain('Remove Old Kiosks from Kiosk Windows')
    expect(textOf(newCard)).toContain('“remove group Old Kiosks from compliance policy Kiosk Windows”')
    await w.press(ada, newCard, 'Cancel')
  })

  it('a small change is confirmed by the requester alone, without the channel', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Test Lab')
    expect(titlesOf(own)).toEqual(['Approve assignment', 'Cancel'])
    await w.press(ada, own, 'Approve')
    await w.shows(own, 'Done and verified')
    const there = (await w.messages()).filter(({ conversationId }) => conversationId === CHAT.approvals)
    expect(there.some((one) => textOf(one).includes('Pilot Compliance'))).toBe(false)
  })

  it('somebody outside the channel who knows the ids gets nowhere', async () => {
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
      'I no longer know this request.',
    )
    expect((await w.send(chiara, elsewhere, 'undo', approve.data)).toast).toBe(
      'I no longer know this request.',
    )
    expect(textOf(await w.message(own.id))).toContain('Waiting for approval')
  })
})
