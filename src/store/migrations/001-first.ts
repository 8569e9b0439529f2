import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table requests (
      id uuid primary key,
      tenant_id text not null,
      asker_oid text not null,
      state text not null,
      revision integer not null,
      body jsonb not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db)
  await sql`create index requests_by_asker on requests (tenant_id, asker_oid, created_at desc)`.execute(db)
  await sql`
    create table heard (
      conversation_id text not null,
      activity_id text not null,
      request_id uuid,
      at timestamptz not null,
      primary key (conversation_id, activity_id)
    )`.execute(db)
  await sql`
    create table posts (
      request_id uuid not null references requests (id) on delete cascade,
      conversation_id text not null,
      purpose text not null,
      activity_id text,
      revision integer not null default 0,
      primary key (request_id, conversation_id, purpose)
    )`.execute(db)
  await sql`
    create table conversations (
      id text primary key,
      tenant_id text not null,
      kind text not null,
      reference jsonb not null,
      notify boolean not null default false,
      updated_at timestamptz not null
    )`.execute(db)
  await sql`
    create table people (
      tenant_id text not null,
      oid text not null,
      teams_id text not null,
      name text not null,
      personal_conversation_id text,
      updated_at timestamptz not null,
      primary key (tenant_id, oid)
    )`.execute(db)
  await sql`
    create table tickets (
      id text primary key,
      request_id uuid not null references requests (id) on delete cascade,
      body jsonb not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`
    create table audit (
      seq bigserial primary key,
      at timestamptz not null,
      tenant_id text not null,
      request_id uuid not null,
      revision integer not null,
      event text not null,
      state text not null,
      actor_oid text,
      detail jsonb not null,
      unique (request_id, revision)
    )`.execute(db)
}
