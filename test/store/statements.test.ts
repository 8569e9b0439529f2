import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import type { Handlers, JobQueue } from '../../src/store/jobs.ts'
import { postAt } from '../../src/store/posts.ts'
import type { Desk } from '../../src/workflow/desk.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { countStatements, type StatementCounter } from '../bench/world/statementCounter.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { messageFrom, openRoom, pressFrom } from '../teams/room.ts'
import { openDesk } from '../workflow/openDesk.ts'
import { type Engine, postgres } from './engines.ts'

/** Each statement is a way to the database and back: what a change asks of it stays small. */
describe('Database statements', () => {
  let engine: Engine
  let sql: StatementCounter
  let database: Database
  let jobs: JobQueue
  let desk: Desk

  beforeAll(async () => {
    engine = await postgres()
    sql = await countStatements(engine.where.databaseUrl ?? '')
    database = await openDatabase({ ...engine.where, databaseUrl: sql.databaseUrl })
    const limits = { open: 1000, perMinute: 1000, tenantPerMinute: 1000 }
    ;({ jobs, desk } = await openDesk(database, { limits }))
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    await database?.close()
    await sql?.close()
    await engine?.stop()
  })

  const asked = (id: string) => {
    const place = { conversationId: 'a:ada', kind: 'personal' } as const
    return { person: ADA, place, activityId: id, text: `assign ${id}`, readings: [] }
  }
  /** Without what the queue and the clock do by themselves meanwhile, and what each new connection begins with. */
  const isOwn = (text: string) =>
    /INSERT INTO pgboss\.job/i.test(text) ||
    !/pgboss\.|lock_timeout|^set |^select clock_timestamp\(\) as now$/.test(text)
  const cost = async <T>(act: () => Promise<T>): Promise<[T, string[]]> => {
    const before = new Map(sql.texts)
    const result = await act()
    const asked = [...sql.texts].filter(([text]) => isOwn(text))
    return [
      result,
      asked.flatMap(([text, count]) => Array<string>(count - (before.get(text) ?? 0)).fill(text)),
    ]
  }
  /** Lists the statements when there are too many. */
  const expectAtMost = (most: number, asked: string[]) => {
    if (asked.length > most) expect(asked).toHaveLength(most)
  }

  it('are few for a new request, a change of its state, and a message about it', async () => {
    // The first of a tenant begins its audit trail.
    await takeRequest(desk, asked('first'))
    const [request, opening] = await cost(() => takeRequest(desk, asked('second')))
    expectAtMost(2, opening)
    const id = request?.id ?? ''
    const plan = { type: 'planned' as const, plans: [somePlan()], notes: [] }
    const [, planning] = await cost(() => desk.transition(id, plan))
    expectAtMost(2, planning)
    for (const round of ['made', 'found']) {
      const [, noting] = await cost(() => postAt(database.kysely, id, 'card', 'a:ada'))
      expect(noting, round).toHaveLength(1)
    }
  })

  it('are few in a turn, for a message and for a press', async () => {
    const room = await openRoom({ ...engine.where, databaseUrl: sql.databaseUrl })
    try {
      const { teams, bot } = room
      const message = (text: string) => teams.receive(bot, messageFrom(ADA, text))
      await message('assign compliance policy Baseline to group Legal')
      const [, hearing] = await cost(() => message('assign compliance policy Baseline to group Finance'))
      expectAtMost(4, hearing)
      const id = await room.newestRequest()
      await room.desk.transition(id, { type: 'planned', plans: [somePlan()], notes: [] })
      await room.runMessages()
      const [answer, pressing] = await cost(() =>
        teams.receive(bot, pressFrom(ADA, 'approve', { request: id, round: 1 })),
      )
      expect(JSON.stringify(answer?.body)).toContain('Approved. Writing to Intune …')
      expectAtMost(3, pressing)
    } finally {
      await room.stop()
    }
  })

  it('are not more for every queue while idle', async () => {
    const handlers = new Proxy({} as Handlers, { get: () => async () => {} })
    await jobs.work(handlers, async () => {})
    await pause(1000)
    const fetches = () =>
      [...sql.texts]
        .filter(([text]) => /job_common|pgboss\.job\b/.test(text))
        .reduce((sum, [, count]) => sum + count, 0)
    const [before, from] = [fetches(), performance.now()]
    await pause(6000)
    const seconds = (performance.now() - from) / 1000
    // A look a second and what the queue counts and cleans up; a look of every queue would be some seven a second.
    expect((fetches() - before) / seconds).toBeLessThanOrEqual(2.5)
  })
})
