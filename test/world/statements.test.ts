import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/ports.ts'
import { carry } from '../bench/world/peopleAtWork.ts'
import { countStatements, type StatementCounter } from '../bench/world/statementCounter.ts'
import { type Company, startCompany } from '../faults/company.ts'
import { AssentProcess } from '../faults/process.ts'

/** Of a request: our own tables, and the queue's work on its jobs. What else the queue does, it does as time goes by. */
const OF_A_REQUEST = [
  /\b(requests|posts|conversations|people|heard|audit|sign_outs|shown_pages)\b/,
  /^WITH results AS \( UPDATE pgboss\.job_common SET completed_on/,
  /^SELECT id, name, data, retry_count/,
]
const BY_ITSELF = /as queue\(name/

/** Each statement is a way to the database and back: what a request asks of it stays small. */
describe('The database statements of a request', () => {
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
  })
  afterAll(async () => {
    await assent?.stop()
    await sql?.close()
    await company?.stop()
  })

  const own = () =>
    [...sql.texts]
      .filter(([text]) => !BY_ITSELF.test(text) && OF_A_REQUEST.some((one) => one.test(text)))
      .reduce((sum, [, count]) => sum + count, 0)

  /** Until a second goes by in which nobody asks for anything. */
  async function quiet(): Promise<void> {
    for (let before = -1; before !== own(); await pause(1000)) before = own()
  }

  const messages = () =>
    company.channel.board.messages
      .filter(({ from }) => from.isBot)
      .reduce((sum, { updates }) => sum + 1 + updates, 0)

  it('are at most sixty from the sentence to done', async () => {
    const [before, said] = [own(), messages()]
    await carry(company, [2])
    await quiet()
    const spent = own() - before
    // A card, its update and a notice; a machine so slow that "writing" had to be shown sends some more.
    const more = messages() - said - 3
    expect(spent, [...sql.texts.keys()].join('\n')).toBeLessThanOrEqual(60 + 8 * more)
    // It is a request that was counted.
    expect(spent).toBeGreaterThan(20)
  })
})
