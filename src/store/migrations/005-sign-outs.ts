import { type Kysely, sql } from 'kysely'

/** How often each person has signed out: what was obtained before the last time counts for nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_outs (
      tenant_id text not null,
      oid text not null,
      times bigint not null,
      at timestamptz not null default now(),
      primary key (tenant_id, oid)
    )`.execute(db)
}
