import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Four workers, whose worlds and replicas have up to 16 connections each. No data outlives the run. */
const FLAGS = ['max_connections=400', 'fsync=off', 'full_page_writes=off', 'autovacuum=off']
const TEMPLATE = 'template_assent'

let keeping: ReturnType<typeof keep> | undefined
let made = 0

/** Keeps one PostgreSQL for a run of tests, from the moment one of them asks for a database. */
const server = createServer(async ({ method, url }, response) => {
  try {
    keeping ??= keep()
    const { create, drop } = await keeping
    if (method === 'DELETE') await drop(String(url).slice(1))
    response.end(method === 'DELETE' ? '' : await create(`test_${++made}`))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

// However the run ends, and whether or not it could say so.
process.on('disconnect', async () => {
  await (await keeping?.catch(() => null))?.stop()
  process.exit()
})
async function keep() {
  // Only now, since many runs need no PostgreSQL.
  const [{ default: pg }, { postgres }, { openDatabase }, { JobQueue }] = await Promise.all([
    import('pg'),
    import('./store/engines.ts'),
    import('../src/store/database.ts'),
    import('../src/store/jobs.ts'),
  ])
  const engine = await postgres(FLAGS)
  const urlOf = (name: string) => {
    const url = new URL(engine.where.databaseUrl)
    url.pathname = name
    return url.href
  }
  // One connection, which is asked one thing after another.
  const pool = new pg.Pool({ connectionString: urlOf('postgres'), max: 1 })
  // The server may be gone before it has read the connection's goodbye.
  pool.on('error', () => {})
  await pool.query(`create database ${TEMPLATE}`)
  const template = await openDatabase({ ...engine.where, databaseUrl: urlOf(TEMPLATE) })
  const jobs = new JobQueue(template.boss, () => {})
  await jobs.start()
  await jobs.stop(1000)
  await template.close()
  return {
    async create(name: string): Promise<string> {
      await pool.query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
      return urlOf(name)
    },
    async drop(name: string): Promise<void> {
      await pool.query(`drop database ${pg.escapeIdentifier(name)} with (force)`)
    },
    async stop(): Promise<void> {
      await pool.end()
      await engine.stop()
    },
  }
}
