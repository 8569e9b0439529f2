import type { Kysely } from 'kysely'
import type { StandIn } from '../request/approval/standIn.ts'
import type { Person } from '../request/person.ts'
import type { Schema } from './schema.ts'

type Who = Pick<Person, 'tenantId' | 'oid'>

/** From now on, instead of anybody who stood in before. */
export async function setStandIn(
  db: Kysely<Schema>,
  { tenantId, oid, name }: Person,
  standIn: { oid: string; name: string },
  endsAt: Date,
): Promise<void> {
  const fields = { name, stand_in_oid: standIn.oid, stand_in_name: standIn.name, ends_at: endsAt }
  await db
    .insertInto('stand_ins')
    .values({ tenant_id: tenantId, oid, ...fields })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'oid']).doUpdateSet(fields))
    .execute()
}

/** @returns whether somebody stood in. */
export async function endStandIn(db: Kysely<Schema>, { tenantId, oid }: Who, now: Date): Promise<boolean> {
  const row = await db
    .deleteFrom('stand_ins')
    .where('tenant_id', '=', tenantId)
    .where('oid', '=', oid)
    .returning('ends_at')
    .executeTakeFirst()
  return row !== undefined && row.ends_at > now
}

/** Those who stand in for any of these people at the moment. */
export async function standInsFor(
  db: Kysely<Schema>,
  tenantId: string,
  oids: readonly string[],
  now: Date,
): Promise<StandIn[]> {
  if (oids.length === 0) return []
  const rows = await db
    .selectFrom('stand_ins')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('oid', 'in', [...oids])
    .where('ends_at', '>', now)
    .execute()
  return rows.map((row) => ({
    absent: { id: row.oid, name: row.name },
    by: { id: row.stand_in_oid, name: row.stand_in_name },
    until: row.ends_at.toISOString(),
  }))
}

/** People whom the bot knows, by name. */
export function knownPeople(db: Kysely<Schema>, tenantId: string): Promise<{ oid: string; name: string }[]> {
  return db
    .selectFrom('people')
    .select(['oid', 'name'])
    .where('tenant_id', '=', tenantId)
    .orderBy('name')
    .execute()
}
