import { isSameId } from '../../intune/guid.ts'
import {
  emergencyAlready,
  noEmergencyHere,
  nothingToReview,
  onlyRequesterDeclares,
  reviewedByOthers,
} from '../../wording/emergency.ts'
import * as say from '../../wording/press.ts'
import { awaitsWhy, onlyRequesterSays, sayWhy } from '../../wording/requesterReason.ts'
import type { Person } from '../person.ts'
import { channelOf, isAt } from '../place.ts'
import type { AssignmentRequest, Place, RequestIn } from '../request.ts'
import { lacksReason } from './requesterReason.ts'
import { type Approver, approverInWords, type Terms } from './terms.ts'

/**
 * The buttons. `select`: which of several policies take part, before the approval; `retry`: what was
 * approved and not done; `withdraw`: what Intune was asked to approve; `page`: turns the page of a long card and
 * changes nothing; `explain`: says why it is wanted; `emergency`: the requester goes ahead alone; `review`: looks at
 * that afterwards; `move`: makes it begin at another moment.
 */
export type Verb =
  | 'approve'
  | 'cancel'
  | 'choose'
  | 'select'
  | 'retry'
  | 'withdraw'
  | 'page'
  | 'emergency'
  | 'explain'
  | 'review'
  | 'move'

/** `ask`: it has to be looked up first whether they may. A refusal is a sentence for the person. */
export type Eligibility = { is: 'may' } | { is: 'ask' } | { is: 'mayNot'; sentence: string }

/** Somebody looking at a card, and where the card is. */
export interface Viewer {
  /** Entra object id; null: anybody in that conversation, about whom nothing else is known. */
  oid: string | null
  conversationId: string
}

const MAY: Eligibility = { is: 'may' }
const ASK: Eligibility = { is: 'ask' }

/**
 * Whether a person may decide about a request, from the place where they pressed. Pure: what only Teams or Entra
 * knows (who is in a group) is left to be looked up. Guests are rejected before this.
 * @param places the conversations that have a copy of the card.
 */
export function eligibilityOf(
  request: AssignmentRequest,
  person: Person,
  place: Place,
  verb: Verb,
  places: readonly string[],
): Eligibility {
  if (!isSameId(person.tenantId, request.asker.tenantId)) {
    return mayNot(say.otherOrganisation())
  }
  if (!isAt(place, [request.place.conversationId, ...places])) {
    return mayNot(say.otherConversation())
  }
  return eligibilityAt(request, { oid: person.oid, conversationId: place.conversationId }, verb)
}

/** Whether this person's yes, given in this place, would be all that a request needs. */
export function approvesAlone(
  request: RequestIn<'pending'>,
  { oid }: Person,
  { conversationId }: Place,
): boolean {
  const { needed, reasonRequired } = request.terms
  return (
    needed === 1 &&
    !reasonRequired &&
    !lacksReason(request) &&
    eligibilityAt(request, { oid, conversationId }, 'approve').is === 'may'
  )
}

/**
 * Whether a card offers a button to its viewer: never one that is refused for a reason known when it was drawn. A
 * member of the approvals channel who sees the card elsewhere is looked up on a press, but is not offered the button
 * there.
 */
export function isOffered(request: AssignmentRequest, viewer: Viewer, verb: Verb): boolean {
  const { is } = eligibilityAt(request, viewer, verb)
  if (is !== 'ask' || isAsker(request, viewer)) return is !== 'mayNot'
  return request.terms?.approvers.some(({ who }) => who === 'group') === true
}

export function isAsker({ asker }: AssignmentRequest, { oid }: Pick<Viewer, 'oid'>): boolean {
  return isSameId(oid, asker.oid)
}

/** What a person, or somebody in a conversation, may do with a card there. */
function eligibilityAt(request: AssignmentRequest, viewer: Viewer, verb: Verb): Eligibility {
  const { asker, terms } = request
  const own = isAsker(request, viewer)
  // The requester may be among those about whom nothing is known; while people decide, they have a card of their own.
  const mayBeOwn = own || viewer.oid === null
  if (verb === 'choose') return mayBeOwn ? MAY : mayNot(say.onlyAskerChooses(asker.name))
  const awaitsReason = request.state === 'pending' && lacksReason(request)
  if (verb === 'explain') return own && awaitsReason ? MAY : mayNot(onlyRequesterSays(asker.name))
  if (verb === 'approve' && awaitsReason) {
    return mayNot(own ? sayWhy(terms?.why?.pattern ?? null) : awaitsWhy(asker.name))
  }
  if (verb === 'emergency') return emergencyEligibility(request, own)
  if (verb === 'review') return reviewEligibility(request, viewer)
  if (verb === 'page' || (own && verb !== 'approve')) return MAY
  if (mayBeOwn && (verb === 'retry' || verb === 'withdraw')) return MAY
  if (!terms) return mayNot(say.onlyTheyDecide(asker.name))
  const eligibility = approverEligibility(request, terms, viewer)
  if (eligibility.is === 'mayNot' || own) return eligibility
  if (eligibility.is === 'may' || verb === 'approve' || verb === 'cancel') return eligibility
  return mayNot(say.onlyAskerOrApprover(asker.name))
}

