import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../../src/request/event.ts'
import { ADA, somePlan } from '../../request/requests.ts'
import { messageFrom, openRoom, type TestRoom } from '../room.ts'

const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const OTHER = '22222222-0000-4000-8000-000000000002'
const approved: Event = { type: 'approved', by: ADA }
const started: Event = { type: 'started', item: 0 }
const signIn: Event = { type: 'needsSignIn', reason: 'x', claims: null }
const written: Event[] = [
  approved,
  started,
  { type: 'written', item: 0, graphRequestId: 'r-1' },
  { type: 'verified', item: 0 },
]

describe('An edit of a request’s message after its approval', () => {
  let room: TestRoom
  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(() => room?.stop())

  /** @returns what the bot answers to the edit, and the events of the audit trail that it adds. */
  async function edited(events: readonly Event[], text: string | null, plans = [somePlan()]) {
    const message = messageFrom(ADA, SENTENCE)
    await room.teams.receive(room.bot, message)
    const id = await room.newestRequest()
    const planned: Event = { type: 'planned', plans, notes: [] }
    for (const event of [planned, ...events])
      expect(await room.desk.transition(id, event), event.type).not.toBeNull()
    const before = await trailOf(id)
    const sent = room.teams.sent.length
    const [type, eventType] =
      text === null ? ['messageDelete', 'softDeleteMessage'] : ['messageUpdate', 'editMessage']
    const channelData = { ...message.channelData, eventType }
    await room.teams.receive(room.bot, { ...message, type, text: text ?? '', channelData })
    return {
      answer: JSON.stringify(room.teams.sent.slice(sent)),
      added: (await trailOf(id)).slice(before.length),
      state: (await room.desk.load(id))?.state,
    }
  }

  async function trailOf(id: string) {
    const rows = room.database.kysely.selectFrom('audit').select(['event', 'detail'])
    return await rows.where('request_id', '=', id).orderBy('position').execute()
  }

  it.each<[string, Event[], string, string]>([
    [
      'being written',
      [approved, started],
      'applying',
      'and is being written. Once it is done, Undo on its card',
    ],
    ['done', written, 'done', 'It is written already. Undo on its card takes it back.'],
    [
      'filed in Intune',
      [approved, started, { type: 'filed', item: 0, approval: 'a-1' }],
      'awaitingIntune',
      'waits for a second approval in Intune. Withdraw on its card ends it.',
    ],
    [
      'waiting for a sign-in after it may have been sent',
      [approved, started, signIn],
      'signInNeeded',
      'As long as you do not sign in for it, nothing more is written',
    ],
    [
      'failed',
      [approved, started, { type: 'failed', item: 0, reason: 'x' }],
      'failed',
      'It has failed already, and nothing more will be written.',
    ],
  ])(
    'to “never mind” says how to take back what is %s, and leaves no trace',
    async (_what, events, state, says) => {
      const late = await edited(events, 'never mind')
      expect(late.answer).toContain('That came too late to take the request back.')
      expect(late.answer).toContain(says)
      expect(late).toMatchObject({ state, added: [] })
    },
  )

  it('to “never mind” says so of what is half written', async () => {
    const drifted: Event = { type: 'drifted', item: 1, plan: somePlan(OTHER) }
    const half = await edited([...written, { type: 'started', item: 1 }, drifted], 'never mind', [
      somePlan(),
      somePlan(OTHER),
    ])
    expect(half.answer).toContain('A part of it is written already. Cancel on its card ends the rest')
    expect(half).toMatchObject({ state: 'pending', added: [] })
  })

  it('to another sentence offers that one as a request of its own', async () => {
    const late = await edited(written, SENTENCE.replace('Sales Laptops', 'Legal'))
    expect(late.answer).toContain('You edited the message of a request that was already approved.')
    expect(late.answer).toContain('Ask for this as well')
    expect(late.answer).toContain('group Legal')
    expect(late).toMatchObject({ state: 'done', added: [] })
  })

  it('ends what waits for a sign-in and was never sent, with a row that says why', async () => {
    for (const [text, code] of [
      ['never mind', 'messageEdited'],
      [null, 'messageDeleted'],
    ] as const) {
      const ended = await edited([approved, started, { ...signIn, unsent: 0 }], text)
      expect(ended.answer).toBe('[]')
      expect(ended.state).toBe('cancelled')
      expect(ended.added).toMatchObject([{ event: 'cancelled' }])
      expect(JSON.stringify(ended.added)).toContain(code === 'messageEdited' ? 'edited' : 'deleted')
    }
  })
})
