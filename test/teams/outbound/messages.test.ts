import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rememberConversation, setNotify } from '../../../src/store/conversations.ts'
import { ADA, somePlan } from '../../request/requests.ts'
import { CHAT, messageFrom, openRoom, pressFrom, type TestRoom } from '../room.ts'

const CHANNEL = '19:channel@thread.tacv2'
const WRITING = 'Approved. Writing to Intune …'
const DONE = 'Done and verified in Intune'

/** Every message costs the rate that Teams gives a bot, and people's attention. */
describe('The messages of a request', () => {
  let room: TestRoom
  let messages = 0
  beforeAll(async () => {
    room = await openRoom()
    const reference = { serviceUrl: 'https://smba.trafficmanager.net/emea/', bot: { id: '28:bot' } }
    const channel = { id: CHANNEL, tenantId: ADA.tenantId, kind: 'channel', reference } as const
    await rememberConversation(room.database.kysely, channel, new Date())
    await setNotify(room.database.kysely, CHANNEL, true)
  })
  afterAll(() => room?.stop())
  beforeEach(() => {
    room.teams.sent.length = 0
    room.teams.typing.length = 0
  })

  const sends = () => ({
    typing: room.teams.typing.length,
    ...Object.fromEntries(
      [CHAT, CHANNEL].map((where) => {
        const there = room.teams.sent.filter(({ conversationId }) => conversationId.startsWith(where))
        return [where, { sent: there.length, updates: there.reduce((sum, { updates }) => sum + updates, 0) }]
      }),
    ),
  })
  const shown = (where: string) =>
    JSON.stringify(room.teams.sent.find(({ conversationId }) => conversationId === where)?.message ?? null)

  /** From the sentence to the press that approves it. */
  async function approved(...policies: string[]): Promise<string> {
    const { teams, bot, desk } = room
    // Nobody says the same twice at once.
    await teams.receive(
      bot,
      messageFrom(ADA, `assign compliance policy Baseline ${++messages} to group Legal`),
    )
    const id = await room.newestRequest()
    await desk.transition(id, { type: 'planned', plans: policies.map(somePlan), notes: [] })
    await room.runMessages()
    const answer = await teams.receive(bot, pressFrom(ADA, 'approve', { request: id, round: 1 }))
    // Whoever presses sees it at once.
    expect(JSON.stringify(answer?.body)).toContain(WRITING)
    return id
  }

  async function written(id: string, item: number): Promise<void> {
    await room.desk.transition(id, { type: 'started', item })
    await room.desk.transition(id, { type: 'written', item, graphRequestId: null })
    await room.desk.transition(id, { type: 'verified', item })
  }

  const runAll = async () => (await room.runMessages()).sort((a, b) => (a.name < b.name ? -1 : 1))

  it('are three in the chat and one in the channel if Intune is quick', async () => {
    const id = await approved('one')
    await written(id, 0)
    // What "writing" would have been shown with shows the end, at once, and nothing comes after it.
    expect(await runAll()).toEqual([
      { name: 'card', isDue: true },
      { name: 'notice', isDue: true },
    ])
    expect(await room.runMessages()).toEqual([])
    expect(sends()).toEqual({
      typing: 1,
      [CHAT]: { sent: 1, updates: 1 },
      [CHANNEL]: { sent: 1, updates: 0 },
    })
    for (const where of [CHAT, CHANNEL]) expect(shown(where)).toContain(DONE)
  })

  it('say that it is being written if that takes longer', async () => {
    const id = await approved('one')
    await room.desk.transition(id, { type: 'started', item: 0 })
    // It has a moment for what follows at once.
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from start_after - created_on)::float as seconds from pgboss.job
      where name in ('card', 'notice') and state = 'created'`.execute(room.database.kysely)
    expect(rows).toEqual([{ seconds: 1.5 }, { seconds: 1.5 }])
    await room.runMessages()
    expect(shown(CHAT)).toContain(WRITING)
    expect(shown(CHANNEL)).toContain(WRITING)
    await room.desk.transition(id, { type: 'written', item: 0, graphRequestId: null })
    await room.desk.transition(id, { type: 'verified', item: 0 })
    await room.runMessages()
    expect(shown(CHAT)).toContain(DONE)
    expect(shown(CHANNEL)).toContain(DONE)
    expect(sends()).toEqual({
      typing: 1,
      [CHAT]: { sent: 1, updates: 2 },
      // The reply is what a person is told by.
      [CHANNEL]: { sent: 2, updates: 1 },
    })
  })

  it('are not more for many policies that finish together', async () => {
    const policies = ['one', 'two', 'three', 'four']
    const id = await approved(...policies)
    for (const item of policies.keys()) await written(id, item)
    await room.runMessages()
    expect(sends()).toEqual({
      typing: 1,
      [CHAT]: { sent: 1, updates: 1 },
      [CHANNEL]: { sent: 1, updates: 0 },
    })
  })

  it('are sent at once where somebody waits for them: a rejection, a failure, half a write', async () => {
    const failed = await approved('one')
    await room.desk.transition(failed, { type: 'started', item: 0 })
    await room.desk.transition(failed, { type: 'failed', item: 0, reason: 'Intune said no.' })
    expect(await runAll()).toEqual([
      { name: 'card', isDue: true },
      { name: 'notice', isDue: true },
    ])
    const half = await approved('one', 'two')
    await room.desk.transition(half, { type: 'started', item: 0 })
    const lost = { before: [], seen: [], restore: somePlan().change, lost: ['Legal'] }
    const plan = somePlan('one')
    await room.desk.transition(half, { type: 'halfWritten', item: 0, half: lost, plan, reason: 'half' })
    expect(await runAll()).toEqual([
      { name: 'card', isDue: true },
      { name: 'notice', isDue: true },
    ])
  })
})
