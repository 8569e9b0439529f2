import type { Person } from '../person.ts'
import type { AssignmentRequest, Place } from '../request.ts'
import { type Approver, approverInWords, type Terms } from './terms.ts'

/**
 * What somebody can press. `leaveOut` and `takeIn`: one of several policies before the approval; `retry`: what was
 * approved and not done; `withdraw`: what Intune was asked to approve; `page`: turns the page of a long card and changes nothing.
 */
export type Verb = 'approve' | 'cancel' | 'choose' | 'leaveOut' | 'takeIn' | 'retry' | 'withdraw' | 'page'

/** `ask`: whether they may has to be looked up first. A refusal is a sentence for the person. */
export type Standing = { is: 'may' } | { is: 'ask' } | { is: 'mayNot'; sentence: string }

const MAY: Standing = { is: 'may' }
const ASK: Standing = { is: 'ask' }

/**
 * Whether a person may decide about a request, from the place where they pressed. Pure: what only Teams or Entra
 * know (who is in a group) is left to be looked up. Guests do not come as far as this.
 * @param places the conversations in which a copy of the card stands.
 */
export function standingOf(
  request: AssignmentRequest,
  person: Person,
  place: Place,
  verb: Verb,
  places: readonly string[],
): Standing {
  const { asker, terms } = request
  if (person.tenantId !== asker.tenantId) return mayNot('This request belongs to another organisation.')
  if (
    ![request.place.conversationId, ...places].some((id) => wholeOf(id) === wholeOf(place.conversationId))
  ) {
    return mayNot('This request was asked in another conversation. Decide about it there.')
  }
  const own = person.oid === asker.oid
  if (verb === 'choose') return own ? MAY : mayNot(`Only ${asker.name} can say which one was meant.`)
  if (verb === 'page' || (own && verb !== 'approve')) return MAY
  if (!terms) return mayNot(`Only ${asker.name} can decide about this request.`)
  const standing = approverStanding(request, terms, person, place)
  if (standing.is === 'mayNot' || own) return standing
  if (standing.is === 'may' || verb === 'approve' || verb === 'cancel') return standing
  return mayNot(`Only ${asker.name}, or somebody who is known to approve here, can do that.`)
}

function approverStanding(request: AssignmentRequest, terms: Terms, person: Person, place: Place): Standing {
  const own = person.oid === request.asker.oid
  if (own && !terms.requesterCounts) {
    return mayNot(
      `You asked for this yourself, so somebody else has to approve it: ${whoMayApprove(request)}.`,
    )
  }
  const standings = terms.approvers.map((approver) => standingAs(approver, request, person, place))
  if (standings.includes('may')) return MAY
  if (standings.includes('ask')) return ASK
  return mayNot(`Only ${whoMayApprove(request)} can decide about this request.`)
}

function standingAs(
  approver: Approver,
  request: AssignmentRequest,
  person: Person,
  place: Place,
): 'may' | 'ask' | 'mayNot' {
  const isIn = (id: string | null | undefined) => id != null && wholeOf(place.conversationId) === wholeOf(id)
  switch (approver.who) {
    case 'requester':
      return person.oid === request.asker.oid ? 'may' : 'mayNot'
    case 'person':
      return person.oid.toLowerCase() === approver.id.toLowerCase() ? 'may' : 'mayNot'
    case 'conversation':
      // In a personal chat there is nobody but the requester, who is an approver of their own kind.
      return request.place.kind !== 'personal' && isIn(request.place.conversationId) ? 'may' : 'mayNot'
    case 'channel':
      return isIn(request.terms?.channel) ? 'may' : 'ask'
    case 'group':
      return 'ask'
  }
}

/** For the card: "Bruno Okafor or members of the approvals channel", "2 of …". */
export function whoMayApprove({ terms, asker, place }: AssignmentRequest): string {
  const approvers = terms?.approvers ?? [{ who: 'requester' } as const]
  const names = approvers
    .filter(({ who }) => (who === 'conversation' ? place.kind !== 'personal' : true))
    .filter(({ who }) => who !== 'requester' || terms?.requesterCounts !== false)
    .map((approver) => approverInWords(approver, asker.name))
  const needed = terms?.needed ?? 1
  return `${needed > 1 ? `${needed} of: ` : ''}${alternatives(names)}`
}

/** "Ada, or anybody else in this conversation" */
function alternatives(names: readonly string[]): string {
  const [last, ...rest] = [...names].reverse()
  return rest.length === 0 ? (last ?? '') : `${rest.reverse().join(', ')}, or ${last}`
}

function mayNot(sentence: string): Standing {
  return { is: 'mayNot', sentence }
}

/** Whether a place is one of these conversations, or a thread in one. */
export function isAt({ conversationId }: Place, conversations: readonly string[]): boolean {
  return conversations.some((id) => wholeOf(id) === wholeOf(conversationId))
}

/** A thread's id is its channel's with `;messageid=…` behind it. */
export function wholeOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId
}
