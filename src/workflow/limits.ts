import { sql, type Transaction } from 'kysely'
import type { Limits } from '../config/settings.ts'
import type { Person } from '../request/person.ts'
import type { State } from '../request/request.ts'
import { ENDED } from '../request/states.ts'
import type { Schema } from '../store/schema.ts'
import { organisationTooBusy, tooManyAMinute, tooManyOpen } from '../wording/desk.ts'

/**
 * People here have decided and nothing on the card can be pressed: this may take days, and there may be one for each
 * policy.
 */
const WITH_INTUNE: State = 'awaitingIntune'

/** A request that was not accepted. The message is a sentence for the person. */
export class NotTaken extends Error {
  override readonly name: string = 'NotTaken'
}

/** A limit is reached. */
export class TooMuch extends NotTaken {
  override readonly name = 'TooMuch'
}

/** The same was asked for a moment ago and is under way. */
export class SaidTwice extends NotTaken {
  override readonly name = 'SaidTwice'
}

/** @throws {TooMuch} Counted one request of a tenant after the other, so that many at once count as well. */
export async function keepLimits(
  transaction: Transaction<Schema>,
  { tenantId, oid }: Person,
  limits: Limits,
  now: Date,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`limits ${tenantId}`}))`.execute(transaction)
  const aMinuteAgo = new Date(now.getTime() - 60_000)
  const counted = await transaction
    .selectFrom('requests')
    .select((e) => [
      e.fn.countAll().filterWhere('created_at', '>', aMinuteAgo).as('recent'),
      e.fn.countAll().filterWhere('asker_oid', '=', oid).filterWhere('created_at', '>', aMinuteAgo).as('own'),
      e.fn
        .countAll()
        .filterWhere('asker_oid', '=', oid)
        .filterWhere('state', 'not in', [...ENDED, WITH_INTUNE])
        .as('open'),
    ])
    .where('tenant_id', '=', tenantId)
    // No more of a tenant's requests than count for one of the three.
    .where((e) =>
      e.or([
        e('created_at', '>', aMinuteAgo),
        e.and([e('asker_oid', '=', oid), e('state', 'not in', [...ENDED, WITH_INTUNE])]),
      ]),
    )
    .executeTakeFirstOrThrow()
  if (Number(counted.recent) >= limits.tenantPerMinute) {
    throw new TooMuch(organisationTooBusy())
  }
  if (Number(counted.own) >= limits.perMinute) {
    throw new TooMuch(tooManyAMinute(limits.perMinute))
  }
  const open = Number(counted.open)
  if (open >= limits.open) {
    throw new TooMuch(tooManyOpen(open))
  }
}
