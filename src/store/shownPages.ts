import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** One person reading the pages of one request's plans. */
export interface Reader {
  requestId: string
  /** Entra object id. */
  oid: string
  /** @see editionOf */
  edition: string
}

/** Records that a person has been shown these pages, from 0, of one edition of the card. */
export async function noteShown(
  db: Kysely<Schema>,
  { requestId, oid, edition }: Reader,
  pages: readonly number[],
): Promise<void> {
  if (pages.length === 0) return
  const rows = pages.map((page) => ({ request_id: requestId, oid: oid.toLowerCase(), edition, page }))
  await db
    .insertInto('shown_pages')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** From 0. */
export async function pagesShown(db: Kysely<Schema>, { requestId, oid, edition }: Reader): Promise<number[]> {
  const rows = await db
    .selectFrom('shown_pages')
    .select('page')
    .where('request_id', '=', requestId)
    .where('oid', '=', oid.toLowerCase())
    .where('edition', '=', edition)
    .execute()
  return rows.map(({ page }) => page)
}
