import { type Kysely, sql } from 'kysely'
import type { Person } from '../request/person.ts'
import type { Schema } from './schema.ts'

type Who = Pick<Person, 'tenantId' | 'oid'>

/** How often the person has signed out so far, anywhere; 0 for never. One read by key. */
export async function signOutsOf(db: Kysely<Schema>, { tenantId, oid }: Who): Promise<number> {
  const row = await db
    .selectFrom('sign_outs')
    .select('times')
    .where('tenant_id', '=', tenantId)
    .where('oid', '=', oid)
    .executeTakeFirst()
  return Number(row?.times ?? 0)
}

/** Counts one more sign-out, so that whatever was obtained before it no longer counts, in any process. */
export async function noteSignOut(db: Kysely<Schema>, { tenantId, oid }: Who): Promise<void> {
  await db
    .insertInto('sign_outs')
    .values({ tenant_id: tenantId, oid, times: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'oid'])
        .doUpdateSet({ times: sql<number>`sign_outs.times + 1`, at: sql<Date>`now()` }),
    )
    .execute()
}
