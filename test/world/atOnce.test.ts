import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { askBoth } from './steps.ts'
import { ada, bruno, CHAT, chiara, type Seen, textOf, useWorld } from './world.ts'

describe('Two at once', () => {
  const world = useWorld({ APPROVALS_CONVERSATION: CHAT.approvals })

  const over = (card: Seen) => world().shows(card, /Done and verified|Rejected\.|Cancelled\./)
  const writes = async () => (await world().writes()).length

  it('who both approve write once, and one of them has approved', async () => {
    const w = world()
    const { own, copy } = await askBoth(world(), 'assign compliance policy Developer Machines to all devices')
    const before = await writes()
    await Promise.all([w.press(bruno, copy, 'Approve'), w.press(chiara, copy, 'Approve')])
    const done = textOf(await over(own))
    expect(done.match(/Approved by: (Bruno Okafor|Chiara Venn)/g)).toHaveLength(1)
    expect(await writes()).toBe(before + 1)
  })

  it('one of whom approves and the other rejects: what counts first is what happens', async () => {
    const w = world()
    const { own, copy } = await askBoth(world(), 'assign compliance policy Developer Machines to all users')
    const before = await writes()
    await Promise.all([
      w.press(bruno, copy, 'Approve'),
      w.press(chiara, copy, 'Reject', { comment: 'not now' }),
    ])
    const isDone = textOf(await over(own)).includes('Done and verified')
    expect(await writes()).toBe(before + (isDone ? 1 : 0))
    expect((await w.set(COMPLIANCE, 'Developer Machines')).includes('+ allLicensedUsers')).toBe(isDone)
  })

  it('one of whom approves while the requester cancels: what counts first is what happens', async () => {
    const w = world()
    const { own, copy } = await askBoth(world(), 'assign compliance policy iPad Boardroom to all users')
    const before = await writes()
    await Promise.all([w.press(ada, own, 'Cancel'), w.press(bruno, copy, 'Approve')])
    const isDone = textOf(await over(own)).includes('Done and verified')
    expect(await writes()).toBe(before + (isDone ? 1 : 0))
    expect((await w.set(COMPLIANCE, 'iPad Boardroom')).includes('+ allLicensedUsers')).toBe(isDone)
  })

  it('that change one policy both stand, or the later one is asked about again', async () => {
    const w = world()
    const [one, other] = [
      await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Legal'),
      await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Finance'),
    ]
    await Promise.all([w.press(ada, one, 'Approve'), w.press(ada, other, 'Approve')])
    for (const card of [one, other]) {
      const seen = await w.shows(card, /Done and verified|Assignments changed/)
      if (textOf(seen).includes('Done and verified')) continue
      expect(textOf(seen)).toContain('Changed in Intune or by another request')
      await w.press(ada, seen, 'Approve')
      await w.shows(card, 'Done and verified')
    }
    const set = await w.set(COMPLIANCE, 'Kiosk Windows')
    expect(set.filter((line) => /^\+ (Legal|Finance)$/.test(line)).sort()).toEqual(['+ Finance', '+ Legal'])
  })
})

describe('Between the card and the write', () => {
  const world = useWorld()
  const erase = async (name: string) =>
    world().tenant('DELETE', `/control/objects/${(await world().object(COMPLIANCE, name)).id}`)

  it('a policy that was deleted is said to be gone, and nothing is written', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Legal')
    await erase('Developer Machines')
    const before = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    const failed = textOf(await w.shows(card, 'Failed'))
    expect(failed).toContain('“Developer Machines” is no longer in Intune')
    expect(failed).toContain('Nothing was written')
    expect((await w.writes()).length).toBe(before)
  })

  it('one deleted policy of two stops only itself', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policies iPad Boardroom and Kiosk Windows to group Legal',
    )
    await erase('iPad Boardroom')
    await w.press(ada, card, 'Approve')
    const partly = textOf(await w.shows(card, /Partly done/))
    expect(partly).toContain('“iPad Boardroom” is no longer in Intune')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Legal')
  })
})
