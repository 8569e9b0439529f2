import { type Kysely, sql } from 'kysely'

/** Who decides in the place of an approver who is away, and until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stand_ins (
      tenant_id text not null,
      oid text not null,
      name text not null,
      stand_in_oid text not null,
      stand_in_name text not null,
      ends_at timestamptz not null,
      primary key (tenant_id, oid)
    )`.execute(db)
}
