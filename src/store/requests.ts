import { type Kysely, sql, type Transaction } from 'kysely'
import { isGuid } from '../intune/guid.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { requestFrom, type StoredRequest } from '../request/storedRequest.ts'
import type { Schema } from './schema.ts'

type Connection = Kysely<Schema> | Transaction<Schema>

/** Null for an unknown id. @throws {UnreadableRequest} */
export async function loadRequest(connection: Connection, id: string): Promise<AssignmentRequest | null> {
  if (!isGuid(id)) return null
  const row = await connection.selectFrom('requests').select('body').where('id', '=', id).executeTakeFirst()
  return row ? requestFrom(row.body) : null
}

/** A request as it is stored, and the database's time when it was read. */
export interface Read {
  request: AssignmentRequest
  at: Date
  /** The trace that its sentence started. */
  traceparent: string | null
}

/** Null for an unknown id. @throws {UnreadableRequest} */
export async function readRequest(connection: Connection, id: string): Promise<Read | null> {
  if (!isGuid(id)) return null
  const row = await requestQuery(connection).where('id', '=', id).executeTakeFirst()
  return row ? readFrom(row) : null
}

/** The same together with the conversations that have its card. @throws {UnreadableRequest} */
export async function readPosted(
  connection: Connection,
  id: string,
): Promise<{ read: Read; posted: string[] } | null> {
  if (!isGuid(id)) return null
  const row = await requestQuery(connection)
    .select(
      sql<string[]>`array(
        select conversation_id from posts where request_id = requests.id and purpose = 'card' order by conversation_id
      )`.as('posted'),
    )
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { read: readFrom(row), posted: row.posted } : null
}

/** Reads requests and locks them until the transaction ends; always in the same order. */
export async function lockRequests(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<Map<string, Read>> {
  const known = ids.filter(isGuid)
  if (known.length === 0) return new Map()
  const rows = await requestQuery(transaction).where('id', 'in', known).orderBy('id').forUpdate().execute()
  return new Map(rows.map((row) => [row.id, readFrom(row)]))
}

/** Reads a request and locks it until the transaction ends; null for an unknown id. @throws {UnreadableRequest} */
export async function lockRequest(transaction: Transaction<Schema>, id: string): Promise<Read | null> {
  return (await lockRequests(transaction, [id])).get(id) ?? null
}

function requestQuery(connection: Connection) {
  return connection
    .selectFrom('requests')
    .select(['id', 'body', 'traceparent', sql<Date>`clock_timestamp()`.as('at')])
}

function readFrom(row: { body: StoredRequest; at: Date; traceparent: string | null }): Read {
  return { request: requestFrom(row.body), at: row.at, traceparent: row.traceparent }
}

/** The requests of a person that wait for them to sign in. */
export async function waitingForSignIn(
  connection: Connection,
  tenantId: string,
  oid: string,
): Promise<string[]> {
  const rows = await connection
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('asker_oid', '=', oid)
    .where('state', '=', 'signInNeeded')
    .orderBy('created_at')
    .execute()
  return rows.map((row) => row.id)
}

/** Notes a message that makes no request of its own. Teams sends one again when an answer is slow. */
export async function hearOnce(
  connection: Connection,
  conversationId: string,
  activityId: string,
  requestId: string,
  now: Date,
): Promise<void> {
  await connection
    .insertInto('heard')
    .values({ conversation_id: conversationId, activity_id: activityId, request_id: requestId, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
