import { setImmediate as nextTurn } from 'node:timers/promises'
import { CATALOG } from '../../intune/catalog/catalog.ts'
import { explain, inOneSentence, type PartialReading, type Problem } from '../../language/feedback/explain.ts'
import { incompleteIn } from '../../language/feedback/incompleteRequest.ts'
import { missingVerbIn } from '../../language/feedback/missingVerb.ts'
import { sayInstead } from '../../language/feedback/sayInstead.ts'
import { isHearsay } from '../../language/guards/hearsay.ts'
import type { ShowReading, StatusReading } from '../../language/reading.ts'
import { spannedNow } from '../../observability/traces.ts'
import type { Asking } from '../../request/request.ts'
import { rememberPersonThere } from '../../store/conversations.ts'
import { compareThem, toAll } from '../../wording/offers.ts'
import { helpCard, notUnderstoodCard } from '../cards/helpCard.ts'
import { answerMessage } from '../cards/offers.ts'
import { cardMessage } from '../messages.ts'
import type { BotMessage, Turn } from '../turn.ts'
import { messageText, type Sender, senderOf } from './activity.ts'
import type { CommandParts } from './command.ts'
import { HELP_EXAMPLES, handleCommand, isCommand, readMessage } from './commands/index.ts'
import { openRequest } from './openRequest.ts'
import { answerInWords, answerOtherwise, openQuestion } from './typedAnswer.ts'

export interface MessageParts extends CommandParts {
  /** Whether a language model is asked about sentences that the grammar cannot read. */
  interprets: boolean
}

/** What one more name would make a request of. */
const LACKS_NAME: readonly (Problem | null)[] = ['noPolicy', 'noTarget', 'nothingNamed']

const CHANGES: readonly string[] = ['change', 'copy', 'several', 'bulk']

/** Not a request, whatever a model reads into the words. */
const NO_REQUEST: readonly (Problem | null)[] = [
  'negation',
  'question',
  'condition',
  'time',
  'tooLong',
  'allBut',
  'part',
  'otherWork',
  'takenBack',
  'reported',
  'statement',
  'thought',
  'reminder',
  'makeAlike',
  'wholeCompany',
]

/** A message to the bot: read here, and answered at once or by a job. It writes nothing to the tenant. */
export async function onMessage(turn: Turn, parts: MessageParts): Promise<void> {
  const sender = senderOf(turn.activity)
  if (!sender) return
  const text = messageText(turn.activity)
  const [, readings] = await Promise.all([
    remember(sender, parts),
    // The statement is on its way by then.
    nextTurn().then(() => (text ? readingsOf(text) : [])),
  ])
  if (!text) {
    await turn.send(cardMessage(helpCard(HELP_EXAMPLES)))
    return
  }
  const [best] = readings
  const question = best ? null : await openQuestion(sender, parts)
  if (question && (await answerInWords(turn, sender, question, text, parts))) return
  if (!best) {
    const understood = explain(text, CATALOG)
    const incomplete = [...incompleteIn(text, CATALOG), ...missingVerbIn(text, CATALOG)]
    if (incomplete.length > 0) {
      await openRequest(turn, sender, { readings: incomplete }, parts)
    } else if (question && understood.problem === null && understood.verb === null) {
      await answerOtherwise(turn, sender, question, text, parts)
    } else if (parts.interprets && !NO_REQUEST.includes(understood.problem) && !isHearsay(text)) {
      await openRequest(turn, sender, { readings: [] }, parts)
    } else await turn.send(refusal(text, understood))
  } else if (isChange(best)) {
    await openRequest(turn, sender, { readings: readings.filter(isChange) }, parts)
  } else if (best.action === 'try') {
    const wishes = readings.flatMap((one) =>
      one.action === 'try' ? [{ ...one.wish, dryRun: true as const }] : [],
    )
    await openRequest(turn, sender, { readings: wishes }, parts)
  } else if (isCommand(best)) {
    await handleCommand(turn, sender, [best, ...readings.slice(1).filter(isCommand)], parts)
  } else {
    await openRequest(turn, sender, { readings: readings.filter(isLook).map(lookOf) }, parts)
  }
}

function readingsOf(text: string) {
  return spannedNow('reading', (span) => {
    const found = readMessage(text, CATALOG)
    span.setAttributes({
      'assent.readings': found.length,
      'assent.reading.action': found[0]?.action ?? 'none',
    })
    return found
  })
}

/** Why it is no request, with what to write as buttons where the words tell. */
function refusal(text: string, understood: PartialReading): BotMessage {
  const words = inOneSentence(understood)
  const offers = sayInstead(text, understood.problem)
    .filter(({ say }) => readMessage(say, CATALOG).length > 0)
    .map((one) => (one.is === 'everybody' ? toAll(one.of, one.say) : compareThem(one.say)))
  if (offers.length > 0) return answerMessage(words, offers)
  return cardMessage(notUnderstoodCard(words, LACKS_NAME.includes(understood.problem)))
}

/** Records where this person and conversation can be reached later. */
export async function remember(sender: Sender, { db, now }: Pick<MessageParts, 'db' | 'now'>): Promise<void> {
  await rememberPersonThere(db, sender.conversation, sender.person, now())
}

function isChange(reading: { action: string }): reading is Exclude<Asking, ShowReading> {
  return CHANGES.includes(reading.action)
}

function isLook(reading: { action: string }): reading is ShowReading | StatusReading {
  return reading.action === 'show' || reading.action === 'status'
}

/** What to show about a policy that somebody asks about. */
function lookOf(reading: ShowReading | StatusReading): ShowReading {
  if (reading.action === 'show') return reading
  return { action: 'show', kind: reading.kind, policies: [reading.policy], status: true }
}
