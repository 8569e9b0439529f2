import type { Kysely } from 'kysely'
import type { EmergencyReading } from '../../../language/reading.ts'
import { isSameId } from '../../../request/person.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { waitingFor } from '../../../store/lookups.ts'
import type { Schema } from '../../../store/schema.ts'
import {
  emergencyDeclared,
  noEmergencyHere,
  noEmergencyWaiting,
  whichEmergency,
} from '../../../wording/emergency.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

export interface EmergencyParts {
  db: Kysely<Schema>
  desk: Desk
}

const MAX_FOUND = 50

/**
 * "emergency: <reason>": the person's own request no longer waits for others, where its rule lets them. It approves
 * nothing; they do that on its card, which says so.
 */
export async function emergency(
  turn: Turn,
  sender: Sender,
  { reason }: EmergencyReading,
  { db, desk }: EmergencyParts,
): Promise<void> {
  const { person, place } = sender
  const forOthers = (await waitingFor(db, sender, MAX_FOUND)).filter(
    (one) => isSameId(one.asker.oid, person.oid) && waitsForOthers(one),
  )
  const able = forOthers.filter(({ terms }) => terms?.emergency)
  const [only] = able
  if (!only || able.length > 1) {
    const none = forOthers.length > 0 ? noEmergencyHere() : noEmergencyWaiting()
    await turn.send(textMessage(only ? whichEmergency(able.length) : none))
    return
  }
  const { id: requestId, round } = only
  const press = { requestId, round, verb: 'emergency' as const, choice: null, comment: reason, person, place }
  const verdict = await desk.decide(press)
  const skipped = verdict.request?.emergency?.skipped ?? ''
  await turn.send(textMessage(verdict.accepted ? emergencyDeclared(skipped) : verdict.sentence))
}

function waitsForOthers({ state, terms }: AssignmentRequest): boolean {
  return state === 'pending' && terms !== null && (terms.needed > 1 || !terms.requesterCounts)
}
