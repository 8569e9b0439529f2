import { isDeepStrictEqual } from 'node:util'
import { CATALOG } from '../../intune/catalog/catalog.ts'
import { isUnsent } from '../../request/item.ts'
import { isSamePerson } from '../../request/person.ts'
import type { AssignmentRequest, State } from '../../request/request.ts'
import { isChanged } from '../../request/undoPolicy.ts'
import { forgetMessage, requestOfMessage } from '../../store/deliveries.ts'
import { askNewSentence } from '../../wording/offers.ts'
import { type EditStage, editedTooLate, takenBackTooLate } from '../../wording/turns.ts'
import type { Desk } from '../../workflow/desk.ts'
import { answerMessage } from '../cards/offers.ts'
import type { Turn } from '../turn.ts'
import { messageText, senderOf } from './activity.ts'
import { readMessage } from './commands/index.ts'
import { type MessageParts, onMessage } from './onMessage.ts'

type EditParts = MessageParts & { desk: Desk }

/**
 * Somebody edited their message. A card never changes while somebody may be reading it, and nobody may approve what is no
 * longer meant: a request that is undecided, or waits for its moment or a sign-in, ends, and the message is read as if it
 * had just been written; "never mind" and no text at all only end it. An edit that leaves the meaning as it was changes
 * nothing; one that comes when it is being written, or later, is too late, and the person is told so.
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
  if (isOver(request)) return await readAnew(turn, request, written, parts)
  if (isOpen(request) && (await end(request, parts))) return await readAnew(turn, request, written, parts)
  // Somebody may have approved it a moment ago.
  const now = await parts.desk.load(request.id)
  if (!now || !wasApproved(now) || isOver(now)) return
  const answer = takesBack(written)
    ? answerMessage(takenBackTooLate(stageOf(now)), [])
    : answerMessage(editedTooLate(), [askNewSentence(written)])
  await turn.send(answer)
}

/** Nobody has approved it; what is taken back then was never written. */
const UNDECIDED: readonly State[] = ['asked', 'choosing', 'pending', 'signInNeeded']
/** They ended without a write, whoever approved what came before, or never asked for one. */
const UNWRITTEN: readonly State[] = ['answered', 'cancelled', 'rejected', 'expired']

function isOver(request: AssignmentRequest): boolean {
  return UNWRITTEN.includes(request.state) || (request.state === 'failed' && !wasApproved(request))
}

function isOpen(request: AssignmentRequest): boolean {
  const { state, items } = request
  if (state === 'scheduled') return true
  // Approved, and nothing has been sent: it waits for a sign-in.
  const isUnwritten = state === 'signInNeeded' && items.every(isUnsent)
  return UNDECIDED.includes(state) && (isUnwritten || !wasApproved(request))
}

/** How far what can no longer be taken back by an edit has got. */
function stageOf({ state, items }: AssignmentRequest): EditStage {
  if (state === 'awaitingIntune' || state === 'signInNeeded' || state === 'pending') return state
  if (state === 'done') return 'done'
  if (state === 'failed') return items.some(isChanged) ? 'done' : 'failed'
  return 'applying'
}

/** "never mind", "stop", or nothing at all: about this message, and about nothing else that waits. */
function takesBack(written: string): boolean {
  const [best] = written === '' ? [] : readMessage(written, CATALOG)
  if (best?.action !== 'waiting') return written === ''
  return best.wish === 'cancel' && best.about === null && best.when === undefined
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

/** @returns whether it was open until now. */
async function end({ id, asker }: AssignmentRequest, { desk }: EditParts): Promise<boolean> {
  const event = { type: 'cancelled', by: asker, reason: { code: 'messageEdited' } } as const
  return (await desk.transition(id, event, asker.oid, isOpen)) !== null
}

/** From now on the message belongs to what it says now. */
async function readAnew(
  turn: Turn,
  { id }: AssignmentRequest,
  written: string,
  parts: EditParts,
): Promise<void> {
  if ((await forgetMessage(parts.db, id)) && !takesBack(written)) await onMessage(turn, parts)
}

/** Somebody deleted the message with their request: until it is written, it is cancelled. */
export async function onMessageDelete(turn: Turn, parts: EditParts): Promise<void> {
  if (turn.activity.channelData?.eventType !== 'softDeleteMessage') return
  const sender = senderOf(turn.activity)
  const request = await editedRequest(turn, parts)
  if (!sender || !request) return
  // A channel's owner may delete other people's messages; that decides nothing.
  if (!isByAsker(turn, request)) return
  const event = { type: 'cancelled', by: sender.person, reason: { code: 'messageDeleted' } } as const
  if (await parts.desk.transition(request.id, event, sender.person.oid)) return
  const now = await parts.desk.load(request.id)
  const stage = now && !isOver(now) ? stageOf(now) : 'done'
  // Whoever tidies up long after it is told nothing.
  if (stage !== 'done' && stage !== 'failed') await turn.send(answerMessage(takenBackTooLate(stage), []))
}

function isByAsker({ activity }: Turn, { asker }: AssignmentRequest): boolean {
  const sender = senderOf(activity)
  return sender !== null && isSamePerson(sender.person, asker)
}

async function editedRequest({ activity }: Turn, { db, desk }: EditParts) {
  const id = await requestOfMessage(db, activity.conversation?.id ?? '', activity.id ?? '')
  return id ? await desk.load(id) : null
}
