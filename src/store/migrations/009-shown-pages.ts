import { type Kysely, sql } from 'kysely'

/** Which pages of a long card each person was shown, so that nobody approves what they have not seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table shown_pages (
      request_id uuid not null references requests (id) on delete cascade,
      oid text not null,
      edition text not null,
      page integer not null,
      primary key (request_id, oid, edition, page)
    )`.execute(db)
}
