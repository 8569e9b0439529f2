import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { listenTo } from '../../src/store/listener.ts'
import { isOutage, isUnreachable, throughOutage } from '../../src/store/outage.ts'
import { until } from '../until.ts'
import { postgres } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

describe('A PostgreSQL that drops connections', () => {
  const database = useDatabase(postgres)
  let jobs: JobQueue
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  const cut = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.kysely)
  }

  beforeAll(async () => {
    process.on('uncaughtException', note)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    process.off('uncaughtException', note)
  })

  it('can lose one in the middle of a transaction without ending the process', async () => {
    const half = database.kysely.transaction().execute(async (transaction) => {
      await sql`select 1`.execute(transaction)
      await cut()
      // Nothing is under way on this connection while it goes.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await sql`select 1`.execute(transaction)
    })
    await expect(half).rejects.toThrow()
    expect(uncaught).toEqual([])
  })

  it('continues with new ones, jobs included', async () => {
    for (let round = 0; round < 5; round++) {
      await cut()
      await sql`select 1`.execute(database.kysely)
      await database.kysely.transaction().execute(async (transaction) => {
        await jobs.send(transaction, {
          name: 'card',
          data: { requestId: `r${round}` },
          key: `r${round}`,
          tenantId: 'one',
        })
      })
    }
    await expect(jobs.depth()).resolves.toBeDefined()
    const { rows } = await sql<{ sent: string }>`
      select count(*)::text as sent from pgboss.job where name = 'card'`.execute(database.kysely)
    expect(rows).toEqual([{ sent: '5' }])
    expect(uncaught).toEqual([])
  })

  it('listens for new jobs on a new connection each time', async () => {
    const heard: string[] = []
    let connections = 0
    const errors: unknown[] = []
    const listening = listenTo(
      clientOf(database),
      'somewhere',
      (text) => heard.push(text),
      () => connections++,
      (error) => errors.push(error),
    )
    for (let round = 1; round <= 3; round++) {
      await until(() => connections === round, `connection ${round}`, 60_000)
      await sql`select pg_notify('somewhere', ${`round ${round}`})`.execute(database.kysely)
      await until(() => heard.includes(`round ${round}`), `round ${round}`, 60_000)
      if (round < 3) await cut()
    }
    await listening.close()
    expect(heard).toEqual(['round 1', 'round 2', 'round 3'])
    expect(errors).toHaveLength(2)
    expect(uncaught).toEqual([])
  })

  it('recovers from a crash of the server: what was in progress fails, what waits continues', async () => {
    const began = Promise.withResolvers<void>()
    const half = database.kysely.transaction().execute(async (transaction) => {
      await sql`select 1`.execute(transaction)
      began.resolve()
      await new Promise((resolve) => setTimeout(resolve, 500))
      await sql`select 1`.execute(transaction)
    })
    await began.promise
    const failure = half.then(
      () => null,
      (error: unknown) => error,
    )
    await database.engine.goDown('immediate')
    const waits = throughOutage(60_000, () => sql`select 1`.execute(database.kysely))
    await database.engine.comeBack()
    await expect(waits).resolves.toBeDefined()
    expect(isOutage(await failure)).toBe(true)
    expect(
      isUnreachable({ ...((await failure) as Error), message: ((await failure) as Error).message }),
    ).toBe(true)
    expect(uncaught).toEqual([])
  })

  it('is told apart from a failing query', async () => {
    const disliked = await sql`select nonsense`.execute(database.kysely).catch((error: unknown) => error)
    expect(isOutage(disliked)).toBe(false)
    const ofTeams = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
    expect(isOutage(ofTeams)).toBe(false)
    let times = 0
    const again = throughOutage(10_000, async () => {
      times++
      throw disliked
    })
    await expect(again).rejects.toBe(disliked)
    expect(times).toBe(1)
  })
})

function clientOf({ boss }: Database) {
  if (boss.backend !== 'postgres') throw new Error('this is not PostgreSQL')
  return boss.client
}
