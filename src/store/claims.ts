import { type Kysely, sql } from 'kysely'
import { type Post, postOf } from './posts.ts'
import type { Schema } from './schema.ts'

/**
 * For messages that matter less than a duplicate would annoy, such as a reminder: recorded as sent before they are.
 * @returns false if that was done before.
 */
export async function claim(db: Kysely<Schema>, key: string, revision: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('posts')
    .set({ revision })
    .where('key', '=', key)
    .where('revision', '<', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The same for a place that may not be recorded yet; earlier claims on it stay. @returns the place afterwards. */
export async function claimUpTo(
  db: Kysely<Schema>,
  { requestId, purpose, conversationId }: Pick<Post, 'requestId' | 'purpose' | 'conversationId'>,
  revision: number,
): Promise<Post> {
  const row = await db
    .insertInto('posts')
    .values({ request_id: requestId, purpose, conversation_id: conversationId, revision })
    .onConflict((conflict) =>
      conflict
        .columns(['request_id', 'purpose', 'conversation_id'])
        .doUpdateSet({ revision: sql<number>`greatest(posts.revision, excluded.revision)` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return postOf(row)
}

/** Teams did not accept it after all. */
export async function unclaim(db: Kysely<Schema>, key: string, revision: number): Promise<void> {
  await db
    .updateTable('posts')
    .set({ revision: revision - 1 })
    .where('key', '=', key)
    .execute()
}
