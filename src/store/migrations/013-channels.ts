import { type Kysely, sql } from 'kysely'

/** What the channels of teams are called, as Teams last said. `name` is null for a team's first channel. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table channels (
      tenant_id text not null,
      id text not null,
      team_id text not null,
      team_name text not null,
      name text,
      url text,
      updated_at timestamptz not null,
      primary key (tenant_id, id)
    )`.execute(db)
}
