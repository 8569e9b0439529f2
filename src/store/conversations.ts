import { type Kysely, sql } from 'kysely'
import type { Person } from '../request/person.ts'
import type { Place } from '../request/request.ts'
import type { ConversationReference, Schema } from './schema.ts'

/** A conversation the bot is part of. */
export interface KnownConversation {
  id: string
  tenantId: string
  kind: Place['kind']
  reference: ConversationReference
}

/**
 * Remembers a conversation and somebody in it, so that Assent can write to them later; in one statement, which
 * writes nothing where both are already known as they are, so that nobody's answer waits for the disk.
 */
export async function rememberPersonThere(
  db: Kysely<Schema>,
  conversation: KnownConversation,
  person: Person,
  now: Date,
): Promise<void> {
  const { id, tenantId, kind } = conversation
  const reference = JSON.stringify(conversation.reference)
  const personal = kind === 'personal' ? id : null
  await sql`
    with there as (
      insert into conversations (id, tenant_id, kind, reference, updated_at)
      select ${id}, ${tenantId}, ${kind}, ${reference}::jsonb, ${now}::timestamptz
      where not exists (
        select from conversations
        where id = ${id} and kind = ${kind} and reference = ${reference}::jsonb
          and ${isFresh(now)}
      )
      on conflict (id) do update
      set kind = excluded.kind, reference = excluded.reference, updated_at = excluded.updated_at
    )
    insert into people (tenant_id, oid, teams_id, name, personal_conversation_id, updated_at)
    select ${person.tenantId}, ${person.oid}, ${person.teamsId}, ${person.name}, ${personal}::text, ${now}::timestamptz
    where not exists (
      select from people
      where tenant_id = ${person.tenantId} and oid = ${person.oid}
        and teams_id = ${person.teamsId} and name = ${person.name}
        and (${personal}::text is null or personal_conversation_id = ${personal}::text)
        and ${isFresh(now)}
    )
    on conflict (tenant_id, oid) do update
    set teams_id = excluded.teams_id, name = excluded.name, updated_at = excluded.updated_at,
      personal_conversation_id = coalesce(excluded.personal_conversation_id, people.personal_conversation_id)
  `.execute(db)
}

/** How old a record may be before it is written again: retention counts days. */
function isFresh(now: Date) {
  return sql`updated_at > ${now}::timestamptz - interval '1 day'`
}

/** Remembers a conversation, so that Assent can write there later. */
export async function rememberConversation(
  db: Kysely<Schema>,
  { id, tenantId, kind, reference }: KnownConversation,
  now: Date,
): Promise<void> {
  const fields = { kind, reference: JSON.stringify(reference), updated_at: now }
  await db
    .insertInto('conversations')
    .values({ id, tenant_id: tenantId, ...fields })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute()
}

/** Null for a conversation that the bot does not know. */
export async function findConversation(db: Kysely<Schema>, id: string): Promise<KnownConversation | null> {
  const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { id: row.id, tenantId: row.tenant_id, kind: row.kind, reference: row.reference } : null
}

/**
 * A conversation of a tenant by its id, even one in which nobody has spoken to the bot: Teams' address is the same
 * for all of a tenant's conversations. Null where it is another tenant's, or nothing is known about the tenant.
 * @param read some that have just been read.
 */
export async function reachConversation(
  db: Kysely<Schema>,
  tenantId: string,
  id: string,
  read: readonly KnownConversation[] = [],
): Promise<KnownConversation | null> {
  const known = read.find((one) => one.id === id) ?? (await findConversation(db, id))
  if (known) return known.tenantId === tenantId ? known : null
  const near = await db
    .selectFrom('conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!near) return null
  const kind = id.includes('@thread.tacv2') || id.includes('@thread.skype') ? 'channel' : 'groupChat'
  return { id, tenantId, kind, reference: near.reference }
}

/** The person's own chat with the bot; null if they never wrote there and the app is not installed for them. */
export async function personalConversation(
  db: Kysely<Schema>,
  person: Pick<Person, 'tenantId' | 'oid'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('people')
    .select('personal_conversation_id')
    .where('tenant_id', '=', person.tenantId)
    .where('oid', '=', person.oid)
    .executeTakeFirst()
  return row?.personal_conversation_id ?? null
}

/** The object id of the only person in a chat with the bot; null where several are, or nobody is known. */
export async function ownerOf(db: Kysely<Schema>, conversation: KnownConversation): Promise<string | null> {
  if (conversation.kind !== 'personal') return null
  const row = await db
    .selectFrom('people')
    .select('oid')
    .where('tenant_id', '=', conversation.tenantId)
    .where('personal_conversation_id', '=', conversation.id)
    .executeTakeFirst()
  return row?.oid ?? null
}

/** The app was removed there: nothing more is posted, and a personal chat no longer counts as one. */
export async function forgetConversation(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ personal_conversation_id: null })
    .where('personal_conversation_id', '=', id)
    .execute()
  await db.updateTable('conversations').set({ notify: false }).where('id', '=', id).execute()
}

/** Teams' ids of the people whom the bot knows. */
export async function teamsIdsOf(
  db: Kysely<Schema>,
  tenantId: string,
  oids: readonly string[],
): Promise<string[]> {
  if (oids.length === 0) return []
  const rows = await db
    .selectFrom('people')
    .select('teams_id')
    .where('tenant_id', '=', tenantId)
    .where('oid', 'in', oids)
    .execute()
  return rows.map((row) => row.teams_id)
}

/** "Notify here" and its opposite. */
export async function setNotify(db: Kysely<Schema>, conversationId: string, notify: boolean): Promise<void> {
  await db.updateTable('conversations').set({ notify }).where('id', '=', conversationId).execute()
}
