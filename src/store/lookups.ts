import { type Kysely, sql, type Transaction } from 'kysely'
import { type AssignmentRequest, ENDED } from '../approvals/request.ts'
import type { Person } from '../identity/person.ts'
import type { Schema } from './schema.ts'

/** The person's last change that was done and not taken back; changes that took something back do not count. */
export async function lastToUndo(
  db: Kysely<Schema>,
  person: Pick<Person, 'tenantId' | 'oid'>,
  since: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', person.tenantId)
    .where('asker_oid', '=', person.oid)
    .where(sql<boolean>`body->>'undoes' is null and body->>'undoneBy' is null`)
    .where(sql<boolean>`body->>'endedAt' >= ${since.toISOString()}`)
    .where(sql<boolean>`body->'items' @> '[{"progress":"done"}]'`)
    .orderBy(sql`body->>'endedAt'`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** A request that is about to take another one back. */
export async function openUndoOf(transaction: Transaction<Schema>, id: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('requests')
    .select('id')
    .where(sql<boolean>`body->>'undoes' = ${id}`)
    .where('state', 'not in', ENDED)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose or which requests a history tells of. */
export type HistoryOf = { asker: string } | { conversation: string } | { policy: string }

/** The states of requests that came as far as a plan; what was only looked at is no history. */
const TOLD = [
  'pending',
  'approved',
  'applying',
  'awaitingIntune',
  'signInNeeded',
  'done',
  'failed',
  'cancelled',
  'rejected',
  'expired',
]

/** Newest first. */
export async function historyOf(
  db: Kysely<Schema>,
  tenantId: string,
  of: HistoryOf,
  { offset, limit }: { offset: number; limit: number },
): Promise<AssignmentRequest[]> {
  let query = db
    .selectFrom('requests')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', TOLD)
    .where(sql<boolean>`jsonb_array_length(body->'items') > 0`)
  if ('asker' in of) query = query.where('asker_oid', '=', of.asker)
  else if ('conversation' in of) query = query.where(WHOLE_PLACE, '=', of.conversation)
  else {
    const named = JSON.stringify({ items: [{ plan: { policy: { id: of.policy } } }] })
    query = query.where(sql<boolean>`body @> ${named}::jsonb`)
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').offset(offset).limit(limit).execute()
  return rows.map(({ body }) => body)
}

/** The conversation without the thread; there is an index on just this expression. */
const WHOLE_PLACE = sql<string>`split_part(body->'place'->>'conversationId', ';', 1)`
