import { type Kysely, sql, type Transaction } from 'kysely'
import { traceparent } from '../observability/traces.ts'
import type { Person } from '../request/person.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { ENDED } from '../request/states.ts'
import { requestFrom } from '../request/storedRequest.ts'
import { jsonText, wellFormedText } from './json.ts'
import type { Schema } from './schema.ts'

type Connection = Kysely<Schema> | Transaction<Schema>

export async function insertRequest(
  transaction: Transaction<Schema>,
  request: AssignmentRequest,
): Promise<void> {
  await transaction
    .insertInto('requests')
    .values({
      id: request.id,
      tenant_id: request.asker.tenantId,
      asker_oid: request.asker.oid,
      state: request.state,
      revision: request.revision,
      body: jsonText(request),
      created_at: request.createdAt,
      updated_at: request.createdAt,
      traceparent: traceparent(),
    })
    .execute()
}

/** Null for an unknown id. @throws {UnreadableRequest} */
export async function loadRequest(connection: Connection, id: string): Promise<AssignmentRequest | null> {
  if (!isUuid(id)) return null
  const row = await connection.selectFrom('requests').select('body').where('id', '=', id).executeTakeFirst()
  return row ? requestFrom(row.body) : null
}

/** A request that nobody else can change, and what time it was by the database's clock when it was read. */
export interface Locked {
  request: AssignmentRequest
  at: Date
  /** The trace that its sentence began. */
  traceparent: string | null
}

/** Reads a request and keeps everybody else from changing it until the transaction ends. */
export async function lockRequest(transaction: Transaction<Schema>, id: string): Promise<Locked | null> {
  if (!isUuid(id)) return null
  const row = await transaction
    .selectFrom('requests')
    .select(['body', 'traceparent', sql<Date>`clock_timestamp()`.as('at')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { request: requestFrom(row.body), at: row.at, traceparent: row.traceparent } : null
}

export async function saveRequest(
  transaction: Transaction<Schema>,
  request: AssignmentRequest,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('requests')
    .set({
      state: request.state,
      revision: request.revision,
      body: jsonText(request),
      updated_at: now,
    })
    .where('id', '=', request.id)
    .execute()
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

/** @returns whether this message is new. Teams sends one again when an answer is slow. */
export async function hearOnce(
  transaction: Transaction<Schema>,
  conversationId: string,
  activityId: string,
  requestId: string,
  now: Date,
): Promise<boolean> {
  const result = await transaction
    .insertInto('heard')
    .values({ conversation_id: conversationId, activity_id: activityId, request_id: requestId, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The same sentence repeated within this time is a slip, in seconds. */
const SLIP_SECONDS = 10

/**
 * The open request that the same person asked for with the same words in the same conversation a moment ago, by the
 * database's clock; null where there is none. A channel's threads count together: a second post begins a second one.
 */
export async function sameAMomentAgo(
  transaction: Transaction<Schema>,
  person: Pick<Person, 'tenantId' | 'oid'>,
  conversationId: string,
  text: string,
): Promise<string | null> {
  // Two that arrive at once, at two replicas, see each other.
  await sql`select pg_advisory_xact_lock(hashtext(${`said ${person.tenantId} ${person.oid}`}))`.execute(
    transaction,
  )
  const row = await transaction
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', person.tenantId)
    .where('asker_oid', '=', person.oid)
    .where('state', 'not in', ENDED)
    .where(sql<boolean>`created_at > clock_timestamp() - make_interval(secs => ${SLIP_SECONDS})`)
    .where(
      sql<boolean>`split_part(body->'place'->>'conversationId', ';', 1) = split_part(${conversationId}, ';', 1)`,
    )
    .where(sql<boolean>`body->>'text' = ${wellFormedText(text)}`)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
