import { type Kysely, sql } from 'kysely'
import { ENDED } from '../request/states.ts'
import { forgetAudit } from './audit.ts'
import type { Schema } from './schema.ts'

export interface RetentionRules {
  days: number
  detailDays: number
}

/** What one run deleted, in rows. */
export interface Swept {
  requests: number
  audit: number
  details: number
  people: number
}

const DAY_MS = 86_400_000
/** Teams sends a message again within minutes; a week is beyond doubt. */
const HEARD_DAYS = 7

/**
 * Deletes what has been kept long enough. A request that has not ended is never touched, however old. Its plans go
 * earlier than the rest: what was asked, by whom, who decided and how it ended stay until the end, the sets that
 * were there before and after do not, and with them goes the way back (undo).
 */
export async function sweep(db: Kysely<Schema>, rules: RetentionRules, now: Date): Promise<Swept> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const rows = (result: { numDeletedRows?: bigint; numAffectedRows?: bigint } | undefined) =>
    Number(result?.numDeletedRows ?? result?.numAffectedRows ?? 0n)
  const end = ago(rules.days)
  const requests = await db
    .deleteFrom('requests')
    .where('state', 'in', ENDED)
    .where('updated_at', '<', end)
    .where(sql<boolean>`not (${waitsForEnd(now)} or ${waitsForLook(now)})`)
    .executeTakeFirst()
  const audit = await forgetAudit(db, end)
  const details = await sql`
    update requests set body = body || '{"items": [], "question": null, "detailsGone": true}'::jsonb
    where state in (${sql.join(ENDED)}) and updated_at < ${ago(rules.detailDays)} and body -> 'detailsGone' is null
      and not (${waitsForEnd(now)} or ${waitsForLook(now)})`.execute(db)
  await db.deleteFrom('heard').where('at', '<', ago(HEARD_DAYS)).execute()
  await db.deleteFrom('tickets').where('expires_at', '<', now).execute()
  await db.deleteFrom('channels').where('updated_at', '<', end).execute()
  const people = await db.deleteFrom('people').where('updated_at', '<', end).executeTakeFirst()
  return { requests: rows(requests), audit, details: rows(details), people: rows(people) }
}

/** Whether it is still to be taken back at its end, or was to be a moment ago. */
function waitsForEnd(now: Date) {
  const lately = latelyFrom(now)
  return sql<boolean>`coalesce(body->>'undoneBy' is null and jsonb_typeof(body->'period'->'end') = 'string'
    and body->'period'->>'end' > ${lately}, false)`
}

/** Whether its result on devices is still to be checked, or was to be a moment ago. */
function waitsForLook(now: Date) {
  return sql<boolean>`(body->>'undoneBy' is null and exists (
    select 1 from jsonb_array_elements(coalesce(body->'follow', '[]')) look
    where look->'found' is null and look->>'at' > ${latelyFrom(now)}))`
}

function latelyFrom(now: Date): string {
  return new Date(now.getTime() - HEARD_DAYS * DAY_MS).toISOString()
}
