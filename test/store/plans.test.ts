import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isOutage } from '../../src/store/outage.ts'
import { SteadyClient } from '../../src/store/steadyClient.ts'
import { type PostgresEngine, postgres } from './engines.ts'

/** What a server has planned it need not plan again; and no statement fails for that. */
describe('A statement that recurs', () => {
  let engine: PostgresEngine
  let client: SteadyClient
  beforeAll(async () => {
    engine = await postgres()
    client = new SteadyClient({ connectionString: engine.where.databaseUrl ?? '' })
    await client.connect()
    await client.query('create table things (id int, name text)')
    await client.query("insert into things values (1, 'one')")
  })
  afterAll(async () => {
    await client?.end()
    await engine?.stop()
  })

  /** A text of its own for each test: names are the same over the whole process. */
  let about = ''
  let tests = 0
  beforeEach(() => {
    about = `/* ${++tests} */`
  })
  const ask = (one: pg.ClientBase = client) => one.query(`select * from things where id = $1 ${about}`, [1])
  const plans = async (one: pg.ClientBase = client): Promise<number> => {
    const { rows } = await one.query(`select count(*)::int as count from pg_prepared_statements
      where position('${about}' in statement) > 0`)
    return rows[0].count
  }

  it('is planned once, from its third time on', async () => {
    for (const expected of [0, 0, 1, 1]) {
      expect((await ask()).rows).toEqual([{ id: 1, name: 'one' }])
      expect(await plans()).toBe(expected)
    }
  })

  it('has the answer in a callback too, as `pg` itself tells it', async () => {
    for (let times = 0; times < 4; times++) {
      const rows = await new Promise((resolve, reject) => {
        client.query(`select id from things where id = $1 ${about}`, [1], (error, result) =>
          error ? reject(error) : resolve(result.rows),
        )
      })
      expect(rows).toEqual([{ id: 1 }])
      const failed = new Promise((_, reject) => {
        client.query(`select 1 / $1::int ${about}`, [0], (error) => reject(error))
      })
      await expect(failed).rejects.toThrow(/division by zero/)
    }
  })

  it('is planned again where a newer program gave the table a column', async () => {
    for (let times = 0; times < 3; times++) await ask()
    await client.query('alter table things add column more text')
    const both = await Promise.all([ask(), ask()])
    for (const { rows } of both) expect(rows).toEqual([{ id: 1, name: 'one', more: null }])
    await client.query('alter table things drop column more')
    expect((await ask()).rows).toEqual([{ id: 1, name: 'one' }])
  })

  it('ends its transaction where that happens within one, as an outage: whoever repeats it succeeds', async () => {
    for (let times = 0; times < 3; times++) await ask()
    await client.query('begin')
    await client.query('alter table things add column more text')
    const failure = await ask().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: '0A000' })
    expect(isOutage(failure)).toBe(true)
    await client.query('rollback')
    await client.query('begin')
    expect((await ask()).rows).toHaveLength(1)
    await client.query('commit')
  })

  it('has no name any more once a pooler has lost one', async () => {
    for (let times = 0; times < 3; times++) await ask()
    await client.query('deallocate all')
    expect((await ask()).rows).toEqual([{ id: 1, name: 'one' }])
    for (let times = 0; times < 4; times++) await ask()
    expect(await plans()).toBe(0)
  })
})
