import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { type Engine, postgres } from './engines.ts'

describe('A PostgreSQL whose connections go', () => {
  let engine: Engine
  let database: Database
  let jobs: JobQueue
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  const cut = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.kysely)
  }

  beforeAll(async () => {
    process.on('uncaughtException', note)
    engine = await postgres()
    database = await openDatabase(engine.where)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    await database?.close()
    await engine?.stop()
    process.off('uncaughtException', note)
  })

  it('loses one in the middle of a transaction without losing the process', async () => {
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

  it('works on with new ones, jobs included', async () => {
    for (let round = 0; round < 5; round++) {
      await cut()
      await sql`select 1`.execute(database.kysely)
      await database.kysely.transaction().execute(async (transaction) => {
        await jobs.send(transaction, 'card', { requestId: `r${round}` }, { key: `r${round}` })
      })
    }
    await expect(jobs.depth()).resolves.toBeDefined()
    const { rows } = await sql<{ sent: string }>`
      select count(*)::text as sent from pgboss.job where name = 'card'`.execute(database.kysely)
    expect(rows).toEqual([{ sent: '5' }])
    expect(uncaught).toEqual([])
  })
})
