import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** The conversations that have the request's card. */
export async function postedIn(db: Kysely<Schema>, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('posts')
    .select('conversation_id')
    .where('request_id', '=', requestId)
    .where('purpose', '=', 'card')
    .orderBy('conversation_id')
    .execute()
  return rows.map((row) => row.conversation_id)
}

/** Whether any card of the request shows an earlier revision than this. */
export async function isShownOld(db: Kysely<Schema>, requestId: string, revision: number): Promise<boolean> {
  const row = await db
    .selectFrom('posts')
    .select('key')
    .where('request_id', '=', requestId)
    .where('purpose', '=', 'card')
    .where('revision', '<', revision)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a message is one that Assent knows about, for whatever purpose. */
export async function isKnownMessage(db: Kysely<Schema>, activityId: string): Promise<boolean> {
  const row = await db
    .selectFrom('posts')
    .select('key')
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row !== undefined
}
