import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type Purpose = Schema['posts']['purpose']

/** A message of Assent's that stands, or is to stand, in a conversation. */
export interface Post {
  conversationId: string
  /** Null until Teams has answered with it. */
  activityId: string | null
  /** The request's revision it shows; 0 before the first. */
  revision: number
}

/** Where the card or notice of a request stands. The place is noted before the message is sent. */
export async function postAt(
  db: Kysely<Schema>,
  requestId: string,
  purpose: Purpose,
  conversationId: string,
): Promise<Post> {
  await db
    .insertInto('posts')
    .values({
      request_id: requestId,
      purpose,
      conversation_id: conversationId,
      activity_id: null,
      revision: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('posts')
    .select(['activity_id', 'revision'])
    .where('request_id', '=', requestId)
    .where('purpose', '=', purpose)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return { conversationId, activityId: row.activity_id, revision: row.revision }
}

export async function markPosted(
  db: Kysely<Schema>,
  requestId: string,
  purpose: Purpose,
  post: Post,
): Promise<void> {
  await db
    .updateTable('posts')
    .set({ activity_id: post.activityId, revision: post.revision })
    .where('request_id', '=', requestId)
    .where('purpose', '=', purpose)
    .where('conversation_id', '=', post.conversationId)
    .execute()
}

/** The conversations in which the request's card stands. */
export async function postedIn(db: Kysely<Schema>, requestId: string, purpose: Purpose): Promise<string[]> {
  const rows = await db
    .selectFrom('posts')
    .select('conversation_id')
    .where('request_id', '=', requestId)
    .where('purpose', '=', purpose)
    .orderBy('conversation_id')
    .execute()
  return rows.map((row) => row.conversation_id)
}
