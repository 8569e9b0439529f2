import type { AssignmentRequest } from '../request/request.ts'
import { stillOpen } from '../request/withdrawal.ts'
import type { DeadJob } from '../store/jobs.ts'
import type { Desk } from './desk.ts'

export interface GivenUpParts {
  desk: Desk
  /** Tells the requester, in their own chat, what could not be shown elsewhere. */
  tell: (request: AssignmentRequest, sentence: string) => Promise<void>
}

/**
 * What follows when a job failed for good: a person sees it. Work that was not done ends the request with the reason;
 * a message that could not be written changes nothing about what was done.
 */
export async function giveUp(job: DeadJob, { desk, tell }: GivenUpParts): Promise<void> {
  switch (job.name) {
    case 'plan':
    case 'interpret':
      await desk.transition(job.data.requestId, { type: 'gaveUp', reason: NOT_PLANNED })
      return
    case 'apply': {
      const { requestId, item } = job.data
      await desk.transition(requestId, { type: 'failed', item, reason: NOT_APPLIED })
      return
    }
    case 'intuneApproval': {
      const { requestId, item } = job.data
      const asker = (await desk.load(requestId))?.asker
      const reason = asker ? `${NOT_APPROVED} ${stillOpen(asker)}` : NOT_APPROVED
      await desk.transition(requestId, { type: 'failed', item, reason })
      return
    }
    case 'signIn':
      await desk.transition(job.data.requestId, { type: 'gaveUp', reason: NOT_ASKED })
      return
    case 'check': {
      const { requestId } = job.data
      const offers = (await desk.load(requestId))?.offers ?? []
      for (const { by } of offers.filter(({ refused }) => refused === null))
        await desk.transition(requestId, { type: 'turnedDown', by, reason: NOT_CHECKED }, by.oid)
      return
    }
    case 'begin':
      await desk.begin(job.data.requestId)
      return
    case 'end':
      await desk.end(job.data.requestId)
      return
    case 'expiry':
      await desk.expire(job.data.requestId)
      return
    case 'card':
    case 'notice': {
      const request = await desk.load(job.data.requestId)
      if (request) await tell(request, job.name === 'card' ? STALE_CARD : NO_NOTICE)
      return
    }
    // A second copy says where it stands whenever somebody sees it, the next night deletes what this one did not,
    // an expiry is said even where no reminder was, and the numbers on the card are true as they are.
    case 'countMembers':
    case 'withdraw':
    case 'retention':
    case 'reminder':
      return
  }
}

const NOT_PLANNED =
  'I could not work out the plan, in spite of several attempts. Nothing was changed. Please ask again.'
const NOT_APPLIED =
  'It could not be finished, in spite of several attempts. Look at the policy in Intune before you ask again.'
const NOT_APPROVED =
  'I could not see any more what became of the approval in Intune. I wrote nothing. Look at its requests in Intune before you ask again.'
const NOT_ASKED =
  'I could not ask for the sign-in that this needs. Please write to me in our own chat and ask again.'
const NOT_CHECKED = 'I could not look up whether you may decide. Please press the button again.'
const STALE_CARD = 'Teams did not let me bring the card of this request up to date.'
const NO_NOTICE = 'Teams did not let me tell the channel how this request ended.'
