import { isDeepStrictEqual } from 'node:util'
import { CATALOG } from '../../intune/catalog/catalog.ts'
import { isSamePerson } from '../../request/person.ts'
import type { AssignmentRequest, State } from '../../request/request.ts'
import { forgetMessage, requestOfMessage } from '../../store/deliveries.ts'
import { askNewSentence } from '../../wording/offers.ts'
import { editedTooLate } from '../../wording/turns.ts'
import type { Desk } from '../../workflow/desk.ts'
import { answerMessage } from '../cards/offers.ts'
import type { Turn } from '../turn.ts'
import { messageText, senderOf } from './activity.ts'
import { readMessage } from './commands/index.ts'
import { type MessageParts, onMessage } from './onMessage.ts'

type EditParts = MessageParts & { desk: Desk }

/**
 * Somebody edited their message. A card never changes while somebody may be reading it, and nobody may approve what is no
 * longer meant: an undecided request ends, and the message is read as if it had just been written. An edit that leaves
 * the meaning as it was changes nothing; one that comes after the approval is too late, and the person is told so.
 */
export async function onMessageEdit(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'editMessage') return
  const request = await editedRequest(turn, parts)
  if (!request) {
    await onMessage(turn, parts)
    return
  }
  const written = messageText(turn.activity)
  // Teams reports a link's preview as an edit, and every edit once for each client.
  if (!isByAsker(turn, request) || meansTheSame(written, request.text)) return
  if (isUndecided(request) && (await readAgain(turn, request, parts))) return
  // Somebody may have approved it a moment ago.
  const now = await parts.desk.load(request.id)
  if (now && wasApproved(now) && !UNWRITTEN.includes(now.state))
    await turn.send(answerMessage(editedTooLate(), written ? [askNewSentence(written)] : []))
}

/** Nobody has approved it; what is taken back then was never written. */
const UNDECIDED: readonly State[] = ['asked', 'choosing', 'pending', 'signInNeeded', 'answered']
/** They ended without a write, whoever approved what came before. */
const UNWRITTEN: readonly State[] = ['cancelled', 'rejected', 'expired']

function isUndecided(request: AssignmentRequest): boolean {
  return UNDECIDED.includes(request.state) && !wasApproved(request)
}

/** Also what is asked about again because others changed something, or because a write went wrong. */
function wasApproved({ decision, approvedBefore, items }: AssignmentRequest): boolean {
  const hasBegun = items.some(({ progress, half }) => half || !['planned', 'leftOut'].includes(progress))
  return Boolean(decision ?? approvedBefore) || hasBegun
}

/** What nobody can read means nothing, not even what it meant before. */
function meansTheSame(written: string, before: string): boolean {
  if (written === before) return true
  const readings = readMessage(written, CATALOG)
  return readings.length > 0 && isDeepStrictEqual(readings, readMessage(before, CATALOG))
}

/** @returns whether it was undecided until now. */
async function readAgain(turn: Turn, request: AssignmentRequest, parts: EditParts): Promise<boolean> {
  const { desk, db } = parts
  const { id, state, asker } = request
  const event = { type: 'cancelled', by: asker, reason: { code: 'messageEdited' } } as const
  if (state !== 'answered' && !(await desk.transition(id, event, asker.oid, isUndecided))) return false
  if (await forgetMessage(db, id)) await onMessage(turn, parts)
  return true
}

/** Somebody deleted the message with their request: while it is undecided, it is cancelled. */
export async function onMessageDelete(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'softDeleteMessage') return
  const sender = senderOf(turn.activity)
  const request = await editedRequest(turn, parts)
  if (!sender || !request) return
  // A channel's owner may delete other people's messages; that decides nothing.
  if (!isByAsker(turn, request)) return
  await parts.desk.transition(request.id, { type: 'cancelled', by: sender.person }, sender.person.oid)
}

function isByAsker({ activity }: Turn, { asker }: AssignmentRequest): boolean {
  const sender = senderOf(activity)
  return sender !== null && isSamePerson(sender.person, asker)
}

async function editedRequest({ activity }: Turn, { db, desk }: EditParts) {
  const id = await requestOfMessage(db, activity.conversation?.id ?? '', activity.id ?? '')
  return id ? await desk.load(id) : null
}
