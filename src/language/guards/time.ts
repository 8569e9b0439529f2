import { afterAny, patterns } from '../grammar/pattern.ts'
import type { Token } from '../lexer/tokens.ts'
import { isPlain } from './secondThoughts.ts'

const DAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow'
const PERIOD =
  'weekend|week|month|year|quarter|morning|afternoon|evening|night|noon|midnight|lunch|eod|cob|hours'
const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec'
const COUNT = 'a|an|one|two|three|four|five|six|ten|few|couple|some'
const UNIT = 'second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|min|mins|hrs'
const FROM = 'next|this|every|each|on|by|before|until|from|starting|since|after|over|in|first|at'

/** How a later time is said at the end of a request. */
const TIMES = patterns(
  'tomorrow|tonight|later|soon|shortly|eventually|temporarily|daily|weekly|hourly|nightly',
  `${FROM} the|next|this|thing|late|early? next? ${DAY}|${PERIOD} morning|afternoon|evening|night|at?`,
  `${FROM} the? <number> of? ${MONTH}? <number>?`,
  `${FROM} the? ${MONTH} <number>? ,? <number>?`,
  `in|within|for a? ${COUNT}|<number> more? of? ${UNIT} from? now?`,
  `for|within|over|during|in the? next|coming|first|last <number>|${COUNT} ${UNIT}`,
  'in|from|until|by|before|after|during q1|q2|q3|q4|h1|h2 <number>?',
  'between|from <number> and|to|until|- <number>',
  'later today|on',
  "at <number> am|pm|h|uhr|o'clock?",
  'after|before approval|work|that|this|my|our|we|you|i|he|she|they|it',
  'end of the? day|business|week|month',
)
/** "5", "5pm", "17:00", "5th", "5.12.", "2026-01-01" */
const NUMBER =
  /^(\d{1,4}|\d{1,2}([:.]\d\d)?(am|pm|h)?|\d{1,2}(st|nd|rd|th)|\d{1,4}([-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/

/** A day written in numbers, such that no name's end looks like it when "from" or the like stands before it. */
const DATE = /^(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})$/
const BEFORE_DATE = patterns(
  'from|until|till|by|on|at|starting|since|after|before|effective|valid|as of? from|on|of? the?',
)
/** "after the maintenance window", "during lunch": an event in small letters, up to the end. */
const BEFORE_EVENT = patterns(
  'after|before|during|until|till|following|starting|pending',
  'as of|from',
  'effective|beginning from|on|with?',
)
const EVENTS = new RegExp(
  `^(${PERIOD}|${DAY}|sprint|window|release|freeze|cycle|iteration|shift|meeting|migration|rollout|maintenance|go-live|deployment|approval|holidays?|vacation|weekends?|cutover|upgrade|patchday|then|now)$`,
)
const MAX_EVENT_WORDS = 8
const NEXT = patterns('in|at|on|for|with|during|starting? the? next|coming|upcoming|following|this|current')

/** Where a sentence says when: the tokens from `start` up to `end`. */
export interface TimeSaid {
  start: number
  end: number
}

/** Whether the words put off what they ask for: nobody waits for that time, so they are not read. */
export function namesTime(tokens: readonly Token[]): boolean {
  return timeIn(tokens) !== null
}

/** The first words that put off what is asked for, or null. */
export function timeIn(tokens: readonly Token[]): TimeSaid | null {
  const places = tokens.flatMap(({ word }, place) => (IGNORED.has(word) ? [] : [place]))
  const words = places.map((place) => {
    const token = tokens[place] as Token
    return NUMBER.test(token.word) ? { ...token, word: '<number>' } : token
  })
  for (let at = 0; at < words.length; at++) {
    const end = timeEnd(words, at)
    if (end > at) return { start: places[at] as number, end: (places[end - 1] as number) + 1 }
  }
  return null
}

const IGNORED = new Set(['(', ')', ','])

/** The place after the time that is said at `at`, or -1. */
function timeEnd(words: readonly Token[], at: number): number {
  const token = words[at] as Token
  if (at > 0 && isPlain(token)) {
    const whole = afterAny(TIMES, words, at) === words.length || waitsFor(words, at)
    if (whole) return words.length
    const end = afterAny(BEFORE_DATE, words, at)
    if (end > at && DATE.test(words[end]?.raw ?? '')) return end + 1
  }
  return token.word === 'tomorrow' || token.word === 'tonight' ? at + 1 : -1
}

function waitsFor(words: readonly Token[], at: number): boolean {
  const last = words.at(-1)
  if (!last || words.length - at > MAX_EVENT_WORDS || !words.slice(at).every(isPlain)) return false
  const isEvent = EVENTS.test(last.word) && last.raw === last.raw.toLowerCase()
  return isEvent && (afterAny(BEFORE_EVENT, words, at) > at || afterAny(NEXT, words, at) > at)
}
