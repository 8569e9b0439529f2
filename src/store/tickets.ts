import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * Records a sign-in that begins, and deletes those that are too old. @returns what the browser brings back; only its
 * hash is stored.
 */
export async function keepTicket(
  db: Kysely<Schema>,
  ticket: { requestId: string },
  expiresAt: Date,
  now: Date,
): Promise<string> {
  await db.deleteFrom('tickets').where('expires_at', '<=', now).execute()
  const key = randomBytes(32).toString('base64url')
  const { requestId, ...body } = ticket
  await db
    .insertInto('tickets')
    .values({ id: ticketHash(key), request_id: requestId, body: JSON.stringify(body), expires_at: expiresAt })
    .execute()
  return key
}

/** The ticket while it is valid; it can be read more than once. */
export async function findTicket<Ticket>(db: Kysely<Schema>, key: string, now: Date): Promise<Ticket | null> {
  const row = await db
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', ticketHash(key))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? ({ requestId: row.request_id, ...row.body } as Ticket) : null
}

/** It has been used. */
export async function dropTicket(db: Kysely<Schema>, key: string): Promise<void> {
  await db.deleteFrom('tickets').where('id', '=', ticketHash(key)).execute()
}

function ticketHash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
