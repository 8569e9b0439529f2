import type { AssignmentRequest, State } from '../../request/request.ts'
import { ENDED } from '../../request/states.ts'
import { forgetMessage, requestOfMessage } from '../../store/said.ts'
import { editedTooLate } from '../../wording/turns.ts'
import type { Desk } from '../../workflow/desk.ts'
import { textMessage } from '../messages.ts'
import type { Turn } from '../turn.ts'
import { messageText, senderOf } from './activity.ts'
import { type MessageParts, onMessage } from './onMessage.ts'

type EditParts = MessageParts & { desk: Desk }

/**
 * Somebody changed a message of theirs. A card is never changed behind the back of whoever looks at it: while its
 * request is undecided, that is said. Where nothing came of the message but a question or an answer, most likely for a
 * slip of the pen, it is read as if it had just been written.
 */
export async function onMessageEdit(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'editMessage') return
  const request = await requestOf(turn, parts)
  if (!request) {
    await onMessage(turn, parts)
    return
  }
  // Teams tells of a link's preview as of an edit, and of each edit once for every client.
  if (messageText(turn.activity) === request.text) return
  if (UNPLANNED.includes(request.state)) await readAgain(turn, request, parts)
  else if (!ENDED.includes(request.state) && !request.decision) {
    await turn.send(textMessage(editedTooLate()))
  }
}

/** A question stands, or an answer that asked for nothing. */
const UNPLANNED: readonly State[] = ['choosing', 'answered']

async function readAgain(turn: Turn, request: AssignmentRequest, parts: EditParts): Promise<void> {
  const { desk, db } = parts
  const { id, state, asker } = request
  const fits = (now: AssignmentRequest) => now.state === state
  // Somebody may have answered the question just now: then it is no question any more.
  if (state === 'choosing' && !(await desk.transition(id, { type: 'cancelled', by: asker }, asker.oid, fits)))
    return
  if (await forgetMessage(db, id)) await onMessage(turn, parts)
}

/** Somebody took back what they had asked: while it is undecided, it is cancelled. */
export async function onMessageDelete(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'softDeleteMessage') return
  const sender = senderOf(turn.activity)
  const request = await requestOf(turn, parts)
  if (!sender || !request) return
  const { oid, tenantId } = sender.person
  // A channel's owner may delete other people's messages; that decides nothing.
  const isOwn = request.asker.oid === oid && request.asker.tenantId === tenantId
  if (isOwn) await parts.desk.transition(request.id, { type: 'cancelled', by: sender.person }, oid)
}

async function requestOf({ activity }: Turn, { db, desk }: EditParts) {
  const id = await requestOfMessage(db, activity.conversation?.id ?? '', activity.id ?? '')
  return id ? await desk.load(id) : null
}
