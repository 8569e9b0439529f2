import { type Kysely, sql } from 'kysely'
import { type AuditHead, type AuditRow, auditHeads, auditRows, hashOf } from './audit.ts'
import type { Schema } from './schema.ts'

/** Whether a chain is whole; where it is not, which row is the first that is wrong, and how. */
export type Verified =
  | { tenantId: string; ok: true; rows: number; position: number; hash: string }
  | { tenantId: string; ok: false; position: number; problem: string; row: AuditRow | null }

/** A row that somebody wrote down elsewhere, from an earlier proof. */
export interface Noted {
  position: number
  hash: string
}

/**
 * Walks every chain from its anchor to its head.
 * @param noted has to be found again: whoever can write in the database could make a whole new chain, but not one
 *   that holds a hash which was noted elsewhere.
 */
export async function verifyAudit(db: Kysely<Schema>, noted: Noted | null = null): Promise<Verified[]> {
  // One snapshot: rows that are appended meanwhile belong to the next walk.
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
      for (const head of heads) verified.push(await verifyChain(transaction, head))
      if (noted && !(await holdsNoted(transaction, heads, noted))) {
        const problem = 'the row that was noted is not in the chain any more'
        verified.push({ tenantId: 'any', ok: false, position: noted.position, problem, row: null })
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

async function verifyChain(db: Kysely<Schema>, head: AuditHead): Promise<Verified> {
  const { tenantId } = head
  let position = head.anchorPosition
  let previous = head.anchorHash
  const wrong = (at: number, problem: string, row: AuditRow | null = null): Verified => {
    return { tenantId, ok: false, position: at, problem, row }
  }
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

async function holdsNoted(db: Kysely<Schema>, heads: readonly AuditHead[], noted: Noted): Promise<boolean> {
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
