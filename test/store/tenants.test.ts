import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { type Handlers, JobQueue } from '../../src/store/jobs.ts'
import { type JobName, QUEUES } from '../../src/store/queues.ts'
import { countStatements, type StatementCounter } from '../bench/world/statementCounter.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { someRequest } from '../workflow/someRequest.ts'
import { useDesk } from '../workflow/useDesk.ts'
import { ENGINES, type Engine, shared } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

const BUSY = ADA
const OTHER = { ...ADA, tenantId: '5f2f3f1f-9c11-4d0e-9a6b-3b0f6c1e7d54' }

describe('A tenant whose audit trail is blocked', () => {
  const store = useDesk(shared, { limits: { open: 1000, perMinute: 1000, tenantPerMinute: 1000 } })
  let elsewhere: Database
  beforeAll(async () => {
    elsewhere = await openDatabase(store.engine.where)
  })
  afterAll(() => elsewhere?.close())

  const ask = async (person: typeof ADA, activityId: string) => {
    const place = { conversationId: `a:${person.tenantId}`, kind: 'personal' } as const
    return await someRequest(store.desk, { person, place, activityId, text: `assign ${activityId}` })
  }
  const plan = { type: 'planned' as const, plans: [somePlan()], notes: [] }

  it('delays no other tenant, however much it asks for, and continues afterwards', async () => {
    const known = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(BUSY, `known ${index}`)))
    const held = Promise.withResolvers<void>()
    const locked = Promise.withResolvers<void>()
    const holding = elsewhere.kysely.transaction().execute(async (transaction) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction)
      await sql`select from audit_heads where tenant_id = ${BUSY.tenantId} for update`.execute(transaction)
      locked.resolve()
      await held.promise
    })
    await locked.promise
    let carried = 0
    const waiting = [
      ...Array.from({ length: 20 }, (_, index) => ask(BUSY, `new ${index}`)),
      ...known.map(({ id }) => store.desk.transition(id, plan)),
    ].map((one) => one.finally(() => carried++))
    const { id } = await ask(OTHER, 'beside')
    expect(await store.desk.transition(id, plan)).toMatchObject({ state: 'pending' })
    expect(await store.desk.transition(id, { type: 'cancelled', by: OTHER })).toMatchObject({
      state: 'cancelled',
    })
    expect(carried).toBe(0)
    held.resolve()
    await holding
    expect(await Promise.all(waiting)).toHaveLength(40)
  })

  it('is not blocked for ever by a frozen process', async () => {
    const { rows } = await sql<{ it: string }>`
      select current_setting('idle_in_transaction_session_timeout') as it`.execute(store.kysely)
    expect(rows).toEqual([{ it: '30s' }])
  })
})

describe.each(ENGINES)('A tenant with long jobs, on %s', (_name, start) => {
  const database = useDatabase(start)
  let jobs: JobQueue
  const begun: string[] = []
  let ended = 0
  const released = Promise.withResolvers<void>()
  const heard = new Set<() => void>()

  const run = async ({ requestId = '' }: { requestId?: string }) => {
    begun.push(requestId)
    for (const look of heard) look()
    if (requestId.startsWith('busy')) await released.promise
    ended += 1
    for (const look of heard) look()
  }
  const handlers = new Proxy({} as Handlers, { get: () => run })
  beforeAll(async () => {
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    await jobs.work(handlers, async () => {})
  })
  afterAll(async () => {
    released.resolve()
    await jobs?.stop(1000)
  })

  const send = (name: JobName, tenantId: string, requestId: string) =>
    jobs.send(database.kysely, { name, data: { requestId }, key: requestId, tenantId } as never)
  const until = (look: () => boolean) =>
    new Promise<void>((resolve) => {
      const again = () => {
        if (!look()) return
        heard.delete(again)
        resolve()
      }
      heard.add(again)
      again()
    })
  const of = (tenant: string) => begun.filter((id) => id.startsWith(tenant)).length

  it('delays none of the others, and gets its turn again', async () => {
    for (let i = 0; i < 60; i++) await send('plan', 'busy', `busy ${i}`)
    await until(() => of('busy') === 8)
    for (const tenant of ['second', 'third'])
      for (let i = 0; i < 20; i++) await send('plan', tenant, `${tenant} ${i}`)
    await until(() => of('second') === 20 && of('third') === 20)
    expect(of('busy')).toBe(8)
    released.resolve()
    await until(() => ended === 100)
    expect(begun).toHaveLength(100)
  })
})

describe('Of two processes on one database', () => {
  let engine: Engine
  const processes: { database: Database; sql: StatementCounter; jobs: JobQueue }[] = []
  const begun: string[] = []
  let look = () => {}
  const released = Promise.withResolvers<void>()
  beforeAll(async () => {
    engine = await shared()
    for (const name of ['first', 'second']) {
      const sql = await countStatements(engine.where.databaseUrl ?? '')
      const database = await openDatabase({ ...engine.where, databaseUrl: sql.databaseUrl })
      const jobs = new JobQueue(database.boss, () => {})
      await jobs.start()
      const run = async ({ requestId = '' }: { requestId?: string }) => {
        begun.push(`${requestId} at the ${name}`)
        look()
        if (requestId.startsWith('long')) await released.promise
      }
      await jobs.work(new Proxy({} as Handlers, { get: () => run }), async () => {})
      processes.push({ database, sql, jobs })
    }
  })
  afterAll(async () => {
    released.resolve()
    for (const { database, sql, jobs } of processes) {
      await jobs.stop(1000)
      await database.close()
      await sql.close()
    }
    await engine?.stop()
  })

  const send = async (requestId: string) => {
    const [first] = processes
    const job = { name: 'plan' as const, data: { requestId }, key: requestId, tenantId: 'one' }
    if (first) await first.jobs.send(first.database.kysely, job)
  }
  const begin = (count: number) =>
    new Promise<void>((resolve) => {
      look = () => begun.length >= count && resolve()
      look()
    })
  const fetches = ({ sql }: { sql: StatementCounter }) =>
    [...sql.texts].filter(([text]) => /^WITH next AS/.test(text)).reduce((sum, [, count]) => sum + count, 0)

  it('the one that enqueues a job runs it, and the other does not poll for it', async () => {
    const [, second] = processes
    if (!second) throw new Error('there are two')
    // Each worker asks once when it begins.
    const { apply: _ofItsOwnForm, ...queues } = QUEUES
    const workers = Object.values(queues).reduce((sum, { atOnce }) => sum + atOnce, 0)
    while (fetches(second) < workers) await pause(50)
    const before = fetches(second)
    for (let i = 1; i <= 20; i++) {
      await send(`short ${i}`)
      await begin(i)
    }
    // One of its looks, which are a second apart, may have found a job before the other one did.
    expect(fetches(second) - before).toBeLessThan(10)
  })

  it('the other helps where the first one is busy', async () => {
    begun.length = 0
    for (let i = 0; i < 16; i++) await send(`long ${i}`)
    await begin(16)
    expect(begun.filter((line) => line.endsWith('at the first'))).toHaveLength(8)
    expect(begun.filter((line) => line.endsWith('at the second'))).toHaveLength(8)
  })
})
