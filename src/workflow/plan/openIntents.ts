import type { IntentQuestion } from '../../intune/plan/openIntent.ts'
import type { Planned } from '../../intune/plan/plan.ts'
import type { Intent } from '../../language/reading.ts'
import type { Answers, Choice, Question } from '../../request/request.ts'
import { intentChoice } from '../../wording/choiceQuestions.ts'
import { intentWords } from '../../wording/deed.ts'
import type { Note } from '../../wording/note.ts'
import type { Wish } from './makePlans.ts'
import { refKey } from './requestParts.ts'

/**
 * What to ask before there can be plans: which intent is meant. Policies with the same intents open are asked about
 * together. Null where everything is clear, or where the previous answer did not settle it.
 */
export function openIntentOf(
  wishes: readonly Wish[],
  planned: readonly Planned[],
  answers: Answers,
): Question | null {
  const open = planned.flatMap(({ asks }, index) => {
    const wish = wishes[index]
    return asks && wish ? [{ asks, wish }] : []
  })
  const [first] = open
  if (!first) return null
  const as = intentInQuestion(first.asks)
  if (answersTo(first.wish, answers).some((answer) => answer.as === as)) return null
  const like = ({ asks }: typeof first) => JSON.stringify([intentInQuestion(asks), asks.group, asks.intents])
  const same = open.filter((one) => like(one) === like(first)).map(({ wish: { policy } }) => policy)
  const names = same.map(({ name }) => name)
  return {
    what: 'intent',
    asked: [as, ...same.map(refKey)].join(SEPARATOR),
    about: aboutOf(first.asks, names),
    choices: first.asks.intents.map(choiceOf),
  }
}

function aboutOf(asks: IntentQuestion, names: string[]): Note {
  const { group, gone, intents } = asks
  if (gone) return { code: 'intentHandedOn', names, group, gone, intents: intents.map(intentWords) }
  return { code: intentInQuestion(asks) === 'intent' ? 'intentUnsaid' : 'intentOpen', names, group }
}

/** The part of the change that the answer is about. */
function intentInQuestion({ as }: IntentQuestion): 'intent' | 'fromIntent' | 'goneIntent' {
  return as ?? 'fromIntent'
}

const SEPARATOR = '\n'

/** The wishes with people's answers about them. */
export function withAnswers(wishes: readonly Wish[], answers: Answers): Wish[] {
  return wishes.map((wish) => {
    const said = answersTo(wish, answers).map(({ as, intent }) => [as, intent])
    return said.length > 0 ? { ...wish, change: { ...wish.change, ...Object.fromEntries(said) } } : wish
  })
}

function answersTo({ policy }: Wish, answers: Answers) {
  return Object.entries(answers).flatMap(([key, { id }]) => {
    const [as, ...policies] = key.startsWith(KEY) ? key.slice(KEY.length).split(SEPARATOR) : []
    return policies.includes(refKey(policy))
      ? [{ as: as as ReturnType<typeof intentInQuestion>, intent: id as Intent }]
      : []
  })
}

const KEY = 'intent:'

function choiceOf(intent: string): Choice {
  const words = intentChoice(intent)
  return { id: intent, kind: null, ...words }
}
