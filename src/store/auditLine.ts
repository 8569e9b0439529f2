import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { AssignmentRequest } from '../request/request.ts'
import { type AuditEntry, BEFORE_ALL, contentAfterPosition, sealOf } from './audit.ts'
import { jsonText } from './json.ts'
import type { Schema } from './schema.ts'

/**
 * Appends a line to the tenant's chain, as part of the statement that stores the change it records: the database adds
 * the line's hash to the head, which is locked until the statement's transaction ends.
 * @param onlyIf a condition of that statement. The chain must have begun.
 * @returns the parts of its `with`; the last one, `line`, has a row where a line was appended.
 */
export function appendingLine(
  request: AssignmentRequest,
  entry: AuditEntry,
  onlyIf: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const { tenantId } = request.asker
  const line = {
    at: entry.at,
    requestId: request.id,
    revision: request.revision,
    event: entry.event,
    state: request.state,
    actorOid: entry.actorOid,
    // As it will be read back: without what JSON cannot express.
    detail: JSON.parse(jsonText(entry.detail)) as object,
  }
  // What `hashOf` covers.
  const content = sql`
    '["' || head.hash || '",' || ${JSON.stringify(tenantId)} || ',' || (head.position + 1) || ',' || ${contentAfterPosition(line)}`
  return [
    sql`head as (
      select position, hash from audit_heads where tenant_id = ${tenantId} and ${onlyIf} for update
    )`,
    sql`moved as (
      update audit_heads
      set position = head.position + 1, hash = encode(sha256(convert_to(${content}, 'UTF8')), 'hex')
      from head where audit_heads.tenant_id = ${tenantId}
      returning audit_heads.position, audit_heads.hash, head.hash as previous
    )`,
    sql`line as (
      insert into audit
        (tenant_id, position, at, request_id, revision, event, state, actor_oid, detail, previous, hash)
      select ${tenantId}, position, ${line.at}::timestamptz, ${line.requestId}::uuid, ${line.revision}::integer,
        ${line.event}, ${line.state}, ${line.actorOid}, ${JSON.stringify(line.detail)}::jsonb, previous, hash
      from moved returning position
    )`,
  ]
}

/** Before the first line of a tenant: of two at once, one begins the chain. */
export async function beginChain(
  connection: Kysely<Schema> | Transaction<Schema>,
  tenantId: string,
): Promise<void> {
  await connection
    .insertInto('audit_heads')
    .values({
      tenant_id: tenantId,
      position: 0,
      hash: BEFORE_ALL,
      anchor_position: 0,
      anchor_hash: BEFORE_ALL,
      anchor_at: new Date(0),
      anchor_seal: sealOf(tenantId, 0, BEFORE_ALL, new Date(0)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
