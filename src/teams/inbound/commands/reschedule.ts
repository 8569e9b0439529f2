import { rescheduleIn } from '../../../language/grammar/reschedule.ts'
import type { RescheduleReading, Shift } from '../../../language/reading.ts'
import { endOf } from '../../../request/ending.ts'
import { movedFrom, prolongedFrom, sameTimeLater } from '../../../request/postponement.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { misfitAmong, type Occasion, zoneOf } from '../../../request/timing.ts'
import { databaseTime } from '../../../store/databaseClock.ts'
import { endingFor, waitingFor } from '../../../store/lookups.ts'
import { atMoment, OFFERS } from '../../../wording/offers.ts'
import {
  endsAnyway,
  MOVE_PROBLEMS,
  moved,
  movedAsksAnew,
  movedUnapproved,
  NOTHING_LASTING,
  NOTHING_SCHEDULED,
  noneLastingOf,
  noneScheduledOf,
  noneThen,
  toWhen,
  whichLasting,
  whichOfMoments,
  whichScheduled,
} from '../../../wording/schedule.ts'
import { momentInFull, TIMING_NOTES } from '../../../wording/timing.ts'
import { decide } from '../../../workflow/decide.ts'
import { requestExtension, requestUndo } from '../../../workflow/laterRequests.ts'
import { answerMessage, type SentenceOffer } from '../../cards/offers.ts'
import { textMessage } from '../../messages.ts'
import { bringDown } from '../../outbound/bringDown.ts'
import { deedInWords } from '../../outbound/noticeReplies.ts'
import type { Turn } from '../../turn.ts'
import { messageText, type Sender, timesOfSender } from '../activity.ts'
import type { Command, CommandParts } from '../command.ts'
import { among, atATime } from '../requestMatch.ts'
import { aboutOf } from '../sentenceTurn.ts'
import { sendVerdict } from '../verdict.ts'

const MAX_FOUND = 50
type MoveParts = Pick<CommandParts, 'db' | 'desk' | 'jobs'>
type RescheduleWish = RescheduleReading['wish']

/** How each is phrased in answers that ask for it again. */
const HOW: Readonly<Record<RescheduleWish, string>> = {
  move: 'move … to tomorrow 22:00',
  extend: 'extend … until Friday',
  changeEnd: 'end … on Friday',
  endNow: 'end … now',
  keep: 'extend … until Friday',
}

/**
 * "move X to tomorrow 22:00": as with Move on its card, whoever may cancel it may move it. "extend X until Friday",
 * "end X on Thursday instead" and "end X now" create a card of their own: words approve nothing.
 */
export const reschedule: Command<RescheduleReading> = {
  action: 'reschedule',
  does: 'moves the beginning of what waits for its time, and has what ends by itself end later or now',
  examples: [
    'move Edge Settings to tomorrow 22:00',
    'extend Edge Settings until Friday',
    'end Edge Settings now',
  ],
  reads: { stage: 'message', read: ({ text, kinds }) => rescheduleIn(text, kinds) },
  handle: async (turn, sender, [reading], parts) => {
    const { wish, to } = reading
    const said = { at: await databaseTime(parts.db), ...timesOfSender(turn.activity) }
    const all =
      wish === 'move' ? await beginning(sender, parts) : await endingFor(parts.db, sender, said.at, MAX_FOUND)
    const about = aboutOf(turn.activity)
    const meant = about === null ? all : all.filter(({ id }) => id === about)
    const request = await only(turn, sender, meant, reading, said)
    if (!request) return
    const onItsCard = async (text: string) => {
      await turn.send(textMessage(text))
      await bringDown(request, sender.place, parts)
    }
    if (wish === 'keep') {
      const end = endOf(request)?.toISOString() ?? ''
      await onItsCard(endsAnyway(deedInWords(request), momentInFull(end, zoneOf(request.zone))))
      return
    }
    if (wish === 'endNow') {
      await undoRequest(turn, sender, request, parts)
      return
    }
    const from = wish === 'move' ? request.period?.start : endOf(request)?.toISOString()
    if (!to) {
      await onItsCard(toWhen(HOW[wish]))
      return
    }
    const moment = await askedMoment(turn, from ?? '', reading, to, said, request)
    if (!moment) return
    if (wish === 'move') await moveStart(turn, sender, request, moment, parts)
    else await extendEnd(turn, sender, request, moment, wish === 'changeEnd', parts)
  },
}

/** What has not begun yet. */
async function beginning(sender: Sender, { db }: MoveParts): Promise<AssignmentRequest[]> {
  return (await waitingFor(db, sender, MAX_FOUND)).filter(({ period }) => period?.start)
}

