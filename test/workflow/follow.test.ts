import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_RULES } from '../../src/request/approval/rules.ts'
import type { Event } from '../../src/request/event.ts'
import type { LookResult } from '../../src/request/look.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { settleDeadJob } from '../../src/workflow/deadLetters.ts'
import { dueToFollow } from '../../src/workflow/deadlines.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { ENGINES, type Engine } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'

const COUNTS = { succeeded: 3, failed: 0, conflict: 0, notReported: 1, notApplicable: 0, errors: [] }
const FOUND: LookResult = { counts: COUNTS, policies: 1, unread: 0, worst: null, isFailing: false }

describe.each(ENGINES)('the looks after a change on %s', (_name, start) => {
  let engine: Engine
  let database: Database
  let jobs: JobQueue
  let now = new Date('2026-11-24T12:00:00Z')
  const desks: Desk[] = []

  beforeAll(async () => {
    engine = await start()
    database = await openDatabase(engine.where)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    const terms = { lifetime: 9 * HOUR, undoWindow: 24 * HOUR, rules: NO_RULES, follow: [2, 24] }
    const parts = { db: database.kysely, jobs, ...terms, onTransition: () => {}, now: () => now }
    desks.push(new Desk(parts), new Desk(parts))
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    await database?.close()
    await engine?.stop()
  })

  const desk = () => desks[0] as Desk
  async function done(): Promise<string> {
    const request = await someRequest(desk())
    const steps: Event[] = [
      { type: 'planned', plans: [somePlan()], notes: [] },
      { type: 'approved', by: ADA },
      { type: 'started', item: 0 },
      { type: 'written', item: 0, graphRequestId: null },
      { type: 'verified', item: 0 },
    ]
    for (const step of steps) await desk().transition(request.id, step)
    return request.id
  }
  const jobsOf = async (id: string) => {
    const { rows } = await sql<{ at: Date }>`
      select start_after as at from pgboss.job where name = 'follow' and singleton_key = ${id}
      order by start_after`.execute(database.kysely)
    return rows.map(({ at }) => at.toISOString())
  }
  const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR)

  it('wait in the database for the next moment, and are told by one of many that look', async () => {
    const id = await done()
    const [first, second] = [inHours(2), inHours(24)]
    expect(await jobsOf(id)).toEqual([first.toISOString()])
    now = first
    const event: Event = { type: 'followed', found: FOUND }
    const all = await Promise.all([...desks, ...desks, ...desks].map((one) => one.transition(id, event)))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect((await desk().load(id))?.log.filter(({ what }) => what === 'followed')).toHaveLength(1)
    expect((await jobsOf(id)).at(-1)).toBe(second.toISOString())
  })

  it('are put back where a clock that was set back brings them too early', async () => {
    const id = await done()
    const at = inHours(2)
    now = inHours(1)
    expect(await dueToFollow(desk(), id)).toBe(null)
    expect(await jobsOf(id)).toEqual([at.toISOString(), at.toISOString()])
    now = at
    expect((await dueToFollow(desk(), id))?.id).toBe(id)
  })

  it('go on with the next where one failed for good, and end where it was undone', async () => {
    const id = await done()
    const second = inHours(24)
    now = inHours(2)
    await settleDeadJob({ name: 'follow', data: { requestId: id } }, { desk: desk(), tell: async () => {} })
    const request = await desk().load(id)
    expect(request?.follow?.[0]?.found).toMatchObject({ why: { code: 'reportsNotRead' } })
    expect(request?.log.map(({ what }) => what)).not.toContain('followed')
    expect((await jobsOf(id)).at(-1)).toBe(second.toISOString())
    await desk().transition(id, { type: 'undone', by: 'r-2' })
    now = second
    expect(await dueToFollow(desk(), id)).toBe(null)
  })
})
