import type { AssignmentRequest } from '../request/request.ts'
import { stillOpen } from '../request/withdrawal.ts'
import type { DeadJob } from '../store/jobs.ts'
import { cardNotUpdated, channelNotTold } from '../wording/applyNotes.ts'
import { inTurn } from '../wording/note.ts'
import { beginWhenDue, dueToFollow, endWhenDue, expireRequest } from './deadlines.ts'
import type { Desk } from './desk.ts'

export interface GivenUpParts {
  desk: Desk
  /** Tells the requester, in their own chat, what could not be shown elsewhere. */
  tell: (request: AssignmentRequest, sentence: string) => Promise<void>
}

/**
 * What follows when a job has failed for good: a person hears of it. Work that was not done ends the request with the
 * reason; a message that could not be written changes nothing about what was done.
 */
export async function settleDeadJob(job: DeadJob, { desk, tell }: GivenUpParts): Promise<void> {
  switch (job.name) {
    case 'plan':
    case 'interpret':
      await desk.transition(job.data.requestId, { type: 'gaveUp', reason: { code: 'planGivenUp' } })
      return
    case 'apply': {
      const { requestId, item } = job.data
      await desk.transition(requestId, { type: 'failed', item, reason: { code: 'applyGivenUp' } })
      return
    }
    case 'intuneApproval': {
      const { requestId, item } = job.data
      const asker = (await desk.load(requestId))?.asker
      const reason = inTurn({ code: 'approvalGivenUp' }, asker ? stillOpen(asker) : null)
      await desk.transition(requestId, { type: 'failed', item, reason })
      return
    }
    case 'signIn':
      await desk.transition(job.data.requestId, { type: 'gaveUp', reason: { code: 'signInGivenUp' } })
      return
    case 'check': {
      const { requestId } = job.data
      const offers = (await desk.load(requestId))?.offers ?? []
      for (const { by } of offers.filter(({ refused }) => refused === null))
        await desk.transition(requestId, { type: 'turnedDown', by, reason: { code: 'checkGivenUp' } }, by.oid)
      return
    }
    case 'begin':
      await beginWhenDue(desk, job.data.requestId)
      return
    case 'end':
      await endWhenDue(desk, job.data.requestId, job.data.tries)
      return
    case 'follow': {
      const { requestId } = job.data
      const found = { why: { code: 'reportsNotRead' } } as const
      // Where it is too early for this check, the job is rescheduled.
      if (!(await desk.transition(requestId, { type: 'followed', found }))) await dueToFollow(desk, requestId)
      return
    }
    case 'expiry':
      await expireRequest(desk, job.data.requestId)
      return
    case 'card':
    case 'notice': {
      const request = await desk.load(job.data.requestId)
      if (request) await tell(request, job.name === 'card' ? cardNotUpdated() : channelNotTold())
      return
    }
    // A second copy shows its true state whenever somebody sees it, the next night deletes what this night did not,
    // an expiry and an end are announced even where no reminder was, and the numbers on the card are true as they are.
    case 'countMembers':
    case 'withdraw':
    case 'retention':
    case 'reminder':
    case 'endReminder':
      return
  }
}
