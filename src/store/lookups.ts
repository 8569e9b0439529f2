import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { endOf } from '../request/ending.ts'
import type { Person } from '../request/person.ts'
import { channelOf } from '../request/place.ts'
import type { AssignmentRequest, Place } from '../request/request.ts'
import { ENDED, IN_HISTORY, WAITING } from '../request/states.ts'
import { requestFrom } from '../request/storedRequest.ts'
import type { Schema } from './schema.ts'

/** The person's last change that was completed and not taken back; changes that took something back do not count. */
export async function lastToUndo(
  db: Kysely<Schema>,
  person: Pick<Person, 'tenantId' | 'oid'>,
  since: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', person.tenantId)
    .where('asker_oid', '=', person.oid)
    .where(sql<boolean>`body->>'undoes' is null and body->>'undoneBy' is null`)
    .where(sql<boolean>`body->>'endedAt' >= ${since.toISOString()}`)
    .where(sql<boolean>`body->'items' @> '[{"progress":"done"}]'`)
    .orderBy(sql`body->>'endedAt'`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The person's own requests and those whose card is in this conversation; in a shared one only the latter. */
function seenFrom({ person, place }: SeenFrom) {
  const stands = sql<boolean>`exists (
    select 1 from posts where posts.request_id = requests.id and posts.purpose = 'card'
      and split_part(posts.conversation_id, ';', 1) = ${channelOf(place.conversationId)}
  )`
  return place.kind === 'personal' ? sql<boolean>`(asker_oid = ${person.oid} or ${stands})` : stands
}

interface SeenFrom {
  person: Pick<Person, 'tenantId' | 'oid'>
  place: Place
}

/** A query over the requests that somebody may see from a conversation. */
function seenRequests(db: Kysely<Schema>, seen: SeenFrom, limit: number) {
  return db
    .selectFrom('requests')
    .select('body')
    .where('tenant_id', '=', seen.person.tenantId)
    .where(seenFrom(seen))
    .limit(limit)
}

/** What is waiting, as somebody sees it from a conversation; newest first. */
export async function waitingFor(
  db: Kysely<Schema>,
  seen: SeenFrom,
  limit: number,
): Promise<AssignmentRequest[]> {
  const rows = await seenRequests(db, seen, limit)
    .where('state', 'in', WAITING)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ body }) => requestFrom(body))
}

