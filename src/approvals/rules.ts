import type { Person } from '../identity/person.ts'
import type { AssignmentRequest, Place } from './request.ts'

/**
 * What somebody can press. `leaveOut` and `takeIn`: one of several policies before the approval; `retry`: what was
 * approved and not done; `page`: turns the page of a long card and changes nothing.
 */
export type Verb = 'approve' | 'cancel' | 'choose' | 'leaveOut' | 'takeIn' | 'retry' | 'page'

/**
 * Who may decide about a request. In a personal chat, the requester alone. Where several people see the card,
 * anybody of the same tenant who is in that conversation may approve or reject it, the requester too; which of
 * several objects was meant, only the requester knows.
 *
 * @returns why not, as a sentence for the person; null when they may.
 */
export function whyNot(request: AssignmentRequest, person: Person, place: Place, verb: Verb): string | null {
  const { asker } = request
  if (person.tenantId !== asker.tenantId) return 'This request belongs to another organisation.'
  if (place.conversationId !== request.place.conversationId) {
    return 'This request was asked in another conversation. Decide about it there.'
  }
  const own = person.oid === asker.oid
  if (own || verb === 'page') return null
  if (verb === 'choose') return `Only ${asker.name} can say which one was meant.`
  if (request.place.kind === 'personal') return `Only ${asker.name} can decide about this request.`
  return null
}

/** For the card: who the rules above let approve. */
export function whoMayApprove(request: AssignmentRequest): string {
  return request.place.kind === 'personal'
    ? request.asker.name
    : `${request.asker.name}, or anybody else in this conversation`
}
