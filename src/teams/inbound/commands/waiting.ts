import { closeness } from '../../../graph/nameMatch.ts'
import { isSameId } from '../../../intune/guid.ts'
import { isCalled, talkIn } from '../../../language/grammar/talk.ts'
import type { WaitingReading } from '../../../language/reading.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { waitingFor } from '../../../store/lookups.ts'
import { postedIn } from '../../../store/postLookups.ts'
import { postAt } from '../../../store/posts.ts'
import { OFFERS } from '../../../wording/offers.ts'
import {
  cancelledQuestion,
  nothingWaits,
  nothingWaitsAbout,
  nothingWaitsThen,
  remindedAlready,
  reminds,
  seeItsCard,
  severalWait,
  waitsElsewhere,
  waitsForNobodyElse,
  waitsForYouAlone,
} from '../../../wording/waiting.ts'
import { listCard } from '../../cards/historyCard.ts'
import { answerMessage } from '../../cards/offers.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import { bringDown } from '../../outbound/bringDown.ts'
import type { Turn } from '../../turn.ts'
import { type Sender, timesOfSender } from '../activity.ts'
import type { Command, CommandParts } from '../command.ts'
import { atATime } from '../requestMatch.ts'
import { chooseFor } from '../typedAnswer.ts'

type WaitingParts = Pick<CommandParts, 'db' | 'desk' | 'jobs'>
type Wish = WaitingReading['wish']

const MAX_FOUND = 50

/**
 * "yes", "cancel", "list pending", "remind Bruno": words decide nothing, since only a card shows what they would be
 * about. If one request is waiting, its card is posted again at the end of the conversation; if several are, a list is.
 */
export const waiting: Command<WaitingReading> = {
  action: 'waiting',
  does: 'points at the card that waits; only its buttons count',
  examples: ['list pending', 'cancel', 'remind Bruno'],
  reads: { stage: 'message', read: ({ text, kinds }) => talkIn(text, kinds) },
  handle: async (turn, sender, [{ wish, about, when }], parts) => {
    const waits = await waitingFor(parts.db, sender, MAX_FOUND)
    const said = { at: parts.now(), ...timesOfSender(turn.activity) }
    const all = when ? (atATime(waits, when, said) ?? []) : waits
    const named = about === null ? all : all.filter((one) => mentionsName(one, about))
    // The person to remind is not the requester.
    const meant = wish === 'remind' ? all : named
    // Somebody who cancels means their own request.
    const own = meant.filter(({ asker }) => asker.oid === sender.person.oid)
    const found = wish === 'cancel' && own.length > 0 ? own : meant
    const [only] = found
    if (!only) {
      const isOther = waits.length > 0 && (about !== null || when !== undefined)
      const none = !isOther ? nothingWaits(wish) : about ? nothingWaitsAbout(about) : nothingWaitsThen()
      await turn.send(answerMessage(none, isOther ? LISTS : wish === 'cancel' ? INSTEAD : []))
    } else if (wish === 'remind') await remind(turn, sender, found, parts)
    else if (found.length === 1) await pointAt(turn, sender, only, wish, parts)
    else {
      // One message: whoever reads the list also reads what to do with it.
      const list = cardMessage(listCard(found, 'Waiting', 'last'))
      await turn.send({ ...list, ...textMessage(severalWait(found.length, wish)) })
    }
  },
}

const LISTS = [OFFERS.waiting, OFFERS.scheduled]
const INSTEAD = [OFFERS.undo, OFFERS.history]

function mentionsName({ items, asker, text }: AssignmentRequest, about: string): boolean {
  const names = items.map(({ plan }) => plan.policy.name)
  return (
    isCalled(asker.name, about) ||
    names.some((name) => closeness(about, name) !== null) ||
    (names.length === 0 && text.toLowerCase().includes(about.toLowerCase()))
  )
}

/** The card itself, at the end of the conversation; if it belongs in another, the answer says where. */
async function pointAt(
  turn: Turn,
  sender: Sender,
  request: AssignmentRequest,
  wish: Wish,
  parts: WaitingParts,
): Promise<void> {
  const { person, place } = sender
  const { db, desk, jobs } = parts
  const own = request.asker.oid === person.oid
  if (wish === 'cancel' && own && request.state === 'choosing') {
    const fits = (now: AssignmentRequest) => now.state === 'choosing'
    const done = await desk.transition(request.id, { type: 'cancelled', by: person }, person.oid, fits)
    await turn.send(textMessage(done ? cancelledQuestion() : nothingWaits('cancel')))
    return
  }
  const { conversationId } = place
  const stands = (await postedIn(db, request.id)).includes(conversationId)
  if (!stands) {
    await turn.send(textMessage(waitsElsewhere(request.text, place.kind === 'personal')))
    return
  }
  if (wish === 'approve' && own && request.state === 'choosing') {
    const { choices, writes } = request.question
    const [choice] = choices
    // "Did you mean this app?" "Yes."
    if (choice && choices.length === 1 && !writes)
      return await chooseFor(turn, sender, request, choice.id, parts)
  }
  await turn.send(textMessage(seeItsCard(wish)))
  await bringDown(request, place, { db, jobs })
}

function waitsForOthers({ terms, place, asker }: AssignmentRequest): boolean {
  return (terms?.approvers ?? []).some((one) => {
    if (one.who === 'person') return !isSameId(one.id, asker.oid)
    if (one.who === 'conversation') return place.kind !== 'personal'
    return one.who !== 'requester'
  })
}

/** Those who may approve are notified next to each card, once for each card. */
async function remind(
  turn: Turn,
  { person, place }: Sender,
  found: readonly AssignmentRequest[],
  { db, jobs }: WaitingParts,
): Promise<void> {
  const pending = found.filter(({ state }) => state === 'pending')
  const others = pending.filter(waitsForOthers)
  const [request] = others
  if (!request) {
    const isOwn = pending.some(({ asker }) => asker.oid === person.oid)
    await turn.send(textMessage(isOwn ? waitsForYouAlone() : waitsForNobodyElse()))
    return
  }
  const name = request.items[0]?.plan.policy.name ?? ''
  const last = await postAt(db, request.id, 'reminder', place.conversationId)
  if (last.revision >= request.round) {
    await turn.send(textMessage(remindedAlready(name)))
    return
  }
  const { id: requestId, round } = request
  const { tenantId } = request.asker
  await jobs.send(db, { name: 'reminder', data: { requestId, round }, key: `${requestId} now`, tenantId })
  await turn.send(textMessage(reminds(name, others.length > 1)))
}
