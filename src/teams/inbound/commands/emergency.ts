import { isSameId } from '../../../intune/guid.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { waitingFor } from '../../../store/lookups.ts'
import {
  emergencyDeclared,
  noEmergencyHere,
  noEmergencyWaiting,
  whichEmergency,
} from '../../../wording/emergency.ts'
import { decide } from '../../../workflow/decide.ts'
import { textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'

/** "emergency: the tills are locked out": one's own request cannot wait for others. */
interface EmergencyReading {
  action: 'emergency'
  reason: string
}

const EMERGENCY = /^emergency\s*[:–—]\s*(?<reason>\S[\s\S]{2,})$/i
const MAX_REASON = 500
const MAX_FOUND = 50

/**
 * "emergency: <reason>": the person's own request no longer waits for others, where its rule allows it. The words
 * approve nothing; the person does that on the request's card, which says so.
 */
export const emergency: Command<EmergencyReading> = {
  action: 'emergency',
  does: 'lets you approve your own waiting request alone, where its rule allows that; approvers are told at once',
  examples: ['emergency: the tills are locked out'],
  reads: {
    stage: 'message',
    read({ text }) {
      const { reason } = EMERGENCY.exec(text.trim())?.groups ?? {}
      return reason ? { action: 'emergency', reason: reason.trim().slice(0, MAX_REASON) } : null
    },
  },
  handle: async (turn, sender, [{ reason }], { db, desk }) => {
    const { person, place } = sender
    const forOthers = (await waitingFor(db, sender, MAX_FOUND)).filter(
      (one) => isSameId(one.asker.oid, person.oid) && needsOthers(one),
    )
    const able = forOthers.filter(({ terms }) => terms?.emergency)
    const [only] = able
    if (!only || able.length > 1) {
      const none = forOthers.length > 0 ? noEmergencyHere() : noEmergencyWaiting()
      await turn.send(textMessage(only ? whichEmergency(able.length) : none))
      return
    }
    const { id: requestId, round } = only
    const press = {
      requestId,
      round,
      verb: 'emergency' as const,
      choice: null,
      comment: reason,
      person,
      place,
    }
    const verdict = await decide(desk, press)
    const skipped = verdict.request?.emergency?.skipped ?? ''
    await turn.send(textMessage(verdict.accepted ? emergencyDeclared(skipped) : verdict.sentence))
  },
}

function needsOthers({ state, terms }: AssignmentRequest): boolean {
  return state === 'pending' && terms !== null && (terms.needed > 1 || !terms.requesterCounts)
}