/** The one request that is meant; null where the answer has already asked which. */
async function only(
  turn: Turn,
  { person }: Sender,
  all: readonly AssignmentRequest[],
  { wish, policies, when }: RescheduleReading,
  said: Occasion,
): Promise<AssignmentRequest | null> {
  const moves = wish === 'move'
  const then = when ? (atATime(all, when, said) ?? []) : all
  const named = policies.length === 0 ? then : among(then, policies)
  const own = named.filter(({ asker }) => asker.oid === person.oid)
  const found = own.length > 0 ? own : named
  const [first] = found
  if (first && found.length === 1) return first
  if (first) {
    const which = moves ? whichScheduled : whichLasting
    const text = messageText(turn.activity)
    const offers = found.map((one) => ({ title: deedInWords(one), say: text, about: one.id }))
    await turn.send(answerMessage(which(found.length), offers))
  } else if (all.length > 0) {
    const none = moves ? noneScheduledOf : noneLastingOf
    await turn.send(answerMessage(when ? noneThen() : none(policies.at(-1) ?? ''), [OFFERS.scheduled]))
  } else await turn.send(textMessage(moves ? NOTHING_SCHEDULED : NOTHING_LASTING))
  return null
}

/** The moment that the words mean, counted from the current one; null where the answer has already asked which. */
async function askedMoment(
  turn: Turn,
  from: string,
  { wish }: RescheduleReading,
  to: Shift,
  said: Occasion,
  request: AssignmentRequest,
): Promise<Date | null> {
  const about = request.id
  const began = 'endedAt' in request ? request.endedAt : null
  const shifted = (shift: Shift) =>
    wish === 'move' ? movedFrom(from, shift, said) : prolongedFrom(from, shift, said, began)
  const found = shifted(to)
  const misfit = misfitAmong([to], said)
  if (found.is === 'problem') {
    const later = found.problem === 'past' ? sameTimeLater(to) : []
    const moments = later.flatMap((one) => {
      const then = shifted(one)
      return then.is === 'found' ? then.choices.slice(0, 1) : []
    })
    const problem =
      misfit && found.problem === 'noSuchDay'
        ? TIMING_NOTES.wrongWeekday(misfit)
        : MOVE_PROBLEMS[found.problem]
    await turn.send(answerMessage(problem, offersAt(moments, wish, said, about)))
    return null
  }
  const [first] = found.choices
  if (first && found.choices.length === 1) return first
  const words = whichOfMoments(
    found.choices.map((one) => momentInFull(one.toISOString(), said.zone)),
    misfit,
  )
  await turn.send(answerMessage(words, offersAt(found.choices, wish, said, about)))
  return null
}

/** Each in a sentence of its own, about the request that was found. */
function offersAt(
  moments: readonly Date[],
  wish: RescheduleWish,
  { zone }: Occasion,
  about: string,
): SentenceOffer[] {
  const verb = wish === 'move' ? 'move' : wish === 'changeEnd' ? 'end' : 'extend'
  return moments.map((one) => ({ ...atMoment(verb, one.toISOString(), zone), about }))
}

async function moveStart(
  turn: Turn,
  { person, place }: Sender,
  request: AssignmentRequest,
  start: Date,
  parts: MoveParts,
): Promise<void> {
  const { id: requestId, round } = request
  const moment = start.toISOString()
  const click = {
    requestId,
    round,
    verb: 'move' as const,
    choice: null,
    comment: null,
    moment,
    person,
    place,
  }
  const verdict = await decide(parts.desk, click)
  if (!verdict.accepted) {
    await turn.send(textMessage(verdict.sentence))
    return
  }
  const now = verdict.request
  const inFull = momentInFull(now.period?.start ?? moment, zoneOf(now.zone))
  const words =
    now.state === 'scheduled' ? moved : request.state === 'scheduled' ? movedAsksAnew : movedUnapproved
  await turn.send(textMessage(words(deedInWords(now), inFull)))
  await bringDown(request, place, parts)
}

/** The card for it follows, from the job that plans it. */
async function extendEnd(
  turn: Turn,
  { person, place }: Sender,
  { id }: AssignmentRequest,
  end: Date,
  either: boolean,
  { desk }: MoveParts,
): Promise<void> {
  const asked = { person, place, activityId: turn.activity.id ?? '' }
  await sendVerdict(turn, await requestExtension(desk, id, end.toISOString(), asked, either))
}

async function undoRequest(
  turn: Turn,
  { person, place }: Sender,
  { id }: AssignmentRequest,
  { desk }: MoveParts,
): Promise<void> {
  await sendVerdict(turn, await requestUndo(desk, id, { person, place, activityId: turn.activity.id ?? '' }))
}
