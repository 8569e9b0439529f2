import { isSamePerson, type Person } from '../request/person.ts'
import { isAt } from '../request/place.ts'
import type { AssignmentRequest, Place } from '../request/request.ts'
import { postedIn } from '../store/postLookups.ts'
import type { Desk } from './desk.ts'

/**
 * The request, for somebody in a conversation that has a copy of its card, or for its requester in their own chat;
 * null for everybody else.
 */
export async function seenBy(
  desk: Desk,
  id: string,
  person: Person,
  place: Place,
): Promise<AssignmentRequest | null> {
  const request = await desk.load(id)
  if (request?.asker.tenantId !== person.tenantId) return null
  if (place.kind === 'personal' && isSamePerson(request.asker, person)) return request
  return (await standsAt(desk, request, place)) ? request : null
}

/** Whether its card is in that conversation, the only place where people decide about it. */
export async function standsAt(desk: Desk, request: AssignmentRequest, place: Place): Promise<boolean> {
  const places = await postedIn(desk.parts.db, request.id)
  return isAt(place, [request.place.conversationId, ...places])
}
