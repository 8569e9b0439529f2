import { sql, type Transaction } from 'kysely'
import type { AssignmentRequest } from '../../src/request/request.ts'
import type { AuditEntry } from '../../src/store/audit.ts'
import { appendingLine, beginChain } from '../../src/store/auditLine.ts'
import type { Schema } from '../../src/store/schema.ts'

/** A line of the audit trail by itself, without a change of a request. */
export async function appendAudit(
  transaction: Transaction<Schema>,
  request: AssignmentRequest,
  entry: AuditEntry,
): Promise<void> {
  await beginChain(transaction, request.asker.tenantId)
  const parts = appendingLine(request, entry, sql`true`)
  const { rows } = await sql`with ${sql.join(parts)} select position from line`.execute(transaction)
  if (rows.length === 0) throw new Error('the chain has not begun')
}
