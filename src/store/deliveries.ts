import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * Teams reports some things once for every client a person has open, and again when an answer is slow. These are
 * recorded with the messages received, so that all replicas know.
 */
export async function wasSaid(db: Kysely<Schema>, conversationId: string, what: string): Promise<boolean> {
  const row = await db
    .selectFrom('heard')
    .select('at')
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', what)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns whether it is reported for the first time: of several callers at once, only one gets true. */
export async function saidFirst(
  db: Kysely<Schema>,
  conversationId: string,
  what: string,
  now: Date,
): Promise<boolean> {
  const result = await db
    .insertInto('heard')
    .values({ conversation_id: conversationId, activity_id: what, request_id: null, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The request that a message led to; null if it led to none. */
export async function requestOfMessage(
  db: Kysely<Schema>,
  conversationId: string,
  activityId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('heard')
    .select('request_id')
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
  return row?.request_id ?? null
}

/**
 * The message that a request came from may be received again.
 * @returns false when somebody else has already allowed that.
 */
export async function forgetMessage(db: Kysely<Schema>, requestId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('heard')
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
