import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { askedOf } from '../../request/askAgainOffer.ts'
import { editionOf, isPaged, pageWithin, sharedPage } from '../../request/cardPages.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { jsonIn } from '../../store/json.ts'
import type { Schema } from '../../store/schema.ts'
import { noteShown, pagesShown } from '../../store/shownPages.ts'
import { requestUnknown } from '../../wording/desk.ts'
import { saidForYou } from '../../wording/offers.ts'
import { extensionAsked, wayBackAsked } from '../../wording/schedule.ts'
import { askedAgain, buttonUnknown, nothingToAskAgain, undoComes } from '../../wording/turns.ts'
import { decide } from '../../workflow/decide.ts'
import type { Verdict } from '../../workflow/desk.ts'
import { takeRequest } from '../../workflow/intake.ts'
import { requestExtension, requestUndo } from '../../workflow/laterRequests.ts'
import { NotTaken } from '../../workflow/limits.ts'
import { seenBy, standsAt } from '../../workflow/visibility.ts'
import { type Drawing, requestCard } from '../cards/requestCard.ts'
import { ADAPTIVE_CARD } from '../cards/template.ts'
import { othersThere } from '../outbound/cardAudience.ts'
import { deedInWords } from '../outbound/noticeReplies.ts'
import { sentenceAnswer } from '../presses.ts'
import type { Turn } from '../turn.ts'
import { type Sender, senderOf, timesOfSender } from './activity.ts'
import { type CardAction, CardPress, isEffect, momentOf, togglesOf } from './cardPress.ts'
import { HistoryFilter } from './historyFilter.ts'
import { historyPage } from './historyPage.ts'
import { type MessageParts, onMessage, remember } from './onMessage.ts'
import { sentenceTurn } from './sentenceTurn.ts'

export interface PressParts extends MessageParts {
  log: { warn(fields: object, message: string): void }
}

const ERROR = 'application/vnd.microsoft.error'
/** Comments are kept as typed, up to this many characters. */
const MAX_COMMENT = 500

/**
 * A pressed button, or a client that asks for its own view of a card. Answered from the store alone: whatever
 * Graph does, Teams has its answer in time. The answer is for the client that asked; the card job updates every copy
 * of the card.
 */
export async function onCardAction(turn: Turn, parts: PressParts): Promise<void> {
  const sender = senderOf(turn.activity)
  const read = CardPress.safeParse(turn.activity.value)
  // What a client sends by itself, without anybody pressing anything, never has an effect.
  const isRefused = read.success && read.data.trigger === 'automatic' && isEffect(turn.activity)
  if (!sender || !read.success || isRefused) {
    parts.log.warn({ oid: sender?.person.oid }, 'a press of a button that Assent does not have was refused')
    await refuse(turn, buttonUnknown())
    return
  }
  const { action } = read.data
  switch (action.verb) {
    case 'view':
      return await view(turn, sender, action.data.request, parts)
    case 'say':
      return await hear(turn, action.data, parts)
    case 'history':
      return await turnPage(turn, sender, action.data, parts)
    case 'undo':
      return await pressUndo(turn, sender, action.data.request, parts)
    case 'endNow':
      return await pressUndo(turn, sender, action.data.request, parts, true)
    case 'extend':
      return await pressExtend(turn, sender, action.data, parts)
    case 'again':
      return await askAgain(turn, sender, action.data.request, parts)
    default:
      return await press(turn, sender, action, parts)
  }
}

async function press(
  turn: Turn,
  sender: Sender,
  { verb, data }: Extract<CardAction, { data: { round: number } }>,
  parts: PressParts,
): Promise<void> {
  const verdict = await decide(parts.desk, {
    requestId: data.request,
    round: data.round,
    verb,
    // The text that was typed last wins.
    choice: data.choice || (data.written?.trim() ? null : data.other) || null,
    written: data.written,
    comment: commentIn(data.comment ?? ''),
    kept: togglesOf(data),
    ...(data.date && data.time ? { moment: momentOf(data) } : {}),
    person: sender.person,
    place: sender.place,
  })
  const page = verb === 'page' ? Number(data.choice) || 0 : undefined
  // A press counts only where its card is.
  if (verdict.accepted) await showCard(turn, verdict.request, sender, parts, { page })
  else await tell(turn, verdict, sender, data.request, verb, parts)
}

/** What a button writes for whoever presses it is heard like a message of theirs, and no more than that. */
async function hear(
  turn: Turn,
  { say: text, about = '' }: { say: string; about?: string | undefined },
  parts: PressParts,
): Promise<void> {
  await onMessage(sentenceTurn(turn, text, about), parts)
  await answerWith(turn, saidForYou(text))
}

/** Null where nothing in it is visible: a reason that nobody can read does not count. */
function commentIn(written: string): string | null {
  const isSeen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(written)
  return isSeen ? written.trim().slice(0, MAX_COMMENT) : null
}

/** A separate request, which somebody approves: until then the old end holds. */
async function pressExtend(
  turn: Turn,
  sender: Sender,
  data: { request: string; date?: string | undefined; time?: string | undefined },
  parts: PressParts,
): Promise<void> {
  const { request: id } = data
  const seen = await seenBy(parts.desk, id, sender.person, sender.place)
  if (!seen) return await refuseUnseen(turn, sender, id, parts)
  await remember(sender, parts)
  const { person, place } = sender
  const activityId = `extend ${turn.activity.id ?? randomUUID()}`
  const verdict = await requestExtension(parts.desk, id, momentOf(data), { person, place, activityId })
  if (!verdict.accepted) return await tell(turn, verdict, sender, id, 'extend', parts)
  await answerWith(turn, extensionAsked(deedInWords(seen)))
}

