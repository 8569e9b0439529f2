import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What one transition leaves behind, before it is chained. */
export interface AuditEntry {
  at: Date
  event: string
  /** Entra object id; null when Assent itself acted. */
  actorOid: string | null
  detail: object
}

/** One link of a tenant's chain. */
export interface AuditRow {
  tenantId: string
  /** 1, 2, 3 … within the tenant, without gaps. */
  position: number
  at: Date
  requestId: string
  revision: number
  event: string
  state: string
  actorOid: string | null
  detail: object
  /** Hash of the link before; 64 zeros before the first. */
  previous: string
  /** SHA-256 of `previous` and everything above, hex. */
  hash: string
}

export const BEFORE_ALL = '0'.repeat(64)

/** The hash of a link: it covers the link before and all of this one, in a form that storing does not change. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { previous, tenantId, position } = row
  const before = [previous, tenantId, position].map((one) => JSON.stringify(one)).join(',')
  return createHash('sha256')
    .update(`[${before},${contentAfterPosition(row)}`)
    .digest('hex')
}

/** The end of what the hash covers, which is a JSON array: what is known of a line before the chain's head is. */
export function contentAfterPosition(
  row: Pick<AuditRow, 'at' | 'requestId' | 'revision' | 'event' | 'state' | 'actorOid' | 'detail'>,
): string {
  const { at, requestId, revision, event, state, actorOid, detail } = row
  return canonical([at.toISOString(), requestId, revision, event, state, actorOid, detail]).slice(1)
}

/** What distinguishes an anchor that retention set from one that somebody else did. */
export function sealOf(tenantId: string, position: number, hash: string, at: Date): string {
  return createHash('sha256')
    .update(canonical(['anchor', tenantId, position, hash, at.toISOString()]))
    .digest('hex')
}

/** JSON with sorted keys: `jsonb` keeps no order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

const PAGE = 500

/** The rows of a tenant in order, read page by page. */
export async function* auditRows(
  db: Kysely<Schema>,
  tenantId: string,
  since: Date | null = null,
): AsyncGenerator<AuditRow> {
  let after = 0
  for (;;) {
    let query = db
      .selectFrom('audit')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(PAGE)
    if (since) query = query.where('at', '>=', since)
    const rows = await query.execute()
    for (const row of rows) {
      yield {
        tenantId: row.tenant_id,
        position: Number(row.position),
        at: row.at,
        requestId: row.request_id,
        revision: row.revision,
        event: row.event,
        state: row.state,
        actorOid: row.actor_oid,
        detail: row.detail,
        previous: row.previous,
        hash: row.hash,
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = Number(last.position)
  }
}

export interface AuditHead {
  tenantId: string
  position: number
  hash: string
  /** The last row that retention removed; the chain begins after it. */
  anchorPosition: number
  anchorHash: string
  /** Of the newest row that the anchor covers. */
  anchorAt: Date
  anchorSeal: string
}

/** The end of every tenant’s chain. */
export async function auditHeads(db: Kysely<Schema>): Promise<AuditHead[]> {
  const rows = await db.selectFrom('audit_heads').selectAll().orderBy('tenant_id').execute()
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    position: Number(row.position),
    hash: row.hash,
    anchorPosition: Number(row.anchor_position),
    anchorHash: row.anchor_hash,
    anchorAt: row.anchor_at,
    anchorSeal: row.anchor_seal,
  }))
}

/**
 * Removes rows older than a given moment from the chain, which stays verifiable from the anchor that is kept instead.
 * The table itself refuses to delete anything that is not behind the anchor. @returns how many rows were removed.
 */
export async function forgetAudit(db: Kysely<Schema>, before: Date): Promise<number> {
  let gone = 0
  for (const { tenantId } of await auditHeads(db)) {
    gone += await db.transaction().execute(async (transaction) => {
      const head = await transaction
        .selectFrom('audit_heads')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      // The first row that stays; the clocks of replicas differ a little, so rows are not strictly in order of time.
      const kept = await transaction
        .selectFrom('audit')
        .select((e) => e.fn.min('position').as('position'))
        .where('tenant_id', '=', tenantId)
        .where('at', '>=', before)
        .executeTakeFirst()
      const last = kept?.position ? Number(kept.position) - 1 : Number(head.position)
      if (last <= Number(head.anchor_position)) return 0
      const anchor = await transaction
        .selectFrom('audit')
        .select('hash')
        .where('tenant_id', '=', tenantId)
        .where('position', '=', last)
        .executeTakeFirstOrThrow()
      const { at: newest } = await transaction
        .selectFrom('audit')
        .select('at')
        .where('tenant_id', '=', tenantId)
        .where('position', '<=', last)
        .orderBy('at', 'desc')
        .executeTakeFirstOrThrow()
      await transaction
        .updateTable('audit_heads')
        .set({
          anchor_position: last,
          anchor_hash: anchor.hash,
          anchor_at: newest,
          anchor_seal: sealOf(tenantId, last, anchor.hash, newest),
        })
        .where('tenant_id', '=', tenantId)
        .execute()
      const { numDeletedRows } = await transaction
        .deleteFrom('audit')
        .where('tenant_id', '=', tenantId)
        .where('position', '<=', last)
        .executeTakeFirst()
      return Number(numDeletedRows)
    })
  }
  return gone
}
