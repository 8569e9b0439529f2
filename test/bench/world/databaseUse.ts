import pg from 'pg'

/** What a PostgreSQL has done and holds, as it counts itself; all of the whole database. */
export interface DatabaseUse {
  /** Committed and rolled back. */
  transactions: number
  /** Inserted, changed and deleted. */
  rows: number
  /** Bytes of the write-ahead log. */
  log: number
  /** Bytes of the requests and everything kept with them, indexes too. */
  stored: number
  /** The same of jobs, which the queue removes by itself. */
  jobs: number
  /** Of clients, this one left out. */
  connections: number
}

/** A connection that does nothing tells what it did at the latest after so long (PGSTAT_IDLE_INTERVAL of PostgreSQL). */
export const TOLD_AFTER_MS = 11_000

const USE = `
  select
    (select xact_commit + xact_rollback from pg_stat_database where datname = current_database()) as transactions,
    (select tup_inserted + tup_updated + tup_deleted from pg_stat_database where datname = current_database()) as rows,
    pg_current_wal_insert_lsn() - '0/0'::pg_lsn as log,
    (select sum(pg_total_relation_size(oid)) from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace) as stored,
    (select sum(pg_total_relation_size(oid)) from pg_class
      where relkind = 'r' and relnamespace = 'pgboss'::regnamespace and relname like 'job%') as jobs,
    (select count(*) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()) as connections`

/** Stored, so that it is packed as it would be; sizes are those of PostgreSQL's storage. */
const DETAIL = `
  create temporary table packed as
    select body as whole, body || '{"items": [], "question": null, "detailsGone": true}' as less from requests;
  select avg(pg_column_size(whole) - pg_column_size(less)) as bytes from packed`

export async function databaseUse(databaseUrl: string): Promise<DatabaseUse> {
  const [row = {}] = await ask(databaseUrl, USE)
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as never
}

/** Bytes of a request's plans, which are kept for a shorter time than the rest of it. */
export async function detailOfRequest(databaseUrl: string): Promise<number> {
  const [row] = await ask(databaseUrl, DETAIL)
  return Number(row?.bytes ?? 0)
}

/** Leaves nothing in the tables but what they hold: rows that were changed leave their earlier ones behind. */
export async function pack(databaseUrl: string): Promise<void> {
  await ask(databaseUrl, 'vacuum full')
}

async function ask(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    // Of several statements there are several results.
    const results = [await client.query<Record<string, unknown>>(statement)].flat()
    return results.at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}
