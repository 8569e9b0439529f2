import * as say from '../wording/press.ts'
import { hasApproved } from './decisionTransitions.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest } from './request.ts'
import { isOver } from './stepTypes.ts'

/** Why a press had no effect though the person may decide: as a sentence for them. */
export function whyLate(request: AssignmentRequest, person: Person, isOld: boolean, now: Date): string {
  const { decision, asker } = request
  const by = decision?.by.name ?? asker.name
  switch (request.state) {
    case 'pending':
    case 'choosing':
      if (isOver(request, now)) return say.requestExpired()
      if (isOld) return say.cardOutOfDate()
      if (hasApproved(request, person)) return say.approvedByYou(missingApprovals(request))
      return request.state === 'choosing' ? say.choiceGone() : say.notPossibleNow()
    case 'scheduled':
      return say.approvedAlready(by, 'scheduled')
    case 'approved':
    case 'applying':
    case 'done':
    case 'failed':
      return say.approvedAlready(by, 'written')
    case 'awaitingIntune':
      return say.approvedAlready(by, 'awaitingIntune')
    case 'cancelled':
    case 'rejected':
      return say.endedAlready(by, request.state)
    case 'expired':
      return say.requestExpired()
    case 'signInNeeded':
      return say.waitsForSignIn(asker.name)
    default:
      return say.nothingToDecide()
  }
}

function missingApprovals({ terms, approvals }: AssignmentRequest): number {
  return (terms?.needed ?? 1) - approvals.length
}
