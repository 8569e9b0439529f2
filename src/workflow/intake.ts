import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { spanned } from '../observability/traces.ts'
import type { Person } from '../request/person.ts'
import type { Asking, AssignmentRequest, Place } from '../request/request.ts'
import { type AskedBeside, newRequest } from '../request/transition.ts'
import { beginChain } from '../store/auditLine.ts'
import { saidFirst } from '../store/deliveries.ts'
import { askedBefore } from '../store/earlierRequests.ts'
import { hearOnce } from '../store/requests.ts'
import { saveNew } from '../store/saveChange.ts'
import type { Schema } from '../store/schema.ts'
import { sameSentenceAgain } from '../wording/turns.ts'
import type { Desk } from './desk.ts'
import { followUps } from './followUps.ts'
import { keepLimits, SaidTwice } from './limits.ts'

/** A sentence somebody wrote, understood as a change. */
export interface AskedChange extends AskedBeside {
  person: Person
  place: Place
  activityId: string
  text: string
  readings: Asking[]
}

/** @returns null if exactly this message has been received before. @throws {NotTaken} */
export async function takeRequest(desk: Desk, asked: AskedChange): Promise<AssignmentRequest | null> {
  const { db, onTransition } = desk.parts
  const begun = await spanned('request asked', {}, (span) =>
    desk.lanes.through(asked.person.tenantId, () =>
      takeWithin(desk, db, asked).then((made) => {
        if (made && !('isUnderWay' in made)) span.setAttribute('assent.request_id', made.id)
        return made
      }),
    ),
  )
  if (begun && 'isUnderWay' in begun) return await saidTwice(desk, asked, begun.isUnderWay)
  if (begun) onTransition(begun, 'asked')
  return begun
}

/** @returns null where that was already said. @throws {SaidTwice} */
async function saidTwice(desk: Desk, { place }: AskedChange, id: string): Promise<null> {
  const { db } = desk.parts
  if (await saidFirst(db, place.conversationId, `twice ${id}`, await desk.time(db)))
    throw new SaidTwice(sameSentenceAgain())
  return null
}

/**
 * The same, also within a transaction. What was asked before is read without a lock: where anything of the tenant has
 * changed until the request is stored, it is read again, so that two at once, at two replicas, see each other.
 * @returns also null if the message was received before; `isUnderWay`: the sentence is being worked on.
 * @throws {NotTaken}
 */
export async function takeWithin(
  desk: Desk,
  connection: Kysely<Schema> | Transaction<Schema>,
  asked: AskedChange,
): Promise<AssignmentRequest | { isUnderWay: string } | null> {
  const { lifetime, jobs, limits } = desk.parts
  const { person, activityId, ...said } = asked
  const { place, text, undoes, prolongs, approvedBefore } = said
  const { conversationId } = place
  for (;;) {
    const before = await askedBefore(connection, { person, conversationId, activityId, text })
    if (before.heard) return null
    const now = desk.parts.now?.() ?? before.at
    if (limits && !undoes && !prolongs && before.same) {
      await hearOnce(connection, conversationId, activityId, before.same, now)
      return { isUnderWay: before.same }
    }
    const isLimited = limits !== undefined && !approvedBefore
    if (isLimited) keepLimits(before, limits)
    if (before.position === null) {
      await beginChain(connection, person.tenantId)
      continue
    }
    const { request, effects } = newRequest({ id: randomUUID(), asker: person, lifetime, ...said }, now)
    const change = {
      request,
      line: {
        at: now,
        event: 'asked',
        actorOid: person.oid,
        detail: { text, ...(undoes ? { undoes } : {}), ...(prolongs ? { prolongs: prolongs.id } : {}) },
      },
      jobs: await jobs.insertions(followUps(request, effects, now)),
    }
    const message = { conversationId, activityId }
    const result = await saveNew(connection, change, message, isLimited ? before.position : null)
    if (result !== 'moved') return result === 'saved' ? request : null
  }
}
