import type { Transaction } from 'kysely'
import { nextTry } from '../request/endAgain.ts'
import { endOf, reminderBefore } from '../request/ending.ts'
import type { Effect } from '../request/event.ts'
import { nextLook } from '../request/follow.ts'
import { type AssignmentRequest, awaitsModel } from '../request/request.ts'
import { zoneOf } from '../request/timing.ts'
import type { JobQueue } from '../store/jobs.ts'
import type { Schema } from '../store/schema.ts'

/** People are reminded when a quarter of their time is left. */
const REMINDER_AFTER = 0.75

/** Whatever has to follow a transition becomes jobs, in its own transaction. */
export async function enqueue(
  jobs: JobQueue,
  transaction: Transaction<Schema>,
  request: AssignmentRequest,
  effects: readonly Effect[],
  now: Date,
): Promise<void> {
  const requestId = request.id
  for (const effect of effects) {
    if (effect.type === 'apply') {
      const policy = request.items[effect.item]?.plan.policy
      const key = `${request.asker.tenantId} ${policy?.kind} ${policy?.id}`
      await jobs.send(transaction, 'apply', { requestId, item: effect.item }, { key })
    } else if (effect.type === 'intuneApproval') {
      const { item } = effect
      await jobs.send(transaction, 'intuneApproval', { requestId, item }, { key: `${requestId} ${item}` })
    } else if (effect.type === 'expiry') {
      // A little later than the moment itself, so that the job never comes too early for it.
      const startAfter = new Date(Date.parse(request.expiresAt) + 1000)
      await jobs.send(transaction, 'expiry', { requestId }, { key: requestId, startAfter })
    } else if (effect.type === 'begin') {
      const startAfter = new Date(request.period?.start ?? now)
      await jobs.send(transaction, 'begin', { requestId }, { key: requestId, startAfter })
    } else if (effect.type === 'end') {
      const startAfter = endOf(request) ?? now
      await jobs.send(transaction, 'end', { requestId }, { key: requestId, startAfter })
      const remindAt = reminderBefore(startAfter, zoneOf(request.zone), now)
      if (remindAt) {
        const data = { requestId, end: startAfter.toISOString() }
        await jobs.send(transaction, 'endReminder', data, { key: requestId, startAfter: remindAt })
      }
    } else if (effect.type === 'endAgain') {
      await jobs.send(transaction, 'notice', { requestId }, { key: requestId })
      const startAfter = nextTry(request, now)
      if (startAfter && request.undoes) {
        const data = { requestId: request.undoes, tries: (request.tries ?? 0) + 1 }
        await jobs.send(transaction, 'end', data, { key: request.undoes, startAfter })
      }
    } else if (effect.type === 'follow') {
      const startAfter = nextLook(request) ?? now
      await jobs.send(transaction, 'follow', { requestId }, { key: requestId, startAfter })
    } else if (effect.type === 'reminder') {
      const time = Date.parse(request.expiresAt) - now.getTime()
      const startAfter = new Date(now.getTime() + time * REMINDER_AFTER)
      const { round } = request
      await jobs.send(transaction, 'reminder', { requestId, round }, { key: requestId, startAfter })
    } else if (effect.type === 'plan' && awaitsModel(request)) {
      await jobs.send(transaction, 'interpret', { requestId }, { key: requestId })
    } else {
      await jobs.send(transaction, effect.type, { requestId }, { key: requestId })
    }
  }
}