function emergencyEligibility({ terms, asker, emergency }: AssignmentRequest, own: boolean): Eligibility {
  if (!own) return mayNot(onlyRequesterDeclares(asker.name))
  if (emergency) return mayNot(emergencyAlready())
  return terms?.emergency ? MAY : mayNot(noEmergencyHere())
}

/** Whoever should have approved it, or reads the approvals channel. */
function reviewEligibility(request: AssignmentRequest, viewer: Viewer): Eligibility {
  const { terms, emergency } = request
  if (!terms || !emergency || emergency.reviewed) return mayNot(nothingToReview())
  if (isAsker(request, viewer)) return mayNot(reviewedByOthers())
  const isThere = terms.channel && channelOf(viewer.conversationId) === channelOf(terms.channel)
  const { is } = approverEligibility(request, terms, viewer)
  return isThere || is === 'may' ? MAY : mayNot(reviewedByOthers())
}

function approverEligibility(request: AssignmentRequest, terms: Terms, viewer: Viewer): Eligibility {
  const own = isAsker(request, viewer)
  if (own && !terms.requesterCounts) {
    return mayNot(say.somebodyElseApproves(whoMayApprove(request)))
  }
  const each = terms.approvers.map((approver) => eligibilityAs(approver, request, viewer))
  if (each.includes('may')) return MAY
  if (each.includes('ask')) return ASK
  return mayNot(say.onlyTheyDecide(whoMayApprove(request)))
}

function eligibilityAs(
  approver: Approver,
  request: AssignmentRequest,
  viewer: Viewer,
): 'may' | 'ask' | 'mayNot' {
  const isIn = (id: string | null | undefined) =>
    id != null && channelOf(viewer.conversationId) === channelOf(id)
  switch (approver.who) {
    case 'requester':
      return isAsker(request, viewer) ? 'may' : 'mayNot'
    case 'person':
      return isSameId(viewer.oid, approver.id) ? 'may' : 'mayNot'
    case 'conversation':
      // In a personal chat there is only the requester, who approves alone there.
      return request.place.kind !== 'personal' && isIn(request.place.conversationId) ? 'may' : 'mayNot'
    case 'channel':
      return isIn(request.terms?.channel) ? 'may' : 'ask'
    case 'group':
      return 'ask'
  }
}

/**
 * "Bruno Okafor, or people in Device Operations › Approvals", "any 2 members of Change Board"
 * @param asOne as for `approverInWords`.
 */
export function whoMayApprove({ terms, asker, place }: AssignmentRequest, asOne = false): string {
  const approvers = terms?.approvers ?? [{ who: 'requester' } as const]
  const needed = terms?.needed ?? 1
  const names = approvers
    .filter(({ who }) => (who === 'conversation' ? place.kind !== 'personal' : true))
    .filter(({ who }) => who !== 'requester' || terms?.requesterCounts !== false)
    .map((approver) =>
      approverInWords(approver, asker.name, terms?.channelName ?? null, asOne && needed === 1),
    )
  if (names.length === 0) return 'people of a group chat or channel, where it has to be asked for,'
  if (needed === 1) return alternatives(names)
  const [only] = names
  return names.length === 1 && only && /^(members of|people in) /.test(only)
    ? `any ${needed} ${only}`
    : `any ${needed} of: ${alternatives(names)}`
}

/** "Ada, or anybody else in this conversation" */
function alternatives(names: readonly string[]): string {
  const [last, ...rest] = [...names].reverse()
  return rest.length === 0 ? (last ?? '') : `${rest.reverse().join(', ')}, or ${last}`
}

function mayNot(sentence: string): Eligibility {
  return { is: 'mayNot', sentence }
}

/** The id of the channel whose people decide about a request; null where no channel is asked, or no longer. */
export function askedChannelOf({ state, terms }: Pick<AssignmentRequest, 'state' | 'terms'>): string | null {
  if (state !== 'pending' || !terms?.approvers.some(({ who }) => who === 'channel')) return null
  return terms.channel
}
