import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { traceparent } from '../observability/traces.ts'
import type { AssignmentRequest } from '../request/request.ts'
import type { AuditEntry } from './audit.ts'
import { appendingLine } from './auditLine.ts'
import { jsonText } from './json.ts'
import { type Insertion, insertingJobs } from './newJobs.ts'
import type { Schema } from './schema.ts'

/*
 * What a transition leaves behind: the request as it is now, its line in the audit trail, and its jobs. It is one
 * statement, one round trip to the database, and all or nothing.
 */

type Connection = Kysely<Schema> | Transaction<Schema>

export interface SavedChange {
  request: AssignmentRequest
  line: AuditEntry
  jobs: readonly Insertion[]
}

/**
 * Stores a change of a request that was read before.
 * @param from the revision that the change started from.
 * @returns false where somebody else has changed the request since: then nothing happened.
 */
export async function saveChange(
  connection: Connection,
  from: number,
  change: SavedChange,
): Promise<boolean> {
  const { request, line } = change
  const saved = sql`saved as (
    update requests
    set state = ${request.state}, revision = ${request.revision}, body = ${jsonText(request)}::jsonb,
      updated_at = ${line.at}
    where id = ${request.id} and revision = ${from} and ${hasChain(request)}
    returning id
  )`
  return (await execute(connection, [saved], change))?.saved ?? false
}

/**
 * Stores a new request, with the message that it came from.
 * @param position where the tenant's audit trail must still end: whoever has looked at what was asked before learns here
 *   whether anything has changed since, without a lock between the two. Anywhere when null, but it must have begun.
 * @returns `heard` where exactly this message was received before, `moved` where the trail does not end there. Nothing
 *   happened then.
 */
export async function saveNew(
  connection: Connection,
  change: SavedChange,
  heard: { conversationId: string; activityId: string },
  position: number | null,
): Promise<'saved' | 'heard' | 'moved'> {
  const { request, line } = change
  const { id, asker, state, revision, createdAt } = request
  const first = [
    // Locked, and looked at once more after waiting for the lock.
    sql`unmoved as (
      select from audit_heads
      where tenant_id = ${asker.tenantId} and (${position}::bigint is null or position = ${position}::bigint)
      for update
    )`,
    sql`heard_now as (
      insert into heard (conversation_id, activity_id, request_id, at)
      select ${heard.conversationId}, ${heard.activityId}, ${id}::uuid, ${line.at}::timestamptz from unmoved
      on conflict do nothing returning request_id
    )`,
    sql`saved as (
      insert into requests (id, tenant_id, asker_oid, state, revision, body, created_at, updated_at, traceparent)
      select request_id, ${asker.tenantId}, ${asker.oid}, ${state}, ${revision}::integer, ${jsonText(request)}::jsonb,
        ${createdAt}::timestamptz, ${createdAt}::timestamptz, ${traceparent()}
      from heard_now returning id
    )`,
  ]
  const told = await execute<{ unmoved: boolean }>(connection, first, change, [
    sql`exists (select from unmoved) as unmoved`,
  ])
  return told?.saved ? 'saved' : told?.unmoved ? 'heard' : 'moved'
}

const IS_SAVED = sql`exists (select from saved)`

async function execute<More = unknown>(
  connection: Connection,
  first: RawBuilder<unknown>[],
  { request, line, jobs }: SavedChange,
  more: RawBuilder<unknown>[] = [],
): Promise<({ saved: boolean } & More) | undefined> {
  const { parts, told } = insertingJobs(jobs, IS_SAVED)
  const whole = [...first, ...parts, ...appendingLine(request, line, IS_SAVED)]
  const answers = sql.join([sql`${IS_SAVED} as saved`, sql`${told} as told`, ...more])
  const { rows } = await sql<{ saved: boolean } & More>`with ${sql.join(whole)} select ${answers}`.execute(
    connection,
  )
  return rows[0]
}

/** Nothing is changed without its line. */
function hasChain({ asker }: AssignmentRequest): RawBuilder<unknown> {
  return sql`exists (select from audit_heads where tenant_id = ${asker.tenantId})`
}
