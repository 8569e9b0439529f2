import { type Kysely, sql } from 'kysely'
import { type AuditHead, type AuditRow, auditHeads, auditRows, hashOf, sealOf } from './audit.ts'
import type { Schema } from './schema.ts'

const DAY_MS = 86_400_000

/** Whether a chain is intact; if not, the first row that is wrong, and how. */
export type Verified =
  | { tenantId: string; ok: true; rows: number; position: number; hash: string }
  | { tenantId: string; ok: false; position: number; problem: string; row: AuditRow | null }

/** A row that somebody wrote down elsewhere, from an earlier proof. */
export interface Noted {
  position: number
  hash: string
  /** Null: not noted. */
  tenantId?: string
  /** When it was noted. */
  at?: Date
}

export interface Proof {
  /** How long rows are kept, in days: a younger one is never behind the anchor. */
  retentionDays: number
  now: Date
}

/**
 * Walks every chain from its anchor to its head.
 * @param noted has to be found again: whoever can write in the database could make a whole new chain, but not one
 *   that holds a hash which was noted elsewhere.
 */
export async function verifyAudit(
  db: Kysely<Schema>,
  proof: Proof,
  noted: readonly Noted[] = [],
): Promise<Verified[]> {
  // One snapshot: rows appended in the meantime belong to the next walk.
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const verified: Verified[] = (await headless(transaction)).map((tenantId) => ({
        tenantId,
        ok: false,
        position: 1,
        problem: 'the head of this chain is gone',
        row: null,
      }))
      const heads = await auditHeads(transaction)
      for (const head of heads) verified.push(await verifyChain(transaction, head, proof))
      for (const one of noted) {
        if (await holdsNoted(transaction, heads, one, proof)) continue
        const problem = 'the row that was noted is not in the chain any more'
        const tenantId = one.tenantId ?? 'any'
        verified.push({ tenantId, ok: false, position: one.position, problem, row: null })
      }
      return verified
    })
}

async function headless(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ tenant_id: string }>`
    select distinct tenant_id from audit where tenant_id not in (select tenant_id from audit_heads)`.execute(
    db,
  )
  return rows.map((row) => row.tenant_id)
}

/** @returns what is wrong with the beginning of a chain; null: retention removed what was before. */
function anchorProblem(head: AuditHead, { retentionDays, now }: Proof): string | null {
  const { tenantId, anchorPosition, anchorHash, anchorAt, anchorSeal } = head
  if (sealOf(tenantId, anchorPosition, anchorHash, anchorAt) !== anchorSeal) {
    return 'the rows up to here were not taken out by retention'
  }
  const isYoung = anchorPosition > 0 && anchorAt.getTime() > now.getTime() - retentionDays * DAY_MS
  return isYoung ? 'the rows up to here are gone, and retention keeps them longer' : null
}

async function verifyChain(db: Kysely<Schema>, head: AuditHead, proof: Proof): Promise<Verified> {
  const { tenantId } = head
  let position = head.anchorPosition
  let previous = head.anchorHash
  const wrong = (at: number, problem: string, row: AuditRow | null = null): Verified => {
    return { tenantId, ok: false, position: at, problem, row }
  }
  const anchored = anchorProblem(head, proof)
  if (anchored) return wrong(head.anchorPosition, anchored)
  for await (const row of auditRows(db, tenantId)) {
    position += 1
    if (row.position !== position) return wrong(position, 'it is missing')
    if (row.previous !== previous) return wrong(position, 'it does not continue the row before it', row)
    if (hashOf(row) !== row.hash) return wrong(position, 'its content is not what was written', row)
    previous = row.hash
  }
  if (position < head.position) return wrong(position + 1, 'it is missing')
  const isEnd = position === head.position && previous === head.hash
  if (!isEnd) return wrong(position, 'the head tells of another last row')
  return { tenantId, ok: true, rows: position - head.anchorPosition, position, hash: previous }
}

async function holdsNoted(
  db: Kysely<Schema>,
  heads: readonly AuditHead[],
  noted: Noted,
  { retentionDays, now }: Proof,
): Promise<boolean> {
  // What was noted longer ago than rows are kept may be behind the anchor.
  const isOld = noted.at !== undefined && noted.at.getTime() < now.getTime() - retentionDays * DAY_MS
  if (isOld && heads.some((head) => head.tenantId === noted.tenantId && head.anchorPosition > noted.position))
    return true
  if (heads.some((head) => head.anchorPosition === noted.position && head.anchorHash === noted.hash))
    return true
  const row = await db
    .selectFrom('audit')
    .select('position')
    .where('position', '=', noted.position)
    .where('hash', '=', noted.hash)
    .executeTakeFirst()
  return row !== undefined
}
