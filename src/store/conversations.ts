import type { Kysely } from 'kysely'
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

/** Remembers a conversation and who spoke there, so that Assent can write there later. */
export async function rememberConversation(
  db: Kysely<Schema>,
  conversation: KnownConversation,
  now: Date,
): Promise<void> {
  const fields = {
    kind: conversation.kind,
    reference: JSON.stringify(conversation.reference),
    updated_at: now,
  }
  await db
    .insertInto('conversations')
    .values({ id: conversation.id, tenant_id: conversation.tenantId, ...fields })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute()
}

export async function rememberPerson(
  db: Kysely<Schema>,
  person: Person,
  personalConversationId: string | null,
  now: Date,
): Promise<void> {
  const fields = {
    teams_id: person.teamsId,
    name: person.name,
    updated_at: now,
    ...(personalConversationId ? { personal_conversation_id: personalConversationId } : {}),
  }
  await db
    .insertInto('people')
    .values({ tenant_id: person.tenantId, oid: person.oid, ...fields })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'oid']).doUpdateSet(fields))
    .execute()
}

export async function findConversation(db: Kysely<Schema>, id: string): Promise<KnownConversation | null> {
  const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { id: row.id, tenantId: row.tenant_id, kind: row.kind, reference: row.reference } : null
}

/**
 * A conversation of a tenant by its id, also one in which nobody has spoken to the bot: Teams' address is the same
 * for all of a tenant's. Null where it is another tenant's, or nothing of the tenant is known.
 */
export async function reachConversation(
  db: Kysely<Schema>,
  tenantId: string,
  id: string,
): Promise<KnownConversation | null> {
  const known = await findConversation(db, id)
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

/** The app was removed there: nothing more is posted, and a personal chat no longer counts as one. */
export async function forgetConversation(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ personal_conversation_id: null })
    .where('personal_conversation_id', '=', id)
    .execute()
  await db.updateTable('conversations').set({ notify: false }).where('id', '=', id).execute()
}

/** Teams' ids of those people that the bot knows. */
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

/** The conversations of a tenant that want to hear how requests end. */
export async function notifiedConversations(db: Kysely<Schema>, tenantId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('notify', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
