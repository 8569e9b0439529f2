import { type Kysely, sql } from 'kysely'

/**
 * What is kept of a conversation is Assent's own: until now it was the bot library's reference, most of which the
 * table's other columns say as well. A new one reads the old shape, too, so nothing hangs on who writes when.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update conversations set reference = jsonb_strip_nulls(jsonb_build_object(
      'serviceUrl', reference->'serviceUrl',
      'bot', jsonb_build_object('id', reference->'bot'->'id', 'name', reference->'bot'->'name'),
      'user', case when reference->'user'->'id' is null then null
        else jsonb_build_object('id', reference->'user'->'id', 'name', reference->'user'->'name') end
    ))`.execute(db)
}
