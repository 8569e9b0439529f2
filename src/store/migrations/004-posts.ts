import { type Kysely, sql } from 'kysely'

/** A message can say of itself where it is, by a key that it carries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table posts
      add column key uuid not null unique default gen_random_uuid(),
      add column sending_at timestamptz`.execute(db)
  await sql`create index posts_by_message on posts (activity_id) where activity_id is not null`.execute(db)
}
