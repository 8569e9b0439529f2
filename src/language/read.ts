import { type CommandReader, greeted, type ReadingOf, readAs, type Said } from './commandReader.ts'
import { together } from './grammar/coordination.ts'
import { type KindPhrases, kindPhrasesOf } from './grammar/kindWords.ts'
import { isPointingWish } from './grammar/lackStatement.ts'
import { withLongerNames } from './grammar/longerNames.ts'
import { afterAny, patterns } from './grammar/pattern.ts'
import { askedAbout, MAX_QUESTION_LENGTH } from './grammar/questions.ts'
import { policyQuestionsIn } from './grammar/showQuestions.ts'
import { withoutPoliteness } from './grammar/talk.ts'
import { canBeTried, triedIn } from './grammar/tryQuestions.ts'
import { namesIn } from './guards/coverage.ts'
import { requested } from './guards/speechAct.ts'
import { statementOf, storyOf } from './guards/statedReason.ts'
import { type Message, messageOf, type Sentence } from './lexer/sentence.ts'
import { withoutLetterhead } from './lexer/signOff.ts'
import { spoken, type Token, tokenize } from './lexer/tokens.ts'
import { menderFor } from './lexer/vocabulary.ts'
import type { RequestReading } from './oneRequest.ts'
import type { ChangeReading, KindWords, Reading, SeveralReading } from './reading.ts'
import { because, distinctReadings, MAX_READINGS, wishes } from './requestReadings.ts'

/** Longer messages are no requests, in letters and in words and marks; the time to read one grows with both. */
export const MAX_MESSAGE_LENGTH = 4000
export const MAX_WORDS = 900
/** How many readings take a word of the sentence as the end of a longer name. */
const MAX_LONGER = 8

/**
 * Every way to understand what was said (see `plain`), the likeliest first; none where it was not understood. It
 * proposes nothing that was not said: each word of a request is read, or a part of a name. What the commands read is
 * theirs; here is the order in which a sentence is tried.
 */
export function read<C extends CommandReader>(
  text: string,
  kinds: readonly KindWords[],
  commands: readonly C[],
): (Reading | ReadingOf<C>)[] {
  const message = messageIn(text, kinds)
  if (!message) return []
  const phrases = kindPhrasesOf(kinds)
  const said: Said = { text, bare: withoutPoliteness(text), words: [], kinds: phrases }
  const told = readAs('message', said, commands)
  if (told.length > 0) return distinctReadings(told)
  const tried = triedIn(text)
  if (tried !== null)
    return read(tried, kinds, commands).flatMap((one) =>
      canBeTried(one) ? [{ action: 'try', wish: one }] : [],
    )
  const isQuestion = message.sentences.length === 1 && text.length <= MAX_QUESTION_LENGTH
  const asked = isQuestion ? readAs('question', said, commands) : []
  if (asked.length > 0) return distinctReadings(asked)
  const about = isQuestion ? askedAbout(text, phrases) : []
  if (about.length > 0) return distinctReadings(about)
  message.sentences = message.sentences.flatMap(storyApart)
  if (message.sentences.length > 1) message.sentences = withException(message.sentences)
  const [sentence] = message.sentences
  if (message.onlyGreets) return greeted(commands)
  if (!sentence) return []
  if (message.sentences.length > 1) return distinctReadings(sentencesOf(message, phrases))
  return readSentence(sentence, said, commands)
}

function readSentence<C extends CommandReader>(
  sentence: Sentence,
  message: Said,
  commands: readonly C[],
): (Reading | ReadingOf<C>)[] {
  const { text, kinds } = message
  const { words, polite } = requested(sentence.words)
  const whole = { ...message, words: sentence.words }
  const said = { ...message, words }
  for (const [stage, from] of [
    ['phrase', whole],
    ['phrase', said],
    ['words', said],
  ] as const) {
    const found = readAs(stage, from, commands)
    if (found.length > 0) return distinctReadings(found)
  }
  const questions = policyQuestionsIn(words, kinds)
  if (questions.length > 0) return distinctReadings(questions)
  // "assign X to Y?" wonders; "can you assign X to Y?" asks for it.
  if (sentence.asks && !polite && !isPleased(text)) return []
  const found = distinctReadings(wishes(sentence.words, kinds))
  return found.length > 0
    ? besideLonger(found, sentence.words, kinds)
    : distinctReadings(readAs('rest', said, commands))
}