/** Ids of the waiting requests whose rule names this person as an approver, and lets somebody stand in. */
export async function waitingForStandIn(
  db: Kysely<Schema>,
  { tenantId, oid }: Pick<Person, 'tenantId' | 'oid'>,
): Promise<string[]> {
  const named = JSON.stringify([{ who: 'person', id: oid.toLowerCase() }])
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'pending')
    .where(
      sql<boolean>`body->'terms'->>'standIns' = 'true' and body->'terms'->'approvers' @> ${named}::jsonb`,
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** Temporary changes whose time is not over, as somebody sees them from a conversation; the next end first. */
export async function endingFor(
  db: Kysely<Schema>,
  seen: SeenFrom,
  now: Date,
  limit: number,
): Promise<AssignmentRequest[]> {
  const rows = await seenRequests(db, seen, limit)
    .where('state', 'in', ENDED)
    .where(sql<boolean>`body->>'undoneBy' is null and jsonb_typeof(body->'period'->'end') = 'string'`)
    .where(sql<boolean>`body->'period'->>'end' > ${now.toISOString()}`)
    .orderBy(sql`body->'period'->>'end'`)
    .execute()
  return rows.map(({ body }) => requestFrom(body)).filter((request) => endOf(request) !== null)
}

/** What was written and not taken back, as somebody sees it from a conversation; latest first. */
export async function writtenFor(
  db: Kysely<Schema>,
  seen: SeenFrom,
  since: Date,
  limit: number,
): Promise<AssignmentRequest[]> {
  const rows = await writtenSince(db, seen, since, limit)
    .where(sql<boolean>`body->>'undoes' is null and body->>'undoneBy' is null`)
    .execute()
  return rows.map(({ body }) => requestFrom(body))
}

/** What was written in a period, as somebody sees it from a conversation; latest first. */
export async function changedFor(
  db: Kysely<Schema>,
  seen: SeenFrom,
  { from, to }: { from: Date; to: Date },
  limit: number,
): Promise<AssignmentRequest[]> {
  const rows = await writtenSince(db, seen, from, limit)
    .where(sql<boolean>`body->>'endedAt' < ${to.toISOString()}`)
    .execute()
  return rows.map(({ body }) => requestFrom(body))
}

function writtenSince(db: Kysely<Schema>, seen: SeenFrom, since: Date, limit: number) {
  return seenRequests(db, seen, limit)
    .where(sql<boolean>`body->>'endedAt' >= ${since.toISOString()}`)
    .where(sql<boolean>`body->'items' @> '[{"progress":"done"}]'`)
    .orderBy(sql`body->>'endedAt'`, 'desc')
}

/** Requests that have not ended although their time was up a minute ago: most of them have no job left to end them. */
export async function overdueRequests(db: Kysely<Schema>, now: Date): Promise<string[]> {
  const aMinuteAgo = new Date(now.getTime() - 60_000)
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', 'not in', ENDED)
    .where(sql<boolean>`body->>'expiresAt' < ${aMinuteAgo.toISOString()}`)
    .execute()
  return rows.map((row) => row.id)
}

/** A request that is about to take another one back. */
export async function openUndoOf(transaction: Transaction<Schema>, id: string): Promise<boolean> {
  return await isAnyOpen(transaction, sql<boolean>`body->>'undoes' = ${id}`)
}

/** A request that is about to make another one last longer. */
export async function openExtensionOf(transaction: Transaction<Schema>, id: string): Promise<boolean> {
  return await isAnyOpen(transaction, sql<boolean>`body->'prolongs'->>'id' = ${id}`)
}

async function isAnyOpen(transaction: Transaction<Schema>, which: RawBuilder<boolean>): Promise<boolean> {
  const row = await transaction
    .selectFrom('requests')
    .select('id')
    .where(which)
    .where('state', 'not in', ENDED)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose history it is, or of which requests. */
export type HistoryOf = { asker: string } | { conversation: string } | { policy: string }

/** What somebody sees of the history from a conversation, newest first. @param span when the requests were made. */
export async function recordFor(
  db: Kysely<Schema>,
  seen: SeenFrom,
  span: { from: Date; to: Date } | null,
  limit: number,
): Promise<AssignmentRequest[]> {
  let query = seenRequests(db, seen, limit).where('state', 'in', IN_HISTORY).where(HAS_DETAILS)
  if (span) query = query.where('created_at', '>=', span.from).where('created_at', '<', span.to)
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').execute()
  return rows.map(({ body }) => requestFrom(body))
}

/** Which of these requests somebody can open in a conversation, and act on there. */
export async function standingIn(
  db: Kysely<Schema>,
  { person, place }: SeenFrom,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const here = channelOf(place.conversationId)
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('tenant_id', '=', person.tenantId)
    .where('id', 'in', [...ids])
    .where(sql<boolean>`(${seenFrom({ person, place })} or ${WHOLE_PLACE} = ${here})`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Newest first. */
export async function requestHistory(
  db: Kysely<Schema>,
  tenantId: string,
  of: HistoryOf,
  { offset, limit }: { offset: number; limit: number },
): Promise<AssignmentRequest[]> {
  let query = db
    .selectFrom('requests')
    .select('body')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', IN_HISTORY)
    .where(HAS_DETAILS)
  if ('asker' in of) query = query.where('asker_oid', '=', of.asker)
  else if ('conversation' in of) query = query.where(WHOLE_PLACE, '=', of.conversation)
  else {
    const named = JSON.stringify({ items: [{ plan: { policy: { id: of.policy } } }] })
    query = query.where(sql<boolean>`body @> ${named}::jsonb`)
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id').offset(offset).limit(limit).execute()
  return rows.map(({ body }) => requestFrom(body))
}

/** The conversation without the thread; there is an index on exactly this expression. */
const WHOLE_PLACE = sql<string>`split_part(body->'place'->>'conversationId', ';', 1)`

/** It got as far as a plan; retention deletes the plans before the rest. */
const HAS_DETAILS = sql<boolean>`(jsonb_array_length(body->'items') > 0 or body->'detailsGone' is not null)`
