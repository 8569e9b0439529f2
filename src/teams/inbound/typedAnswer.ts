import { answeredIn } from '../../language/grammar/choiceAnswer.ts'
import { numberedChoices } from '../../request/numberedChoices.ts'
import { isSamePerson } from '../../request/person.ts'
import type { Press } from '../../request/press.ts'
import type { RequestIn } from '../../request/request.ts'
import { waitingFor } from '../../store/lookups.ts'
import { postedIn } from '../../store/postLookups.ts'
import { cancelledQuestion, pressChoice } from '../../wording/waiting.ts'
import { decide } from '../../workflow/decide.ts'
import { textMessage } from '../messages.ts'
import { bringDown } from '../outbound/bringDown.ts'
import type { Turn } from '../turn.ts'
import type { Sender } from './activity.ts'
import type { CommandParts } from './command.ts'

type AnswerParts = Pick<CommandParts, 'db' | 'desk' | 'jobs'>
type Asked = RequestIn<'choosing'>

const MAX_LOOKED_AT = 50
/** Longer texts are no name. */
const MAX_NAME_WORDS = 8

/** The one question that somebody was asked here and has not answered; null where there are several, too. */
export async function openQuestion({ person, place }: Sender, { db }: AnswerParts): Promise<Asked | null> {
  const waits = await waitingFor(db, { person, place }, MAX_LOOKED_AT)
  const asked = waits.filter(
    (one): one is Asked => one.state === 'choosing' && isSamePerson(one.asker, person),
  )
  const [only] = asked
  if (!only || asked.length > 1) return null
  return (await postedIn(db, only.id)).includes(place.conversationId) ? only : null
}

/**
 * The choice of a question, written instead of pressed: it counts like its button, and approves nothing. The card
 * follows at the end of the conversation.
 * @returns whether it was one.
 */
export async function answerInWords(
  turn: Turn,
  sender: Sender,
  question: Asked,
  text: string,
  parts: AnswerParts,
): Promise<boolean> {
  const { choices } = question.question
  const numbered = numberedChoices(question.question).length
  const titles = choices.map(({ title }) => title)
  const answered = answeredIn(text, titles, numbered)
  if (!answered) return false
  if ('none' in answered) {
    if (await press(turn, sender, question, { verb: 'cancel', choice: null }, parts))
      await turn.send(textMessage(cancelledQuestion()))
  } else await chooseFor(turn, sender, question, choices[answered.choice]?.id ?? null, parts)
  return true
}

/** What answers a question and is none of its choices: a name, where the card takes one, else the card is shown again. */
export async function answerOtherwise(
  turn: Turn,
  sender: Sender,
  question: Asked,
  text: string,
  parts: AnswerParts,
): Promise<void> {
  const isName = question.question.writes && text.split(/\s+/).length <= MAX_NAME_WORDS
  if (isName) {
    await chooseFor(turn, sender, question, null, parts, text)
    return
  }
  await turn.send(textMessage(pressChoice()))
  await bringDown(question, sender.place, parts)
}

/** As if they had pressed the button of a choice, or written a name. */
export async function chooseFor(
  turn: Turn,
  sender: Sender,
  question: Asked,
  choice: string | null,
  parts: AnswerParts,
  written?: string,
): Promise<void> {
  if (!(await press(turn, sender, question, { verb: 'choose', choice, written }, parts))) return
  await bringDown(question, sender.place, parts)
  await turn.sendTyping()
}

/** @returns whether it was accepted; else the person is told why not. */
async function press(
  turn: Turn,
  { person, place }: Sender,
  { id: requestId, round }: Asked,
  pressed: Pick<Press, 'verb' | 'choice' | 'written'>,
  { desk }: AnswerParts,
): Promise<boolean> {
  const verdict = await decide(desk, { ...pressed, requestId, round, comment: null, person, place })
  if (!verdict.accepted) await turn.send(textMessage(verdict.sentence))
  return verdict.accepted
}
