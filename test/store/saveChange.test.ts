import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { auditRows } from '../../src/store/audit.ts'
import { verifyAudit } from '../../src/store/auditProof.ts'
import { askedBefore } from '../../src/store/earlierRequests.ts'
import { saveChange, saveNew } from '../../src/store/saveChange.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { someRequest } from '../workflow/someRequest.ts'
import { useDesk } from '../workflow/useDesk.ts'
import { ENGINES } from './engines.ts'

const { tenantId } = ADA
const PLACE = { conversationId: 'a:ada', kind: 'personal' } as const

describe.each(ENGINES)('Saving a change of a request on %s', (_name, start) => {
  const store = useDesk(start)

  const ask = (activityId: string) => someRequest(store.desk, { activityId })
  const changeOf = async (request: AssignmentRequest, event: string) => ({
    request: { ...request, revision: request.revision + 1, text: event },
    line: { at: new Date(), event, actorOid: null, detail: { quote: '“ \\ " \n é 𝄞' } },
    jobs: await store.jobs.insertions([
      { name: 'card', data: { requestId: request.id }, key: request.id, tenantId, when: { within: 0 } },
      { name: 'plan', data: { requestId: request.id }, key: request.id, tenantId },
    ]),
  })
  /** All that is stored of a request. */
  const stored = async ({ id }: AssignmentRequest) => {
    const lines = []
    for await (const row of auditRows(store.kysely, ADA.tenantId))
      if (row.requestId === id) lines.push(`${row.revision} ${row.event}`)
    const { rows } = await sql<{ name: string }>`
      select name from pgboss.job where singleton_key = ${id} order by name`.execute(store.kysely)
    return { text: (await store.desk.load(id))?.text, lines, jobs: rows.map(({ name }) => name) }
  }

  it('stores the request, its audit line and its jobs, or nothing if somebody else was first', async () => {
    const request = await ask('one')
    expect(await saveChange(store.kysely, 1, await changeOf(request, 'first'))).toBe(true)
    const after = { text: 'first', lines: ['1 asked', '2 first'], jobs: ['card', 'interpret', 'plan'] }
    expect(await stored(request)).toEqual(after)
    expect(await saveChange(store.kysely, 1, await changeOf(request, 'second'))).toBe(false)
    expect(await stored(request)).toEqual(after)
  })

  it('works for many simultaneous changes, without a gap in the trail', async () => {
    const request = await ask('many')
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => changeOf(request, `change ${index}`)),
    )
    const saved = await Promise.all(made.map((change) => saveChange(store.kysely, 1, change)))
    expect(saved.filter(Boolean)).toHaveLength(1)
    const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(`beside ${name}`)))
    await Promise.all(others.map(async (one) => saveChange(store.kysely, 1, await changeOf(one, 'beside'))))
    const positions: number[] = []
    for await (const { position } of auditRows(store.kysely, ADA.tenantId)) positions.push(position)
    expect(positions).toEqual(positions.map((_, index) => index + 1))
    const proof = { retentionDays: 365, now: new Date() }
    expect(await verifyAudit(store.kysely, proof)).toMatchObject([{ ok: true, position: positions.length }])
  })

  it('accepts no message twice, however many deliver it at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 5 }, () =>
        takeRequest(store.desk, {
          person: ADA,
          place: PLACE,
          activityId: 'again',
          text: 'assign …',
          readings: [],
        }),
      ),
    )
    expect(opened.filter(Boolean)).toHaveLength(1)
    const request = opened.find(Boolean) as AssignmentRequest
    const heard = { conversationId: PLACE.conversationId, activityId: 'again' }
    const other = { ...request, id: randomUUID() }
    const change = { ...(await changeOf(other, 'asked')), request: other }
    expect(await saveNew(store.kysely, change, heard, null)).toBe('heard')
    expect(await stored(other)).toEqual({ text: undefined, lines: [], jobs: [] })
  })

  it('accepts a new request only if the trail has not changed since others were counted', async () => {
    const about = {
      person: ADA,
      conversationId: PLACE.conversationId,
      activityId: 'unmoved',
      text: 'assign …',
    }
    const { position } = await askedBefore(store.kysely, about)
    const beside = await ask('between the two')
    const other = { ...beside, id: randomUUID() }
    const change = { ...(await changeOf(other, 'asked')), request: other }
    expect(await saveNew(store.kysely, change, about, position)).toBe('moved')
    expect(await stored(other)).toEqual({ text: undefined, lines: [], jobs: [] })
    const now = await askedBefore(store.kysely, about)
    expect(now).toMatchObject({ heard: false, position: (position ?? 0) + 1 })
    expect(await saveNew(store.kysely, change, about, now.position)).toBe('saved')
  })

  it('accepts as many simultaneous requests as the limit allows, and the same sentence only once', async () => {
    const strict = (open: number) =>
      new Desk({ ...store.desk.parts, limits: { open, perMinute: 1000, tenantPerMinute: 1000 } })
    const BEA = { ...ADA, oid: randomUUID() }
    const take = (one: Desk, activityId: string, text: string) =>
      takeRequest(one, { person: BEA, place: PLACE, activityId, text, readings: [] }).then(
        (request) => (request ? 'taken' : 'not'),
        (error: Error) => error.name,
      )
    // Each with lanes of its own, as replicas have.
    const many = Array.from({ length: 12 }, (_, index) =>
      take(strict(3), `limit ${index}`, `assign ${index}`),
    )
    expect((await Promise.all(many)).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'TooMuch'),
      ...Array.from({ length: 3 }, () => 'taken'),
    ])
    const same = Array.from({ length: 6 }, (_, index) => take(strict(1000), `same ${index}`, 'assign X to Y'))
    const ends = await Promise.all(same)
    expect(ends.filter((end) => end === 'taken')).toHaveLength(1)
    expect(ends.filter((end) => end === 'SaidTwice')).toHaveLength(1)
  })

  it('queues one card, drawn from what is stored by then', async () => {
    const { id } = await ask('cards')
    await store.desk.transition(id, { type: 'planned', plans: [somePlan()], notes: [] })
    await store.desk.transition(id, { type: 'cancelled', by: ADA })
    const { rows } = await sql`
      select 1 from pgboss.job where singleton_key = ${id} and name = 'card' and state = 'created'`.execute(
      store.kysely,
    )
    expect(rows).toHaveLength(1)
    // One that has begun may have read its request already.
    await sql`update pgboss.job set state = 'active' where singleton_key = ${id} and name = 'card'`.execute(
      store.kysely,
    )
    await store.jobs.send(store.kysely, {
      name: 'card',
      data: { requestId: id },
      key: id,
      tenantId,
      when: { within: 0 },
    })
    expect((await stored({ id } as AssignmentRequest)).jobs.filter((name) => name === 'card')).toHaveLength(2)
  })
})