/** What was read, and after it what it would be if a word of it belonged to a name. */
function besideLonger(found: Reading[], words: readonly Token[], kinds: KindPhrases): Reading[] {
  const longer = withLongerNames(words, found).flatMap(({ name, words: said }) =>
    wishes(said, kinds).filter((one) => namesIn(one).includes(name)),
  )
  const more = distinctReadings(longer).slice(0, MAX_LONGER)
  return distinctReadings([...found.slice(0, MAX_READINGS - more.length), ...more])
}

const ASKS_NOW = patterns('so|therefore? please|kindly', 'so|therefore? can|could|would you please?')

/** "Users reported that it is slow, please remove X from Legal": what is told, and what is asked for. */
function storyApart(sentence: Sentence): Sentence[] {
  const { words } = sentence
  const at = words.findIndex(
    ({ word }, index) => word === ',' && afterAny(ASKS_NOW, words, index + 1) > index,
  )
  const told = words.slice(0, Math.max(0, at))
  return at > 0 && storyOf(told) !== null
    ? [
        { words: told, asks: false },
        { ...sentence, words: words.slice(at + 1).filter(({ word }, index) => index > 0 || word !== 'so') },
      ]
    : [sentence]
}

/** "assign X to all devices. Exclude Test Lab.": what names no policy goes on with the sentence before. */
function withException(sentences: readonly Sentence[]): Sentence[] {
  const [first, second, ...more] = sentences
  const isRest =
    /^(exclude|except)$/.test(second?.words[0]?.word ?? '') &&
    !second?.words.some(({ word }) => /^(from|on|in|for)$/.test(word))
  if (!first || !second || more.length > 0 || first.asks) return [...sentences]
  // "remove Legal from X. Same for HR."
  const isSame = /^(same|likewise)$/.test(second.words[0]?.word ?? '') && second.words[1]?.word === 'for'
  // "Legal is missing X. Can you add it?"
  const isPointing = isPointingWish(second.words)
  if (!isRest && !isSame && !isPointing) return [...sentences]
  return [{ words: [...first.words, ...spoken(','), ...second.words], asks: second.asks }]
}

/** Several sentences: requests planned together, and statements that are a reason. Anything else turns them around. */
function sentencesOf({ sentences }: Message, kinds: KindPhrases): Reading[] {
  const reasons: string[] = []
  const parts: ChangeReading[][] = []
  for (const { words, asks } of sentences) {
    const { polite } = requested(words)
    const isBehind = parts.length > 0
    const statement = asks ? null : ((isBehind ? statementOf(words) : null) ?? storyOf(words, isBehind))
    const ways = statement ? [] : wishes(words, kinds)
    if (statement) reasons.push(statement)
    else if ((asks && !polite) || ways.length === 0) return []
    else if (sentences.length - reasons.length === 1) return ways.map((one) => toldBefore(one, reasons))
    else parts.push(ways.filter((one) => one.action === 'change'))
  }
  const reason = reasons.join('; ')
  const [only] = parts
  const found: (RequestReading | SeveralReading)[] = parts.length === 1 && only ? only : together(parts)
  return reason === '' ? found : found.map((one) => because(one, reason))
}

/** With what was told before it as its reason. */
function toldBefore(reading: Reading, reasons: readonly string[]): Reading {
  const isWish = reading.action !== 'try' && reading.action !== 'show' && reading.action !== 'status'
  if (reasons.length === 0 || !isWish) return reading
  const own = reading.action === 'several' ? reading.parts[0]?.reason : reading.reason
  return because(reading, [...reasons, ...(own ? [own] : [])].join('; '))
}

/** Null where the message is too long to be read. */
export function messageIn(text: string, kinds: readonly KindWords[]): Message | null {
  if (text.length > MAX_MESSAGE_LENGTH) return null
  const tokens = tokenize(text, menderFor(kinds))
  return tokens.length > MAX_WORDS ? null : messageOf(withoutLetterhead(tokens))
}

function isPleased(text: string): boolean {
  return /\b(please|pls|plz|kindly|(can|could|will|would) you)\b/i.test(text)
}
