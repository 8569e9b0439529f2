import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import { verifyAudit } from '../../src/store/auditProof.ts'
import { openDatabase } from '../../src/store/database.ts'
import { decide } from '../../src/workflow/decide.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { ADA, BRUNO, somePlan } from '../request/requests.ts'
import { ENGINES } from '../store/engines.ts'
import { openDesk } from './openDesk.ts'
import { someRequest } from './someRequest.ts'
import { useDesk } from './useDesk.ts'

const PLACE = { conversationId: 'a:ada', kind: 'personal' } as const

describe.each(ENGINES)('The desk on %s', (_name, start) => {
  const store = useDesk(start)
  let messages = 0

  const open = (activityId = `message-${++messages}`) =>
    takeRequest(store.desk, { person: ADA, place: PLACE, activityId, text: 'assign …', readings: [] })

  async function pendingRequest(): Promise<string> {
    const request = await someRequest(store.desk)
    await store.desk.transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
    return request.id
  }

  const click = (requestId: string, round = 1, person = ADA, verb: 'approve' | 'cancel' = 'approve') =>
    decide(store.desk, { requestId, round, verb, choice: null, comment: null, person, place: PLACE })

  async function jobsOf(name: string, requestId: string): Promise<number> {
    const { rows } = await sql<{ count: string }>`
      select count(*) as count from pgboss.job where name = ${name} and data->>'requestId' = ${requestId}`.execute(
      store.kysely,
    )
    return Number(rows[0]?.count)
  }

  it('accepts a message once, however often Teams sends it', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => open('the-same-message')))
    expect(opened.filter((request) => request !== null)).toHaveLength(1)
  })

  it('stores what people write, including what PostgreSQL rejects', async () => {
    const odd = { person: ADA, place: PLACE, activityId: 'odd', text: 'a\0b \ud800 𝄞', readings: [] }
    const request = await takeRequest(store.desk, odd)
    expect((await store.desk.load(request?.id ?? ''))?.text).toBe('ab \ufffd 𝄞')
    expect(await verifyAudit(store.kysely, { retentionDays: 400, now: new Date() })).toMatchObject([
      { ok: true },
    ])
  })

  it('accepts one of fifty clicks at once and enqueues one write', async () => {
    const id = await pendingRequest()
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => click(id)))
    expect(verdicts.filter((verdict) => verdict.accepted)).toHaveLength(1)
    expect(
      verdicts.filter((verdict) => !verdict.accepted && /Already approved by Ada/.test(verdict.sentence)),
    ).toHaveLength(49)
    expect(await jobsOf('apply', id)).toBe(1)
  })

  it('does not count requests that wait only for Intune as open', async () => {
    const person = { ...ADA, oid: 'c3c3c3c3-1c2d-4e3f-9a4b-5c6d7e8f9012' }
    const limits = { open: 1, perMinute: 100, tenantPerMinute: 1000 }
    const limited = new Desk({ ...store.desk.parts, limits })
    const ask = () =>
      takeRequest(limited, {
        person,
        place: PLACE,
        activityId: `l-${++messages}`,
        text: `assign ${messages}`,
        readings: [],
      })
    const id = (await ask())?.id ?? ''
    await expect(ask()).rejects.toThrow('You have 1 requests that nobody has decided yet.')
    const events: Event[] = [
      { type: 'planned', plans: [somePlan()], notes: [] },
      { type: 'approved', by: person },
      { type: 'started', item: 0 },
      { type: 'filed', item: 0, approval: '55555555-0000-4000-8000-000000000005' },
    ]
    for (const event of events) await limited.transition(id, event)
    expect((await ask())?.state).toBe('asked')
  })

  it('refuses a click on an old copy of the card', async () => {
    const id = await pendingRequest()
    expect(await click(id, 0)).toMatchObject({
      accepted: false,
      sentence: expect.stringMatching(/out of date/),
    })
    expect((await store.desk.load(id))?.state).toBe('pending')
  })

  it('refuses people without permission, other tenants and guessed ids', async () => {
    const id = await pendingRequest()
    expect(await click(id, 1, BRUNO)).toMatchObject({
      accepted: false,
      sentence: 'Only Ada can decide about this request.',
    })
    const stranger = { ...ADA, tenantId: '00000000-0000-4000-8000-000000000000' }
    const unknown = { accepted: false, sentence: 'I no longer know this request.', request: null }
    expect(await click(id, 1, stranger)).toEqual(unknown)
    expect(await click('11111111-1111-4111-8111-111111111111')).toEqual(unknown)
    expect(await click("' or 1=1 --")).toEqual(unknown)
    expect((await store.desk.load(id))?.state).toBe('pending')
  })

  it('either approves or cancels if both are pressed at once', async () => {
    const id = await pendingRequest()
    const verdicts = await Promise.all([click(id), click(id, 1, ADA, 'cancel')])
    expect(verdicts.filter((verdict) => verdict.accepted)).toHaveLength(1)
  })

  it('keeps requests across a restart', async () => {
    const id = await pendingRequest()
    await store.jobs.stop(1000)
    await store.close()
    Object.assign(store, await openDatabase(store.engine.where))
    Object.assign(store, await openDesk(store))
    expect((await click(id)).accepted).toBe(true)
  })

  it('writes one line of the audit trail for every transition', async () => {
    const id = await pendingRequest()
    await click(id)
    const lines = await store.kysely
      .selectFrom('audit')
      .selectAll()
      .where('request_id', '=', id)
      .orderBy('position')
      .execute()
    expect(lines.map((line) => line.event)).toEqual(['asked', 'planned', 'approved'])
    expect(lines.map((line) => line.revision)).toEqual([1, 2, 3])
    expect(lines.at(-1)?.actor_oid).toBe(ADA.oid)
  })

  it('refuses a database of a newer version', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('999-future', 'now')`.execute(
      store.kysely,
    )
    await store.jobs.stop(1000)
    await store.close()
    await expect(openDatabase(store.engine.where)).rejects.toThrow(/newer Assent \(it knows 999-future\)/)
  })
})
