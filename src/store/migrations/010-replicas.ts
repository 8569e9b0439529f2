import { type Kysely, sql } from 'kysely'

/** Who lives, so that what a tenant grants can be shared out among them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table replicas (id uuid primary key, seen_at timestamptz not null)`.execute(db)
}
