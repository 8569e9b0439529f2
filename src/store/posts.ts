import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

export type Purpose = Schema['posts']['purpose']

/** A message of Assent's that is, or is about to be, in a conversation. */
export interface Post {
  /** Unguessable; the message carries it. */
  key: string
  requestId: string
  purpose: Purpose
  conversationId: string
  /** Null until it is known. */
  activityId: string | null
  /** Since when it may be there without its id being known. */
  sendingAt: Date | null
  /** Between which sends a duplicate may have been left behind; null: there can be none. */
  doubted: { from: Date; to: Date } | null
  /** The request's revision it shows; 0 before the first. */
  revision: number
}

/** Where the card or notice of a request is. The place is recorded before the message is sent. */
export async function postAt(
  db: Kysely<Schema>,
  requestId: string,
  purpose: Purpose,
  conversationId: string,
): Promise<Post> {
  for (;;) {
    const { rows } = await sql<PostRow>`
      with made as (
        insert into posts (request_id, purpose, conversation_id)
        values (${requestId}, ${purpose}, ${conversationId})
        on conflict do nothing returning *
      )
      select * from made union all
      select * from posts
      where request_id = ${requestId} and purpose = ${purpose} and conversation_id = ${conversationId}`.execute(
      db,
    )
    // Neither: somebody else recorded it between the two statements.
    const [row] = rows
    if (row) return postOf(row)
  }
}

/**
 * Records a place that has no message yet, and that there may be one from now on.
 * @returns null where the place was recorded before.
 */
export async function beginPost(
  db: Kysely<Schema>,
  { requestId, purpose, conversationId }: Pick<Post, 'requestId' | 'purpose' | 'conversationId'>,
  since: Date,
): Promise<Post | null> {
  const row = await db
    .insertInto('posts')
    .values({
      request_id: requestId,
      purpose,
      conversation_id: conversationId,
      sending_at: since,
      last_sent_at: since,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? postOf(row) : null
}

/** @param key the one that the message carries. @returns null for a key that was never given out. */
export async function findPost(db: Kysely<Schema>, key: string): Promise<Post | null> {
  const row = await db.selectFrom('posts').selectAll().where('key', '=', key).executeTakeFirst()
  return row ? postOf(row) : null
}

/** From now on, until its id is known, the message may be there. Null: Teams did not accept it after all. */
export async function markSending(db: Kysely<Schema>, key: string, since: Date | null): Promise<void> {
  const sent = since
    ? { last_sent_at: since, doubted_from: sql<Date | null>`coalesce(doubted_from, sending_at)` }
    : {}
  await db
    .updateTable('posts')
    .set({ sending_at: since, ...sent })
    .where('key', '=', key)
    .execute()
}

/**
 * The message is there with this id, unless another copy of it was recorded before, or the id belongs to
 * another message of Assent's.
 * @param revision of the request that it shows; null: not known.
 * @returns the id that counts; null when none does.
 */
export async function markStanding(
  db: Kysely<Schema>,
  key: string,
  activityId: string,
  revision: number | null = null,
): Promise<string | null> {
  const shown =
    revision === null ? sql`` : sql`, revision = greatest(revision, ${revision}), sending_at = null`
  const { rows } = await sql<{ activity_id: string | null }>`
    update posts set activity_id = case
      when activity_id is null and not exists (
        select 1 from posts other
        where other.activity_id = ${activityId} and other.conversation_id = posts.conversation_id
      ) then ${activityId} else activity_id end ${shown}
    where key = ${key} returning activity_id`.execute(db)
  return rows[0]?.activity_id ?? null
}

/** The message shows the request as of this revision. */
export async function markShown(db: Kysely<Schema>, key: string, revision: number): Promise<void> {
  await db
    .updateTable('posts')
    .set({ revision, sending_at: null })
    .where('key', '=', key)
    .where('revision', '<', revision)
    .execute()
}

/**
 * Releases the message in a conversation, so that a new one can take its place further down. @returns the id of the
 * old one; null if there is none, or one is just being sent.
 */
export async function releasePost(
  transaction: Transaction<Schema>,
  requestId: string,
  purpose: Purpose,
  conversationId: string,
): Promise<string | null> {
  const row = await transaction
    .selectFrom('posts')
    .select(['key', 'activity_id'])
    .where('request_id', '=', requestId)
    .where('purpose', '=', purpose)
    .where('conversation_id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row?.activity_id) return null
  await transaction
    .updateTable('posts')
    .set({ key: randomUUID(), activity_id: null, sending_at: null, revision: 0 })
    .where('key', '=', row.key)
    .execute()
  return row.activity_id
}

/** As the table stores it. */
export interface PostRow {
  key: string
  request_id: string
  purpose: Purpose
  conversation_id: string
  activity_id: string | null
  sending_at: Date | null
  last_sent_at: Date | null
  doubted_from: Date | null
  revision: number
}

export function postOf(row: PostRow): Post {
  const { doubted_from: from, last_sent_at: to } = row
  return {
    key: row.key,
    requestId: row.request_id,
    purpose: row.purpose,
    conversationId: row.conversation_id,
    activityId: row.activity_id,
    sendingAt: row.sending_at,
    doubted: from && to ? { from, to } : null,
    revision: row.revision,
  }
}
