import { type Kysely, sql, type Transaction } from 'kysely'
import type { Person } from '../request/person.ts'
import { channelOf } from '../request/place.ts'
import type { State } from '../request/request.ts'
import { ENDED } from '../request/states.ts'
import { wellFormedText } from './json.ts'
import type { Schema } from './schema.ts'

/** What somebody is about to ask for. */
export interface About {
  person: Pick<Person, 'tenantId' | 'oid'>
  conversationId: string
  activityId: string
  text: string
}

export interface AskedBefore {
  /** Exactly this message. */
  heard: boolean
  /** The open request of the same person with the same words in the same conversation of a moment ago. */
  same: string | null
  /** Of the tenant and of the person within the last minute. */
  recent: number
  own: number
  /** The person's requests that nobody has decided. */
  open: number
  /** Where the tenant's audit trail ends; null where it has not begun. It moves with every request of the tenant. */
  position: number | null
}

/** The same sentence repeated within this time is a slip, in seconds. */
const SLIP_SECONDS = 10
/**
 * States in which people have decided and nothing on the card can be pressed: this may take days, and there may be one
 * for each policy.
 */
const WITH_INTUNE: State = 'awaitingIntune'
const DECIDED: readonly State[] = [...ENDED, WITH_INTUNE]

/**
 * What was asked before; a channel's threads count together.
 * @returns it, and the current time by the database's clock.
 */
export async function askedBefore(
  connection: Kysely<Schema> | Transaction<Schema>,
  { person: { tenantId, oid }, conversationId, activityId, text }: About,
): Promise<AskedBefore & { at: Date }> {
  const { rows } = await sql<Omit<AskedBefore, 'position'> & { at: Date; position: string | null }>`
    select
      clock_timestamp() as at,
      exists (
        select from heard where conversation_id = ${conversationId} and activity_id = ${activityId}
      ) as heard,
      (select position from audit_heads where tenant_id = ${tenantId}) as position,
      (
        select id from requests
        where tenant_id = ${tenantId} and asker_oid = ${oid} and state not in (${sql.join(ENDED)})
          and created_at > clock_timestamp() - make_interval(secs => ${SLIP_SECONDS})
          and split_part(body->'place'->>'conversationId', ';', 1) = ${channelOf(conversationId)}
          and body->>'text' = ${wellFormedText(text)}
        limit 1
      ) as same,
      counted.*
    from (
      select
        (count(*) filter (where is_recent))::int as recent,
        (count(*) filter (where is_recent and is_own))::int as own,
        (count(*) filter (where is_open and is_own))::int as open
      from (
        select created_at > clock_timestamp() - interval '1 minute' as is_recent, asker_oid = ${oid} as is_own,
          state not in (${sql.join(DECIDED)}) as is_open
        from requests where tenant_id = ${tenantId}
          -- No more of a tenant's requests than count for one of the three.
          and (created_at > clock_timestamp() - interval '1 minute'
            or (asker_oid = ${oid} and state not in (${sql.join(DECIDED)})))
      ) as counting
    ) as counted`.execute(connection)
  const [found] = rows
  if (!found) throw new Error('the database did not answer')
  return { ...found, position: found.position === null ? null : Number(found.position) }
}
