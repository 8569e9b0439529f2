import { nextLook } from '../request/deviceLooks.ts'
import { endOf, reminderBefore } from '../request/ending.ts'
import { nextTry } from '../request/endRetry.ts'
import type { FollowUp } from '../request/event.ts'
import { type AssignmentRequest, awaitsModel } from '../request/request.ts'
import { zoneOf } from '../request/timing.ts'
import { isLatest, type NewJob } from '../store/newJobs.ts'

/** People are reminded when a quarter of their time is left. */
const REMINDER_AFTER = 0.75
/** How long a state that may soon be over lasts before it is shown, in seconds: Intune often needs less. */
const PASSING_SECONDS = 1.5

/** A job before its owner is known. */
type OneJob = DistributiveOmit<NewJob, 'tenantId'>
type DistributiveOmit<Whole, Key extends PropertyKey> = Whole extends unknown ? Omit<Whole, Key> : never

/** Whatever has to follow a transition, as jobs. */
export function followUps(request: AssignmentRequest, effects: readonly FollowUp[], now: Date): NewJob[] {
  const { tenantId } = request.asker
  const jobs = effects
    .flatMap((effect) => followUp(request, effect, now))
    .map((job) => ({ ...job, tenantId }))
  // Two follow-ups may ask for the same card to be drawn.
  return jobs.filter(
    ({ name, when }, index) => !isLatest(when) || jobs.findIndex((one) => one.name === name) === index,
  )
}

function followUp(request: AssignmentRequest, effect: FollowUp, now: Date): OneJob | OneJob[] {
  const requestId = request.id
  const key = requestId
  switch (effect.type) {
    case 'apply': {
      const { item } = effect
      const policy = request.items[item]?.plan.policy
      const ofPolicy = `${request.asker.tenantId} ${policy?.kind} ${policy?.id}`
      return { name: 'apply', data: { requestId, item }, key: ofPolicy }
    }
    case 'intuneApproval': {
      const { item } = effect
      return { name: 'intuneApproval', data: { requestId, item }, key: `${requestId} ${item}` }
    }
    case 'card':
    case 'notice': {
      const when = { within: effect.isPassing ? PASSING_SECONDS : 0 }
      return { name: effect.type, data: { requestId }, key, when }
    }
    case 'expiry': {
      // A little after the moment itself, so that the job never comes too early.
      const when = new Date(Date.parse(request.expiresAt) + 1000)
      return { name: 'expiry', data: { requestId }, key, when }
    }
    case 'begin':
      return { name: 'begin', data: { requestId }, key, when: new Date(request.period?.start ?? now) }
    case 'end': {
      const end = endOf(request) ?? now
      const remindAt = reminderBefore(end, zoneOf(request.zone), now)
      const reminder = { requestId, end: end.toISOString() }
      return [
        { name: 'end', data: { requestId }, key, when: end },
        ...(remindAt ? [{ name: 'endReminder' as const, data: reminder, key, when: remindAt }] : []),
      ]
    }
    case 'endAgain': {
      const when = nextTry(request, now)
      const { undoes, tries = 0 } = request
      return [
        { name: 'notice', data: { requestId }, key, when: { within: 0 } },
        ...(when && undoes
          ? [{ name: 'end' as const, data: { requestId: undoes, tries: tries + 1 }, key: undoes, when }]
          : []),
      ]
    }
    case 'follow':
      return { name: 'follow', data: { requestId }, key, when: nextLook(request) ?? now }
    case 'reminder': {
      const time = Date.parse(request.expiresAt) - now.getTime()
      const when = new Date(now.getTime() + time * REMINDER_AFTER)
      return { name: 'reminder', data: { requestId, round: request.round }, key, when }
    }
    case 'plan':
      return { name: awaitsModel(request) ? 'interpret' : 'plan', data: { requestId }, key }
    default:
      return { name: effect.type, data: { requestId }, key }
  }
}
