import { hasApproved } from './decisionTransitions.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest } from './request.ts'
import { isOver } from './stepTypes.ts'

const EXPIRED = 'This request has expired. Ask again if it is still wanted.'

/** Why a press came to nothing though the person may decide: as a sentence for them. */
export function whyLate(request: AssignmentRequest, person: Person, isOld: boolean, now: Date): string {
  const { decision, asker } = request
  switch (request.state) {
    case 'pending':
    case 'choosing':
      if (isOver(request, now)) return EXPIRED
      if (isOld) return 'This card is out of date. Decide on the newest card of this request.'
      if (hasApproved(request, person)) return `You have approved this already. ${stillNeeded(request)}`
      return request.state === 'choosing'
        ? 'That is not one of the choices any more.'
        : 'That cannot be done with this request as it is now.'
    case 'scheduled':
      return `Already approved by ${decision?.by.name ?? asker.name}. It waits for its time.`
    case 'approved':
    case 'applying':
    case 'done':
    case 'failed':
      return `Already approved by ${decision?.by.name ?? asker.name}. Nothing was done twice.`
    case 'awaitingIntune':
      return `Already approved by ${decision?.by.name ?? asker.name}. Now it waits for an approval in Intune.`
    case 'cancelled':
    case 'rejected':
      return `${decision?.by.name ?? asker.name} has already ${request.state} this request.`
    case 'expired':
      return EXPIRED
    case 'signInNeeded':
      return `This request waits for ${asker.name} to sign in.`
    default:
      return 'There is nothing to decide about this request at the moment.'
  }
}

/** "One more person is needed." */
export function stillNeeded({ terms, approvals }: AssignmentRequest): string {
  const missing = (terms?.needed ?? 1) - approvals.length
  return missing === 1 ? 'One more person is needed.' : `${missing} more people are needed.`
}
