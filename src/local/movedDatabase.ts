import { sql } from 'kysely'
import { type Database, type DatabasePlace, openDatabase } from '../store/database.ts'

/**
 * Functions for the database's clock that run ahead are in this schema; the search path finds them before the real
 * ones.
 */
const SCHEMA = 'local_world'
const PATH = `public,${SCHEMA},pg_catalog`

/** A database whose clock can be moved forward. To whoever opens it, it is a database like any other. */
export class MovedDatabase {
  private readonly ahead: () => number
  private opened: Database | null = null

  /** @param ahead in milliseconds. */
  constructor(ahead: () => number) {
    this.ahead = ahead
  }

  readonly open = async (place: DatabasePlace): Promise<Database> => {
    const database = await openDatabase({ ...place, databaseUrl: withPath(place.databaseUrl) })
    this.opened = database
    // One session for all, where the database is embedded: it has no address that could say this.
    if (database.boss.backend === 'pglite')
      await sql.raw(`set search_path to ${PATH}`).execute(database.kysely)
    await this.move()
    return { ...database, ahead: this.ahead }
  }

  /** Moves the database's clock as far ahead as the world's. A clock that was never moved is left alone. */
  async move(): Promise<void> {
    const ahead = Math.round(this.ahead())
    if (!this.opened || ahead === 0) return
    const by = `interval '${ahead} milliseconds'`
    const replace = (name: string, kind: string, real: string) =>
      `create or replace function ${name}() returns timestamptz language sql ${kind} as $$ select ${real} + ${by} $$`
    const statements = [
      `create schema if not exists ${SCHEMA}`,
      replace(`${SCHEMA}.now`, 'stable', 'pg_catalog.now()'),
      replace(`${SCHEMA}.clock_timestamp`, 'volatile', 'pg_catalog.clock_timestamp()'),
    ]
    // The queue has its own clock for this; it exists once the queue has started.
    const { rows } = await sql<{ there: boolean }>`
      select to_regprocedure('pgboss.job_now()') is not null as there`.execute(this.opened.kysely)
    if (rows[0]?.there) statements.push(replace('pgboss.job_now', 'stable', 'pg_catalog.now()'))
    for (const statement of statements) await sql.raw(statement).execute(this.opened.kysely)
  }
}

function withPath(databaseUrl: string | null): string | null {
  if (!databaseUrl) return null
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `-c search_path=${PATH}`)
  return url.href
}
