import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carry } from '../bench/world/peopleAtWork.ts'
import { countStatements, type StatementCounter } from '../bench/world/statementCounter.ts'
import { type Company, startCompany } from '../faults/company.ts'
import { AssentProcess } from '../faults/process.ts'
import { freePort } from '../ports.ts'

/** What the queue and the clock ask by themselves, however little there is to do, and as often as time goes by. */
const BY_ITSELF = [
  /as queue\(name\)/,
  /^select 0$|clock_timestamp\(\) as now/,
  /replicas/,
  /pgboss\.(version|instance|queue|warning|schedule)/,
  /pg_advisory_xact_lock\(\$0\)|lock_timeout/,
  /^WITH (budget|locked_parents|next|strict_fifo_heads|due) /,
  /pg_stat|relname/,
]

/** Each statement is a way to the database and back: what a request asks of it stays small. */
describe('What a request asks of the database', () => {
  let company: Company
  let sql: StatementCounter
  let assent: AssentProcess
  beforeAll(async () => {
    company = await startCompany('PostgreSQL', 6)
    sql = await countStatements(company.engine.where.databaseUrl ?? '')
    const settings = { ...company.settings, DATABASE_URL: sql.databaseUrl }
    assent = await AssentProcess.start(settings, await freePort(), company.log)
    company.channel.connect(assent.url)
    await company.install()
    // The first of a tenant begins its audit trail, and signs people in.
    for (const policy of [0, 1]) await carry(company, [policy])
    await quiet()
  }, 120_000)
  afterAll(async () => {
    await assent?.stop()
    await sql?.close()
    await company?.stop()
  })

  const own = () =>
    [...sql.texts]
      .filter(([text]) => !BY_ITSELF.some((one) => one.test(text)))
      .reduce((sum, [, count]) => sum + count, 0)

  /** Until a second goes by in which nobody asks for anything. */
  async function quiet(): Promise<void> {
    for (let before = -1; before !== own(); await pause(1000)) before = own()
  }

  it('is at most sixty statements from the sentence to done', async () => {
    const before = own()
    await carry(company, [2])
    await quiet()
    const spent = own() - before
    expect(spent, [...sql.texts.keys()].join('\n')).toBeLessThanOrEqual(60)
    // It is a request that was counted.
    expect(spent).toBeGreaterThan(20)
  })
})
