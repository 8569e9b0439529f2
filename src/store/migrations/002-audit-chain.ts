import { type Kysely, sql } from 'kysely'
import { BEFORE_ALL, hashOf } from '../audit.ts'

interface OldRow {
  at: Date
  tenant_id: string
  request_id: string
  revision: number
  event: string
  state: string
  actor_oid: string | null
  detail: object
}

/**
 * The audit trail becomes a chain per tenant that can only be appended to. Deleting is left to retention, which
 * has to move the anchor first. What there was before is chained in its order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows: old } = await sql<OldRow>`select * from audit order by seq`.execute(db)
  await sql`drop table audit`.execute(db)
  await sql`
    create table audit_heads (
      tenant_id text primary key,
      position bigint not null,
      hash text not null,
      anchor_position bigint not null,
      anchor_hash text not null
    )`.execute(db)
  await sql`
    create table audit (
      tenant_id text not null,
      position bigint not null,
      at timestamptz not null,
      request_id uuid not null,
      revision integer not null,
      event text not null,
      state text not null,
      actor_oid text,
      detail jsonb not null,
      previous text not null,
      hash text not null,
      primary key (tenant_id, position),
      unique (request_id, revision)
    )`.execute(db)
  await sql`create index audit_by_time on audit (tenant_id, at)`.execute(db)
  await chain(db, old)
  await sql`
    create function audit_is_append_only() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.position <= (select anchor_position from audit_heads where tenant_id = old.tenant_id) then
          return old;
        end if;
      end if;
      raise exception 'the audit trail can only be appended to';
    end $$`.execute(db)
  await sql`
    create trigger audit_rows before update or delete on audit
    for each row execute function audit_is_append_only()`.execute(db)
  await sql`
    create trigger audit_whole before truncate on audit
    for each statement execute function audit_is_append_only()`.execute(db)
}

async function chain(db: Kysely<unknown>, old: readonly OldRow[]): Promise<void> {
  const heads = new Map<string, { position: number; hash: string }>()
  for (const row of old) {
    const { position, hash: previous } = heads.get(row.tenant_id) ?? { position: 0, hash: BEFORE_ALL }
    const link = {
      tenantId: row.tenant_id,
      position: position + 1,
      at: row.at,
      requestId: row.request_id,
      revision: row.revision,
      event: row.event,
      state: row.state,
      actorOid: row.actor_oid,
      detail: row.detail,
      previous,
    }
    const hash = hashOf(link)
    heads.set(row.tenant_id, { position: link.position, hash })
    await sql`
      insert into audit values (${row.tenant_id}, ${link.position}, ${row.at}, ${row.request_id}, ${row.revision},
        ${row.event}, ${row.state}, ${row.actor_oid}, ${JSON.stringify(row.detail)}, ${previous}, ${hash})`.execute(
      db,
    )
  }
  for (const [tenantId, { position, hash }] of heads) {
    await sql`insert into audit_heads values (${tenantId}, ${position}, ${hash}, 0, ${BEFORE_ALL})`.execute(
      db,
    )
  }
}
