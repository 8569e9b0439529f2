import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { type Db as BossDatabase, fromPglite } from 'pg-boss'
import { parseIntoClientConfig } from 'pg-connection-string'
import { EMBEDDED, offerBackups } from './backup.ts'
import { holdDirectory } from './lock.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { isUnreachable, noteBroken, throughOutage } from './outage.ts'
import type { Schema } from './schema.ts'
import { SteadyClient } from './steadyClient.ts'

/** How pg-boss reaches the same database. */
export type BossConnection =
  | { backend: 'pglite'; db: BossDatabase }
  | { backend: 'postgres'; client: pg.ClientConfig }

export interface Database {
  kysely: Kysely<Schema>
  boss: BossConnection
  /** How far its clock is ahead of this machine's on purpose, in milliseconds; left out: not at all. */
  ahead?: () => number
  close(): Promise<void>
}

export interface DatabasePlace {
  databaseUrl: string | null
  /** Requested for every new connection, if the address holds no password. */
  password?: () => Promise<string>
  dataDir: string
}

/** PostgreSQL if `databaseUrl` is given, otherwise PGlite in `dataDir`; migrated to this program's schema. */
export async function openDatabase({ databaseUrl, password, dataDir }: DatabasePlace): Promise<Database> {
  const database = databaseUrl
    ? openPostgres({ ...parseIntoClientConfig(databaseUrl), ...(password ? { password } : {}) })
    : await openEmbedded(dataDir)
  try {
    await migrate(database.kysely)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

/** A server that restarts is back within seconds: this is how long a transaction waits to begin. Milliseconds. */
const BEGINS_WITHIN_MS = 3000
const CONNECTS_WITHIN_MS = 5000
/**
 * A process that is suspended in the middle of a transaction, on a paused machine, keeps a tenant's others waiting no
 * longer.
 */
const GIVE_UP = `set idle_in_transaction_session_timeout = '30s'`

function openPostgres(given: pg.ClientConfig): Database {
  const client = { ...given, keepAlive: true, connectionTimeoutMillis: CONNECTS_WITHIN_MS }
  const pool = new pg.Pool({ ...client, max: 10, Client: SteadyClient })
  // Not as a setting at the connection's start, which a pooler in between may refuse.
  pool.on('connect', (connection) => void connection.query(GIVE_UP).catch(() => {}))
  // The pool replaces an idle connection that breaks; without a listener it would end the process.
  pool.on('error', () => {})
  const patient = {
    options: pool.options,
    connect: () => throughOutage(BEGINS_WITHIN_MS, () => connected(pool)),
    end: () => pool.end(),
  }
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: patient }) })
  return { kysely, boss: { backend: 'postgres', client }, close: () => kysely.destroy() }
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    if (isUnreachable(error)) noteBroken(error)
    throw error
  }
}

/**
 * A server's 128 MB of buffers are filled with zeros at every start and never given back; the whole of a small company
 * fits into these (postgresql.org/docs/18/runtime-config-resource.html, `shared_buffers`).
 */
const SMALL = ['-c', 'shared_buffers=16MB']

async function openEmbedded(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true })
  const release = await holdDirectory(dataDir)
  try {
    // Whoever has a server does without loading it.
    const { PGlite } = await import('@electric-sql/pglite')
    const startParams = [...PGlite.defaultStartParams, ...SMALL]
    const pglite = await PGlite.create({ dataDir: join(dataDir, EMBEDDED), startParams })
    const kysely = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
    const endBackups = offerBackups(dataDir, pglite)
    const close = async () => {
      endBackups()
      if (!pglite.closed) await pglite.close()
      await release()
    }
    return { kysely, boss: { backend: 'pglite', db: fromPglite(pglite) }, close }
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * Brings the schema up to date, once, whichever replica comes first (Kysely's migrator takes an advisory lock).
 * @throws when the database was made by a newer program.
 */
async function migrate(kysely: Kysely<Schema>): Promise<void> {
  await refuseNewer(kysely)
  const { error } = await new Migrator({ db: kysely, provider: MIGRATIONS }).migrateToLatest()
  if (!error) return
  // A newer program may have come first while this one waited for the lock; the library's message for it helps nobody.
  await refuseNewer(kysely)
  throw error
}

async function refuseNewer(kysely: Kysely<Schema>): Promise<void> {
  const { rows: tables } = await sql<{ name: string | null }>`
    select to_regclass('kysely_migration')::text as name`.execute(kysely)
  if (!tables[0]?.name) return
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely)
  const known = await MIGRATIONS.getMigrations()
  const unknown = rows.map((row) => row.name).filter((name) => !(name in known))
  if (unknown.length > 0) {
    throw new Error(
      `The database was made by a newer Assent (it knows ${unknown.join(', ')}). Run that version or a later one; to go back, restore the backup from before the upgrade (env/README.md).`,
    )
  }
}
