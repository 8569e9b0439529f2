import { withoutAsides } from './asides.ts'
import { bulksIn } from './bulk.ts'
import { changes } from './change.ts'
import { commandIn } from './commands.ts'
import { isCovered } from './cover.ts'
import { type KindPhrases, kindPhrasesOf } from './kindWords.ts'
import { requested } from './mood.ts'
import { withoutPadding } from './padding.ts'
import { askedAbout, onlyTried, triedIn } from './questions.ts'
import type { BulkReading, ChangeReading, KindWords, Reading } from './reading.ts'
import { type Message, messageOf } from './sentence.ts'
import { questionsIn } from './show.ts'
import { talkIn, undoOfIn } from './talk.ts'
import { type Token, tokenize } from './tokens.ts'
import { menderFor } from './vocabulary.ts'

/** Longer messages are no requests; the time to read one grows with its length. */
export const LONGEST_MESSAGE = 4000
const MOST_READINGS = 24

type Wish = ChangeReading | BulkReading

/**
 * Every way to understand what was said (see `plain`), the likeliest first; none where it was not understood. It proposes nothing
 * that was not said: each word of a request is read, or a part of a name.
 */
export function read(text: string, kinds: readonly KindWords[]): Reading[] {
  const message = messageIn(text, kinds)
  if (!message) return []
  const talk = talkIn(text)
  if (talk) return [talk]
  const tried = triedIn(text)
  if (tried !== null) return read(tried, kinds).flatMap(onlyTried)
  const about = askedAbout(text, kindPhrasesOf(kinds))
  if (about.length > 0) return distinct(about)
  const [sentence] = message.sentences
  if (message.onlyGreets) return [{ action: 'help' }]
  if (!sentence || message.sentences.length > 1) return []
  const command = commandIn(sentence.words)
  if (command) return [command]
  const phrases = kindPhrasesOf(kinds)
  const { words, polite } = requested(sentence.words)
  const asked = commandIn(words)
  if (asked) return [asked]
  const questions = questionsIn(words, phrases)
  if (questions.length > 0) return distinct(questions)
  // "assign X to Y?" wonders; "can you assign X to Y?" asks for it.
  if (sentence.asks && !polite && !isPleased(text)) return []
  const found = distinct(wishes(sentence.words, phrases))
  if (found.length > 0) return found
  const wayBack = undoOfIn(text, phrases)
  return wayBack ? [wayBack] : []
}

/** What is asked for, with what was said beside it; as it stands where nothing is left without that. */
function wishes(tokens: readonly Token[], kinds: KindPhrases): Reading[] {
  const asides = withoutAsides(tokens)
  if (!asides) return []
  const { only, reason, leftOut } = asides
  const words = requested(withoutPadding(asides.words)).words
  const found = requests(words, kinds)
    .filter((reading) => isCovered(only ? onlyThese(reading) : reading, words))
    .map((reading) => ({
      ...(only ? onlyThese(reading) : reading),
      ...(reason ? { reason } : {}),
      ...(leftOut ? { leftOut } : {}),
    }))
  if (only) return found.filter((reading) => 'only' in reading)
  if (found.length > 0 || words.length === tokens.length) return found
  const whole = requested(tokens).words
  return requests(whole, kinds).filter((reading) => isCovered(reading, whole))
}

/** Only what assigns can take everybody else's away. */
function onlyThese(reading: Wish): Wish {
  const assigns = reading.action === 'change' && reading.include.length > 0
  return assigns ? { ...reading, only: true } : reading
}

function requests(words: readonly Token[], kinds: KindPhrases): Wish[] {
  const bulks = bulksIn(words, kinds)
  if (bulks.length > 0) return bulks
  return changes(words, kinds)
    .sort((a, b) => a.penalty - b.penalty)
    .map(({ reading }) => reading)
}

/** Null where the message is too long to be read. */
export function messageIn(text: string, kinds: readonly KindWords[]): Message | null {
  if (text.length > LONGEST_MESSAGE) return null
  return messageOf(tokenize(text, menderFor(kinds)))
}

function isPleased(text: string): boolean {
  return /\b(please|pls|plz|kindly|(can|could|will|would) you)\b/i.test(text)
}

function distinct(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>()
  const kept: Reading[] = []
  for (const reading of readings) {
    const key = JSON.stringify(reading)
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(reading)
    if (kept.length === MOST_READINGS) break
  }
  return kept
}
