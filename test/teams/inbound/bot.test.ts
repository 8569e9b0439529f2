import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/teams/turn.ts'
import { ADA, BRUNO, somePlan } from '../../request/requests.ts'
import { GROUP_CHAT, memberFrom, messageFrom, openRoom, pressFrom, type TestRoom } from '../room.ts'

const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const IN_GROUP = {
  conversation: { id: GROUP_CHAT, conversationType: 'groupChat', tenantId: ADA.tenantId, isGroup: true },
}

describe('The bot, on a platform in memory', () => {
  let room: TestRoom
  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(() => room?.stop())

  const receive = (activity: Activity) => room.teams.receive(room.bot, activity)
  async function requests() {
    const rows = await room.database.kysely
      .selectFrom('requests')
      .select('id')
      .orderBy('created_at')
      .execute()
    const loaded = await Promise.all(rows.map(({ id }) => room.desk.load(id)))
    return loaded.filter((one) => one !== null)
  }

  async function openRequest(more: Partial<Activity> = {}) {
    const before = (await requests()).map(({ id }) => id)
    await receive(messageFrom(ADA, SENTENCE, more))
    const made = (await requests()).filter(({ id }) => !before.includes(id))
    expect(made).toHaveLength(1)
    return made[0] as (typeof made)[number]
  }

  async function pendingRequest(more: Partial<Activity> = {}) {
    const { id } = await openRequest(more)
    await room.desk.transition(id, { type: 'planned', plans: [somePlan()], notes: [] })
    return id
  }

  const press = (id: string, person = ADA, more: Partial<Activity> = {}, verb = 'approve') =>
    receive(pressFrom(person, verb, { request: id, round: 1 }, more))

  it('stores the requester’s time zone and date order', async () => {
    const client = (locale: string) => ({
      entities: [{ type: 'clientInfo', locale, timezone: 'America/Chicago' }],
    })
    expect(await openRequest(client('en-US'))).toMatchObject({ zone: 'America/Chicago', monthFirst: true })
    expect(await openRequest({ ...client('en-GB'), locale: 'en-US' })).toMatchObject({ monthFirst: true })
    expect(await openRequest(client('en-GB'))).not.toHaveProperty('monthFirst')
    expect(await openRequest({ locale: 7 })).not.toHaveProperty('monthFirst')
  })

  it('passes a sentence to the desk once, and shows that it is working', async () => {
    const typing = room.teams.typing.length
    const message = messageFrom(ADA, SENTENCE)
    const before = (await requests()).length
    await receive(message)
    await receive(message)
    const made = (await requests()).slice(before)
    expect(made).toMatchObject([
      {
        state: 'asked',
        text: SENTENCE,
        asker: { oid: ADA.oid },
        place: { conversationId: 'a:ada', kind: 'personal' },
      },
    ])
    expect(made[0]?.readings[0]).toMatchObject({
      action: 'change',
      policies: ['Windows 11 Baseline'],
      include: ['Sales Laptops'],
    })
    expect(room.teams.typing.length).toBe(typing + 1)
    expect(room.teams.sent).toEqual([])
  })

  it('stores what it needs to write to a conversation, and no library’s types', async () => {
    await receive(messageFrom(ADA, SENTENCE))
    const row = await room.database.kysely
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', 'a:ada')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ kind: 'personal', tenant_id: ADA.tenantId })
    expect(row.reference).toEqual({
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      bot: { id: '28:b07a55e7-0c5d-4f0e-8f0a-1f6a2f9d3c21', name: 'Assent' },
      user: { id: ADA.teamsId, name: ADA.name },
    })
  })

  it('answers what it does not understand with a card, without a request', async () => {
    const before = (await requests()).length
    await receive(messageFrom(ADA, 'good morning, machine'))
    expect((await requests()).length).toBe(before)
    expect(room.teams.sent.at(-1)?.message.attachments).toHaveLength(1)
  })

  it('lets the requester approve, and answers with the next card', async () => {
    const id = await pendingRequest()
    const answer = await press(id)
    expect(answer).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
    })
    expect((await room.desk.load(id))?.state).toBe('approved')
  })

  it.each([
    ['somebody who is not there', null],
    ['a guest by role', { ...memberFrom(BRUNO), userRole: 'guest' }],
    ['a guest by name', { ...memberFrom(BRUNO), userPrincipalName: 'bruno_fabrikam#EXT#@contoso.com' }],
    [
      'somebody of another organisation',
      { ...memberFrom(BRUNO), tenantId: 'eeeeeeee-0000-4000-8000-000000000001' },
    ],
    ['somebody by another’s id', { ...memberFrom(BRUNO), aadObjectId: ADA.oid }],
  ])('answers a press by %s with 403, without any effect', async (_who, member) => {
    const id = await pendingRequest(IN_GROUP)
    room.teams.members.delete(BRUNO.teamsId)
    if (member) room.teams.members.set(BRUNO.teamsId, member)
    expect(await press(id, BRUNO, IN_GROUP)).toEqual({ status: 403, body: undefined })
    expect((await room.desk.load(id))?.state).toBe('pending')
  })

  it('answers a press by a colleague in the same chat with the approved card', async () => {
    const id = await pendingRequest(IN_GROUP)
    room.teams.members.set(BRUNO.teamsId, memberFrom(BRUNO))
    expect(await press(id, BRUNO, IN_GROUP)).toMatchObject({ status: 200, body: { statusCode: 200 } })
    expect((await room.desk.load(id))?.state).toBe('approved')
  })

  it('ignores everybody from a tenant that is not allowed', async () => {
    const tenantId = 'eeeeeeee-0000-4000-8000-000000000001'
    const stranger = { ...BRUNO, tenantId }
    const before = [(await requests()).length, room.teams.sent.length]
    expect(await receive(messageFrom(stranger, SENTENCE))).toBeNull()
    expect(await press('x', stranger)).toEqual({ status: 403, body: undefined })
    expect([(await requests()).length, room.teams.sent.length]).toEqual(before)
  })

  it('answers an unknown invoke with 501, and a press that it cannot judge with a sentence', async () => {
    expect(await receive({ ...messageFrom(ADA, ''), type: 'invoke', name: 'fileConsent/invoke' })).toEqual({
      status: 501,
      body: undefined,
    })
    room.teams.before = async (call) => {
      if (call === 'member') throw new Error('no answer')
    }
    const id = await pendingRequest()
    const answer = await press(id)
    expect(answer).toMatchObject({
      status: 200,
      body: { type: 'application/vnd.microsoft.activity.message' },
    })
    expect(JSON.stringify(answer?.body)).toContain('nothing has happened yet')
    room.teams.before = async () => {}
    expect((await room.desk.load(id))?.state).toBe('pending')
  })

  it('tells the operator if the token service took no sign-in, without the token', async () => {
    const { tokenService } = room
    const { exchange } = tokenService
    tokenService.exchange = async (_account, token) => {
      throw Object.assign(new Error(`refused: ${token}`), { statusCode: 503 })
    }
    const value = { id: 'offer', token: 'a-token-of-hers', connectionName: 'assent' }
    const answer = await receive({
      ...messageFrom(ADA, ''),
      type: 'invoke',
      name: 'signin/tokenExchange',
      value,
    })
    tokenService.exchange = exchange
    expect(answer?.status).toBe(412)
    expect(room.warnings.at(-1)).toContain('the token service took no sign-in')
    expect(room.warnings.at(-1)).toContain('503')
    expect(room.warnings.join()).not.toContain('a-token-of-hers')
  })
})
