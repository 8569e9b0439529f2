import type { Kysely } from 'kysely'

/** What shows that a message of Assent's may be there twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('posts')
    .addColumn('last_sent_at', 'timestamptz')
    .addColumn('doubted_from', 'timestamptz')
    .execute()
}
