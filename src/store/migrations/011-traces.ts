import type { Kysely } from 'kysely'

/** Where a request's trace continues, hours later and in another process; null where nobody collects traces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('requests').addColumn('traceparent', 'text').execute()
}