/** @param atOnce for a temporary change: it is to end now. */
async function pressUndo(
  turn: Turn,
  sender: Sender,
  id: string,
  parts: PressParts,
  atOnce = false,
): Promise<void> {
  const { desk } = parts
  const seen = await seenBy(desk, id, sender.person, sender.place)
  if (!seen) return await refuseUnseen(turn, sender, id, parts)
  // The answer will be posted here, perhaps long after this turn.
  await remember(sender, parts)
  const { person, place } = sender
  const activityId = turn.activity.id ?? randomUUID()
  const asked = { person, place, activityId: `undo ${activityId}`, ...(atOnce ? { atOnce } : {}) }
  const verdict = await requestUndo(desk, id, asked)
  if (!verdict.accepted) return await tell(turn, verdict, sender, id, 'undo', parts)
  await answerWith(turn, atOnce ? wayBackAsked() : undoComes())
}

/** A request that ended without a change is made again, by whoever pressed. */
async function askAgain(turn: Turn, sender: Sender, id: string, parts: PressParts): Promise<void> {
  const { desk } = parts
  const seen = await seenBy(desk, id, sender.person, sender.place)
  if (!seen) return await refuseUnseen(turn, sender, id, parts)
  const asked = askedOf(seen)
  if (!asked) return await answerWith(turn, nothingToAskAgain())
  await remember(sender, parts)
  const { person, place } = sender
  const who = { person, place, activityId: `again ${turn.activity.id ?? randomUUID()}` }
  if ('undoes' in asked) {
    const verdict = await requestUndo(desk, asked.undoes, who)
    if (!verdict.accepted) return await tell(turn, verdict, sender, id, 'again', parts)
    return await answerWith(turn, askedAgain())
  }
  try {
    await takeRequest(desk, { ...asked, ...who, ...timesOfSender(turn.activity) })
    await answerWith(turn, askedAgain())
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    await answerWith(turn, error.message)
  }
}

/** Shows the card of a request to somebody who may see it; its buttons lead nowhere outside its own conversation. */
export async function view(turn: Turn, sender: Sender, id: string, parts: PressParts): Promise<void> {
  const seen = await seenBy(parts.desk, id, sender.person, sender.place)
  if (!seen) return await refuseUnseen(turn, sender, id, parts)
  const isElsewhere = !(await standsAt(parts.desk, seen, sender.place))
  await showCard(turn, seen, sender, parts, { isElsewhere })
}

async function turnPage(
  turn: Turn,
  sender: Sender,
  { page, request, filter }: { page: number; request?: string | undefined; filter?: string | undefined },
  parts: PressParts,
): Promise<void> {
  const seen = request ? await seenBy(parts.desk, request, sender.person, sender.place) : null
  if (request && !seen) return await refuseUnseen(turn, sender, request, parts)
  const narrowing = filter ? HistoryFilter.safeParse(jsonIn(filter)) : null
  if (narrowing?.success === false) return await refuse(turn, buttonUnknown())
  const card = await historyPage(parts, sender, { page, about: seen, filter: narrowing?.data ?? null })
  await turn.answer(200, { statusCode: 200, type: ADAPTIVE_CARD, value: card.content })
}

async function showCard(
  turn: Turn,
  request: AssignmentRequest,
  sender: Sender,
  parts: PressParts,
  { page, isElsewhere = false }: Pick<Drawing, 'page' | 'isElsewhere'>,
): Promise<void> {
  const { kind, conversationId } = sender.place
  const others = kind === 'personal' ? [] : await othersThere(parts.db, request)
  const shown = await pagesRead(parts.db, request, sender.person, page)
  const viewer = { oid: sender.person.oid, conversationId }
  const card = requestCard(request, viewer, { others, page, shown, isElsewhere })
  await turn.answer(200, { statusCode: 200, type: ADAPTIVE_CARD, value: card.content })
}

/** Records what this person is shown now, and returns which pages they have been shown so far. */
async function pagesRead(
  db: Kysely<Schema>,
  request: AssignmentRequest,
  { oid }: Sender['person'],
  page: number | undefined,
): Promise<number[]> {
  if (request.state !== 'pending' || !isPaged(request)) return []
  const reader = { requestId: request.id, oid, edition: editionOf(request) }
  await noteShown(db, reader, [...new Set([sharedPage(request), pageWithin(request, page)])])
  return await pagesShown(db, reader)
}

async function tell(
  turn: Turn,
  verdict: Extract<Verdict, { accepted: false }>,
  { person, place }: Sender,
  requestId: string,
  verb: string,
  { log }: PressParts,
): Promise<void> {
  const { conversationId } = place
  log.warn({ requestId, verb, oid: person.oid, conversationId }, 'a press was not accepted')
  await answerWith(turn, verdict.sentence)
}

async function refuseUnseen(turn: Turn, sender: Sender, id: string, { log }: PressParts): Promise<void> {
  log.warn(
    { requestId: id, oid: sender.person.oid },
    'a press on a card that does not stand here was refused',
  )
  await refuse(turn, requestUnknown())
}

async function refuse(turn: Turn, message: string): Promise<void> {
  await turn.answer(200, { statusCode: 400, type: ERROR, value: { code: 'BadRequest', message } })
}

async function answerWith(turn: Turn, sentence: string): Promise<void> {
  await turn.answer(200, sentenceAnswer(sentence))
}
