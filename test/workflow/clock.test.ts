import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { DatabaseClock, databaseTime, MAX_CLOCK_SKEW } from '../../src/store/databaseClock.ts'
import { type Handlers, JobQueue } from '../../src/store/jobs.ts'
import { postAt } from '../../src/store/posts.ts'
import { expireOverdue, expireRequest } from '../../src/workflow/deadlines.ts'
import { decide } from '../../src/workflow/decide.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { setClockOff } from '../clock.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { ENGINES } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'
import { useDesk } from './useDesk.ts'

const PLACE = { conversationId: 'a:ada', kind: 'personal' } as const

describe.each(ENGINES)('Time on %s', (name, start) => {
  const store = useDesk(start)
  let setRight = () => {}
  afterEach(() => setRight())

  const deskWith = (lifetime: number) => new Desk({ ...store.desk.parts, lifetime })

  async function pending(desk: Desk): Promise<AssignmentRequest> {
    const request = await someRequest(desk)
    const plans = [somePlan()]
    const asked = await desk.transition(request.id, { type: 'planned', plans, notes: [] })
    if (!asked) throw new Error('a request that was asked can be planned')
    return asked
  }

  const press = (desk: Desk, { id, round }: AssignmentRequest) =>
    decide(desk, {
      requestId: id,
      round,
      verb: 'approve',
      choice: null,
      comment: null,
      person: ADA,
      place: PLACE,
    })

  async function jobsOf(name: string, { id }: AssignmentRequest): Promise<Date[]> {
    const { rows } = await sql<{ start_after: Date }>`
      select start_after from pgboss.job where name = ${name} and singleton_key = ${id}`.execute(store.kysely)
    return rows.map((row) => row.start_after)
  }

  const over = async ({ expiresAt }: AssignmentRequest) => {
    while ((await databaseTime(store.kysely)) <= new Date(expiresAt)) await pause(20)
  }

  it.each([-10_000, 10_000])('is the database’s if the process’s clock is %s ms off', async (off) => {
    setRight = setClockOff(off)
    const before = await databaseTime(store.kysely)
    const request = await pending(deskWith(HOUR))
    const after = await databaseTime(store.kysely)
    const clock = await DatabaseClock.start(store.kysely, () => {})
    clock.stop()
    const told = clock.now()
    const latest = await databaseTime(store.kysely)
    for (const at of [new Date(request.createdAt), new Date(Date.parse(request.expiresAt) - HOUR)]) {
      expect(at >= before && at <= after, `${at.toISOString()} is not now`).toBe(true)
    }
    const { rows } = await sql<{ at: Date }>`
      select at from audit where request_id = ${request.id} order by position limit 1`.execute(store.kysely)
    expect(rows.every(({ at }) => at >= before && at <= after)).toBe(true)
    // What the clock tells between two looks is right but for the time that one takes.
    expect(Math.abs(told.getTime() - latest.getTime())).toBeLessThan(MAX_CLOCK_SKEW)
    // The embedded database has no clock but its process's.
    expect(clock.isSkewed).toBe(name === 'PostgreSQL')
    if (clock.isSkewed) expect(Math.sign(clock.skew)).toBe(Math.sign(off))
  })

  it('is no skew as far as the database is ahead on purpose', async () => {
    const skews: number[] = []
    const clock = await DatabaseClock.start(
      store.kysely,
      (skew) => skews.push(skew),
      () => HOUR,
    )
    clock.stop()
    // Ahead by nothing instead of an hour.
    expect(Math.abs((skews[0] ?? 0) - HOUR)).toBeLessThan(MAX_CLOCK_SKEW)
  })

  it('postpones an expiry that comes too early, which is neither done nor failed', async () => {
    const desk = deskWith(HOUR)
    const request = await pending(desk)
    const due = new Date(Date.parse(request.expiresAt) + 1000)
    expect(await jobsOf('expiry', request)).toEqual([due])
    await expireRequest(desk, request.id)
    expect(await jobsOf('expiry', request)).toEqual([due, due])
    expect((await desk.load(request.id))?.state).toBe('pending')
    await desk.transition(request.id, { type: 'cancelled', by: ADA, comment: null })
    await expireRequest(desk, request.id)
    expect(await jobsOf('expiry', request)).toHaveLength(2)
  })

  it('ends a request on a press if no job did, and updates the card', async () => {
    const desk = deskWith(500)
    const request = await pending(desk)
    await over(request)
    // As if its card stood there by now.
    await sql`delete from pgboss.job where name = 'card'`.execute(store.kysely)
    expect(await press(desk, request)).toMatchObject({
      accepted: false,
      sentence: 'This request has expired. Ask again if it is still wanted.',
      request: { state: 'expired' },
    })
    expect((await desk.load(request.id))?.state).toBe('expired')
    expect(await jobsOf('card', request)).toHaveLength(1)
  })

  it('refreshes an outdated card, once for many presses', async () => {
    const desk = deskWith(HOUR)
    const request = await pending(desk)
    await postAt(store.kysely, request.id, 'card', PLACE.conversationId)
    await desk.transition(request.id, { type: 'cancelled', by: ADA, comment: null })
    await sql`delete from pgboss.job where name = 'card'`.execute(store.kysely)
    for (let i = 0; i < 5; i++) expect((await press(desk, request)).accepted).toBe(false)
    expect(await jobsOf('card', request)).toHaveLength(1)
  })

  it('ends overnight what its job missed', async () => {
    const desk = deskWith(HOUR)
    const request = await pending(desk)
    const before = new Date(Date.now() - HOUR).toISOString()
    await sql`update requests set body = jsonb_set(body, '{expiresAt}', to_jsonb(${before}::text))
      where id = ${request.id}`.execute(store.kysely)
    expect(await expireOverdue(desk)).toBe(1)
    expect((await desk.load(request.id))?.state).toBe('expired')
    expect(await expireOverdue(desk)).toBe(0)
  })

  it.each([-10_000, 10_000])('expires all of twelve requests, with a clock %s ms off', async (off) => {
    setRight = setClockOff(off)
    const desk = deskWith(1500)
    const worker = new JobQueue(store.boss, () => {})
    await worker.start()
    const idle = async () => {}
    const handlers = new Proxy({} as Handlers, {
      get: (_none, job) =>
        job === 'expiry' ? ({ requestId }: { requestId: string }) => expireRequest(desk, requestId) : idle,
    })
    try {
      await worker.work(handlers, idle)
      const requests = await Promise.all(Array.from({ length: 12 }, () => pending(desk)))
      const states = () => Promise.all(requests.map(async ({ id }) => (await desk.load(id))?.state))
      for (let waited = 0; waited < 90_000 && (await states()).includes('pending'); waited += 200)
        await pause(200)
      expect(await states()).toEqual(requests.map(() => 'expired'))
    } finally {
      await worker.stop(1000)
    }
  })
})
