import { type Kysely, sql } from 'kysely'
import { sealOf } from '../audit.ts'

/**
 * The heads of the audit trail get the protection that its rows have. An anchor is sealed with the time of the newest
 * row that it covers, so that one that retention did not set is found out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_heads add column anchor_at timestamptz not null default 'epoch'`.execute(db)
  await sql`alter table audit_heads add column anchor_seal text not null default ''`.execute(db)
  const { rows } = await sql<{ tenant_id: string; anchor_position: string; anchor_hash: string }>`
    select tenant_id, anchor_position, anchor_hash from audit_heads`.execute(db)
  for (const { tenant_id, anchor_position, anchor_hash } of rows) {
    const seal = sealOf(tenant_id, Number(anchor_position), anchor_hash, new Date(0))
    await sql`update audit_heads set anchor_seal = ${seal} where tenant_id = ${tenant_id}`.execute(db)
  }
  await sql`
    create function audit_head_moves_on() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.tenant_id = old.tenant_id then
        if new.position = old.position + 1 and new.anchor_position = old.anchor_position
          and new.anchor_hash = old.anchor_hash and new.anchor_seal = old.anchor_seal
          and new.anchor_at = old.anchor_at then
          return new;
        end if;
        -- Retention keeps a day at the very least.
        if new.position = old.position and new.hash = old.hash and new.anchor_position > old.anchor_position
          and new.anchor_position <= old.position
          and new.anchor_seal <> old.anchor_seal
          and new.anchor_at = (select max(at) from audit
            where tenant_id = old.tenant_id and position <= new.anchor_position)
          and new.anchor_hash = (select hash from audit
            where tenant_id = old.tenant_id and position = new.anchor_position)
          and not exists (select 1 from audit where tenant_id = old.tenant_id
            and position <= new.anchor_position and at > now() - interval '1 day') then
          return new;
        end if;
      end if;
      raise exception 'the audit trail can only be appended to';
    end $$`.execute(db)
  await sql`
    create trigger audit_head_rows before update or delete on audit_heads
    for each row execute function audit_head_moves_on()`.execute(db)
  await sql`
    create trigger audit_head_whole before truncate on audit_heads
    for each statement execute function audit_head_moves_on()`.execute(db)
}
