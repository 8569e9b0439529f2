import type { Token } from '../lexer/tokens.ts'
import { dateAt } from './dates.ts'
import { ONLY } from './leads.ts'
import { wholeDay } from './moments.ts'
import { type TimingReader, timingReader } from './periods.ts'
import { type TimeWords, timeWordsOf } from './timeWords.ts'
import type { Timing } from './timing.ts'

export interface Timed {
  timing: Timing
  /** The sentence without it. */
  rest: Token[]
  /** Its words can as well end a name: "Lock after 15 minutes". */
  maybeName?: true
}

/** After these the words are a part of some other time: "between 5 and 6pm", "by Friday", "every Monday". */
const LEADS_ON = new Set(
  [
    'between and or to by before after past every each since not than within over during except about around',
    'approximately roughly almost nearly circa half quarter mid late early thing first second third last next',
    'day days week weeks month months hour hours minute minutes now noon midday midnight',
    'at today tonight tomorrow morning afternoon evening night',
  ].flatMap((line) => line.split(' ')),
)
/** A time may be in the middle where one of these follows it: "exclude Pilot until Friday from BitLocker". */
const GOES_ON = /^(to|from|for|on|in|with|the)$/

/**
 * The timing at the beginning or at the end of a sentence, or before the words that lead to its groups, and the sentence
 * without it. Null where it says none; a time that is not read whole stays in the sentence, which is then no request.
 */
export function timingIn(tokens: readonly Token[]): Timed | null {
  const said = timeWordsOf(tokens)
  const timingAt = timingReader(said.words)
  return (
    atEnd(tokens, said, timingAt) ??
    atStart(tokens, said, timingAt) ??
    inTheMiddle(tokens, said, timingAt) ??
    dateAtEnd(tokens)
  )
}

/** "to Legal 15.1.": a day, or the end of a name and of the sentence. */
function dateAtEnd(tokens: readonly Token[]): Timed | null {
  const [before, date] = tokens.slice(-2)
  const day = date?.pointed && tokens.length > 3 ? dateAt([`${date.word}.`], 0) : null
  if (!day || LEADS_ON.has(before?.word ?? '')) return null
  const timing: Timing = { start: wholeDay(day.what), end: null }
  return { timing, rest: withoutTrailingMarks(tokens.slice(0, -1)), maybeName: true }
}

/** The timing that these words are, all of them and nothing else. */
export function wholeTiming(tokens: readonly Token[]): Timing | null {
  const { words } = timeWordsOf(tokens)
  return timingReader(words)(0, lastWord(words))
}

function atEnd(tokens: readonly Token[], said: TimeWords, timingAt: TimingReader): Timed | null {
  const { words, starts } = said
  const last = lastWord(words)
  for (let at = 1; at < last; at++) {
    if (LEADS_ON.has(words[at - 1] ?? '') || isWithinToken(said, at)) continue
    // "the Monday crew": a name follows it, and so the time does not reach the end.
    const found = timingAt(at, last)
    // "to Legal only on Monday" can take everybody else's away then, or say no more than "on Monday".
    if (found?.start && ONLY.test(words[at - 1] ?? '')) return null
    if (!found) continue
    const maybeName = words[at] === 'after' && found.start?.is === 'in' ? { maybeName: true as const } : {}
    return { timing: found, rest: withoutTrailingMarks(tokens.slice(0, starts[at])), ...maybeName }
  }
  return null
}

function atStart(tokens: readonly Token[], said: TimeWords, timingAt: TimingReader): Timed | null {
  const { words, ends } = said
  const first = words[0] === ',' ? 1 : 0
  for (let end = Math.min(words.length - 2, 16); end > 0; end--) {
    const found = isWithinToken(said, end) ? null : timingAt(first, end)
    if (!found) continue
    const rest = tokens.slice(ends[end - 1])
    return { timing: found, rest: rest[0]?.word === ',' || rest[0]?.word === ':' ? rest.slice(1) : rest }
  }
  return null
}

function inTheMiddle(tokens: readonly Token[], said: TimeWords, timingAt: TimingReader): Timed | null {
  const { words, starts } = said
  for (let at = 1; at < words.length - 2; at++) {
    if (LEADS_ON.has(words[at - 1] ?? '') || isWithinToken(said, at)) continue
    for (let end = Math.min(words.length - 2, at + 12); end > at; end--) {
      if (!GOES_ON.test(words[end] ?? '') || isWithinToken(said, end)) continue
      // "until Friday only to Legal" can take everybody else's away, or not.
      const found = ONLY.test(words[end - 1] ?? '') ? null : timingAt(at, end)
      if (found)
        return {
          timing: found,
          rest: [...withoutTrailingMarks(tokens.slice(0, starts[at])), ...tokens.slice(starts[end])],
        }
    }
  }
  return null
}

/** Whether a word begins within a token: "22:00-23:00" is three words. */
function isWithinToken({ starts }: TimeWords, at: number): boolean {
  return starts[at] === starts[at - 1]
}

/** The position after the last word that is no mark. */
function lastWord(words: readonly string[]): number {
  let last = words.length
  while (last > 0 && /^[.!,)]?$/.test(words[last - 1] ?? '')) last--
  return last
}

function withoutTrailingMarks(tokens: readonly Token[]): Token[] {
  let end = tokens.length
  while (end > 0 && /^(,|\(|-|–|:)$/.test(tokens[end - 1]?.word ?? '')) end--
  return tokens.slice(0, end)
}
