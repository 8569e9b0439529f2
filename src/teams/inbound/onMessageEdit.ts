import type { AssignmentRequest, State } from '../../request/request.ts'
import { ENDED } from '../../request/states.ts'
import { forgetMessage, requestOfMessage } from '../../store/deliveries.ts'
import { askNewSentence } from '../../wording/offers.ts'
import { editedTooLate } from '../../wording/turns.ts'
import type { Desk } from '../../workflow/desk.ts'
import { answerMessage } from '../cards/offers.ts'
import type { Turn } from '../turn.ts'
import { messageText, senderOf } from './activity.ts'
import { type MessageParts, onMessage } from './onMessage.ts'

type EditParts = MessageParts & { desk: Desk }

/**
 * Somebody edited their message. A card never changes while somebody may be reading it: as long as its request is
 * undecided, the person is told so. Where the message led only to a question or an answer, the edit most likely
 * corrects a typo, and it is read as if it had just been written.
 */
export async function onMessageEdit(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'editMessage') return
  const request = await editedRequest(turn, parts)
  if (!request) {
    await onMessage(turn, parts)
    return
  }
  // Teams reports a link's preview as an edit, and every edit once for each client.
  if (messageText(turn.activity) === request.text) return
  if (UNPLANNED.includes(request.state)) await readAgain(turn, request, parts)
  else if (!ENDED.includes(request.state) && !request.decision) {
    const written = messageText(turn.activity)
    await turn.send(answerMessage(editedTooLate(), written ? [askNewSentence(written)] : []))
  }
}

/** It led to a question, or to an answer that asked for nothing. */
const UNPLANNED: readonly State[] = ['choosing', 'answered']

async function readAgain(turn: Turn, request: AssignmentRequest, parts: EditParts): Promise<void> {
  const { desk, db } = parts
  const { id, state, asker } = request
  const fits = (now: AssignmentRequest) => now.state === state
  // Somebody may have answered the question a moment ago: then it is no longer open.
  if (state === 'choosing' && !(await desk.transition(id, { type: 'cancelled', by: asker }, asker.oid, fits)))
    return
  if (await forgetMessage(db, id)) await onMessage(turn, parts)
}

/** Somebody deleted the message with their request: while it is undecided, it is cancelled. */
export async function onMessageDelete(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'softDeleteMessage') return
  const sender = senderOf(turn.activity)
  const request = await editedRequest(turn, parts)
  if (!sender || !request) return
  const { oid, tenantId } = sender.person
  // A channel's owner may delete other people's messages; that decides nothing.
  const isOwn = request.asker.oid === oid && request.asker.tenantId === tenantId
  if (isOwn) await parts.desk.transition(request.id, { type: 'cancelled', by: sender.person }, oid)
}

async function editedRequest({ activity }: Turn, { db, desk }: EditParts) {
  const id = await requestOfMessage(db, activity.conversation?.id ?? '', activity.id ?? '')
  return id ? await desk.load(id) : null
}
