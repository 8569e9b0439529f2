import type { Transaction } from 'kysely'
import { nextLook } from '../request/deviceLooks.ts'
import { earlierApproval, endOf } from '../request/ending.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { advance } from '../request/transition.ts'
import { openUndoOf, overdueRequests } from '../store/lookups.ts'
import { lockRequest, readRequest } from '../store/requests.ts'
import type { Schema } from '../store/schema.ts'
import { endSentence } from '../wording/timing.ts'
import type { Desk } from './desk.ts'
import { followUps } from './followUps.ts'
import { takeWithin } from './intake.ts'

/* What happens to a request when its time has come. */

/** How long an end waits for somebody who is taking the change back at that moment, in milliseconds. */
const UNDO_PAUSE_MS = 15 * 60_000

/**
 * Expires a request that nobody decided in time. Where the time is not up (it was restarted, or the database's clock
 * was set back), the job is rescheduled for the moment when it is.
 */
export async function expireRequest(desk: Desk, requestId: string): Promise<void> {
  if (await desk.transition(requestId, { type: 'expired' })) return
  const { db, jobs, now } = desk.parts
  await db.transaction().execute(async (transaction) => {
    const locked = await lockRequest(transaction, requestId)
    if (!locked) return
    const { request, at } = locked
    const end = new Date(request.expiresAt)
    if (end > (now?.() ?? at) && advance(request, { type: 'expired' }, end))
      await jobs.send(transaction, ...followUps(request, [{ type: 'expiry' }], at))
  })
}

/** Ends requests that are overdue but were not ended by their job. @returns how many. */
export async function expireOverdue(desk: Desk): Promise<number> {
  const { db } = desk.parts
  const overdue = await overdueRequests(db, await desk.time(db))
  for (const id of overdue) await expireRequest(desk, id)
  return overdue.length
}

/** Begins what was approved for this moment; a job that comes too early is rescheduled. */
export async function beginWhenDue(desk: Desk, requestId: string): Promise<void> {
  if (await desk.transition(requestId, { type: 'begun' })) return
  const { db, jobs } = desk.parts
  await db.transaction().execute(async (transaction) => {
    const locked = await lockRequest(transaction, requestId)
    if (locked?.request.state === 'scheduled')
      await jobs.send(transaction, ...followUps(locked.request, [{ type: 'begin' }], locked.at))
  })
}

/**
 * Takes back what was to last until now, as approved with it: a request of its own, which asks only where
 * somebody has changed the assignments since. A job that comes too early, or while somebody is already taking it back,
 * is rescheduled.
 * @param tries how many attempts have come to nothing so far.
 */
export async function endWhenDue(desk: Desk, requestId: string, tries = 0): Promise<void> {
  const { db, jobs, onTransition } = desk.parts
  const tenantId = (await readRequest(db, requestId))?.request.asker.tenantId
  if (!tenantId) return
  const makeEnd = async (transaction: Transaction<Schema>) => {
    const locked = await lockRequest(transaction, requestId)
    const end = locked && endOf(locked.request)
    if (!end) return null
    const { request } = locked
    const now = await desk.time(transaction)
    const isBeingUndone = await openUndoOf(transaction, requestId)
    if (end > now || isBeingUndone) {
      const when = end > now ? end : new Date(now.getTime() + UNDO_PAUSE_MS)
      await jobs.send(transaction, {
        name: 'end',
        data: { requestId, tries },
        key: requestId,
        tenantId,
        when,
      })
      return null
    }
    const approvedBefore = earlierApproval(request)
    const made = await takeWithin(desk, transaction, {
      person: request.asker,
      place: request.place,
      activityId: [`end ${requestId} ${end.toISOString()}`, ...(tries ? [tries] : [])].join(' '),
      text: endSentence(request.text),
      readings: [],
      undoes: requestId,
      ...(tries ? { tries } : {}),
      ...(request.zone ? { zone: request.zone } : {}),
      ...(approvedBefore ? { approvedBefore } : {}),
    })
    return made && !('isUnderWay' in made) ? made : null
  }
  const begun = await desk.lanes.through(tenantId, () => db.transaction().execute(makeEnd))
  if (begun) onTransition(begun, 'asked')
}

/** The request, if it is time to check how it went on devices; a job that comes too early is rescheduled. */
export async function dueToFollow(desk: Desk, requestId: string): Promise<AssignmentRequest | null> {
  const { db, jobs } = desk.parts
  return await db.transaction().execute(async (transaction) => {
    const locked = await lockRequest(transaction, requestId)
    const next = locked && nextLook(locked.request)
    if (!next) return null
    const now = await desk.time(transaction)
    if (next <= now) return locked.request
    await jobs.send(transaction, ...followUps(locked.request, [{ type: 'follow' }], now))
    return null
  })
}
