import { type Kysely, sql } from 'kysely'

/** What history and undo look up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index requests_by_place
    on requests (tenant_id, (split_part(body->'place'->>'conversationId', ';', 1)), created_at desc)`.execute(
    db,
  )
  await sql`create index requests_by_content on requests using gin (body jsonb_path_ops)`.execute(db)
  await sql`
    create index requests_undoing on requests ((body->>'undoes')) where body->>'undoes' is not null`.execute(
    db,
  )
}
