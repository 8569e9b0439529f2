import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TeamsError } from '../../../src/teams/turn.ts'
import { ADA, somePlan } from '../../request/requests.ts'
import { CHAT, messageFrom, openRoom, type TestRoom } from '../room.ts'

const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'

describe('The card job, on a platform in memory', () => {
  let room: TestRoom
  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(() => room?.stop())
  beforeEach(() => {
    room.teams.sent.length = 0
    room.teams.before = async () => {}
    room.teams.after = async () => {}
  })

  async function pendingRequest(): Promise<string> {
    const { teams, bot, desk } = room
    await teams.receive(bot, messageFrom(ADA, SENTENCE))
    const id = await room.newestRequest()
    await desk.transition(id, { type: 'planned', plans: [somePlan()], notes: [] })
    return id
  }

  it('posts the card once and updates it with every revision, never for the same one', async () => {
    const id = await pendingRequest()
    await room.cardJob.run(id)
    await room.cardJob.run(id)
    expect(room.teams.sent).toMatchObject([{ conversationId: CHAT, updates: 0 }])
    await room.desk.transition(id, { type: 'cancelled', by: ADA })
    await room.cardJob.run(id)
    await room.cardJob.run(id)
    expect(room.teams.sent).toMatchObject([{ conversationId: CHAT, updates: 1 }])
  })

  it('posts it on the next run if Teams accepted nothing', async () => {
    const id = await pendingRequest()
    room.teams.before = async () => {
      throw new TeamsError(429, null)
    }
    await expect(room.cardJob.run(id)).rejects.toThrow('not sent (429)')
    room.teams.before = async () => {}
    await room.cardJob.run(id)
    expect(room.teams.sent).toHaveLength(1)
  })

  it('leaves the request alone if the bot was removed', async () => {
    const id = await pendingRequest()
    room.teams.before = async () => {
      throw new TeamsError(403, null)
    }
    await room.cardJob.run(id)
    expect((await room.desk.load(id))?.state).toBe('pending')
    expect(room.warnings.at(-1)).toContain('403')
  })

  it('falls back to one sentence if every card is too large', async () => {
    const id = await pendingRequest()
    let cards = 0
    room.teams.before = async (call) => {
      if (call === 'send' && ++cards <= 2) throw new TeamsError(413, null)
    }
    await room.cardJob.run(id)
    expect(room.teams.textsIn(CHAT)).toEqual([expect.stringContaining('larger than Teams takes')])
  })

  it('gives a card whose send got no answer a key by which a client reports it', async () => {
    const id = await pendingRequest()
    room.teams.after = async () => {
      throw new TeamsError(502, null)
    }
    await expect(room.cardJob.run(id)).rejects.toThrow()
    room.teams.after = async () => {}
    const [card] = room.teams.sent
    const { refresh } = card?.message.attachments?.[0]?.content ?? {}
    const value = { action: { verb: refresh.action.verb, data: refresh.action.data }, trigger: 'automatic' }
    const asked = { ...messageFrom(ADA, ''), type: 'invoke', name: 'adaptiveCard/action', value }
    await room.teams.receive(room.bot, { ...asked, ...(card ? { replyToId: card.id } : {}) })
    await room.cardJob.run(id)
    expect(room.teams.sent).toMatchObject([{ id: card?.id, updates: 1, isDeleted: false }])
  })
})
