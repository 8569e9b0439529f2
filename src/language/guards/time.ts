import type { TimeFault } from '../../wording/readingProblems.ts'
import { afterAny, patterns } from '../grammar/pattern.ts'
import { timeWord } from '../grammar/timeWords.ts'
import type { Token } from '../lexer/tokens.ts'
import { isPlain } from './secondThoughts.ts'

const WEEKDAY =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun'
const WEEKDAYS =
  'mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays|weekends|workdays|mornings|evenings|nights'
const DAY = `${WEEKDAY}|tomorrow`
const GERMAN_DAY = 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|wochenende'
const BEFORE_PERIOD = 'in|during|on|over|of|from|until|till|by|after|before|for|around|starting'
const HOLIDAY = 'christmas|xmas|easter|thanksgiving|ramadan|pentecost|newyear|halloween'
const PERIOD =
  'weekend|week|month|year|quarter|morning|afternoon|evening|night|noon|midnight|lunch|eod|cob|eob|hours'
const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec'
const COUNT = 'a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|couple|some|several|many'
const UNIT =
  'second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|year|years|quarter|quarters|min|mins|hr|hrs|weekend|weekends|time|while|bit|day|days|night|nights'
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
  'end of the? day|business|week|month|quarter|year',
  'sometime|anytime|yesterday|overnight|eventually|eod|cob|eob|eow|eom|eoq|eoy|asap-ish|monthly|yearly|quarterly|fortnightly',
  `some|any time ${FROM}|next|this|tomorrow|today|tonight? the? next|this? ${DAY}|${PERIOD}?`,
  `sometime|anytime|due|latest|earliest|early|late|mid on|by|in|this|next|the? ${DAY}|tonight|today|${PERIOD}|${MONTH}? ${PERIOD}|<number>?`,
  `last|past ${WEEKDAY}|${MONTH}|week|month|night|year|weekend`,
  `the? ${WEEKDAY} before|after last|next?`,
  `on|every|each|only|at|during|over ${WEEKDAYS}`,
  `every|each other|second|first|last|single|working|business? <number>? ${WEEKDAY}|${PERIOD}|${UNIT}|day`,
  `on|after|before|until|till|over|by|during|at|since|around the? ${HOLIDAY} eve|day|holidays?`,
  `the? <number>|${COUNT}|day|night|week|morning|weekend days|weeks|day|week? after|before|following ${HOLIDAY}|${DAY}|that?`,
  'for a|some|any short|long|longer|limited? while|bit|moment|time|period|weekend|break',
  'for now|longer|long',
  `by|before|until|till cob|eod|eob|eow|eom|eoq|eoy|noon|midnight on? ${DAY}?`,
  'noon|midday',
  'heute|morgen|übermorgen um? <number>? uhr?',
  'um <number>? uhr?',
  `eod|cob|eob on? ${DAY}`,
  'valid|earliest',
  'to be done|run|started',
  'to run|start|begin',
  `for at? least <number>|${COUNT} ${UNIT}`,
  `for|in <number>|${COUNT} or|to|and|- <number>|${COUNT} ${UNIT}`,
  `for|in <number>|${COUNT} ${UNIT} or|and <number>|${COUNT} ${UNIT}|two|three?`,
  `in|within|for|during|after the? next|coming|last? a? few|several|couple|some|many of? ${UNIT}`,
  `in|within|for|during the next|coming ${UNIT}`,
  `within the ${UNIT}`,
  'for the? time being',
  'at|before|after|by|around dawn|dusk|sunrise|sunset|daybreak',
  `no|not later than the? ${DAY}|<number>|${PERIOD} am|pm|at? <number>?`,
  'at the latest|earliest',
  `on|for? the? ${MONTH} <number>`,
  `${BEFORE_PERIOD} calendar|iso? week|kw|cw|wk number|no? <number>`,
  `${BEFORE_PERIOD} the? black|cyber|good|easter friday|monday|sunday|week weekend?`,
  `${BEFORE_PERIOD} the? summer|winter|autumn|spring|bank|public|school|christmas? holiday|holidays|vacation|break`,
  `am|ab|bis|seit ${GERMAN_DAY} um? <number>? uhr?`,
  `nächste|nächsten|nächstes|kommenden|diesen|jeden|ab|bis woche|monat|heute|morgen|${GERMAN_DAY} um? <number>? uhr?`,
)
/** Likewise where the days are written with capitals, as names are. */
const TIMES_OF_DAYS = patterns(`${WEEKDAY} to|-|–|through|and ${WEEKDAY}`, `${DAY} at the? latest`)
/** "5", "5pm", "17:00", "5th", "5.12.", "2026-01-01" */
const NUMBER =
  /^(\d{1,4}|\d{1,2}([:.]\d\d)?(am|pm|h)?|\d{1,2}(st|nd|rd|th)|\d{1,4}([-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/

/** A day written in numbers, such that no name's end looks like it when "from" or the like comes before it. */
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
    const word = NUMBER.test(token.word) ? '<number>' : timeWord(token.word)
    return word === token.word ? token : { ...token, word }
  })
  for (let at = 0; at < words.length; at++) {
    const end = timeEnd(words, at)
    if (end > at) return { start: places[at] as number, end: (places[end - 1] as number) + 1 }
  }
  return null
}

/** What is wrong with the words that `timeIn` found, so that they can be put in another way. */
export function faultOf(tokens: readonly Token[], { start, end }: TimeSaid): TimeFault {
  let from = start
  while (from > 0 && BEFORE_TIME.test(tokens[from - 1]?.word ?? '')) from--
  // In "only from Monday" the word itself is the obstacle.
  if (/^(only|just)$/.test(tokens[from - 1]?.word ?? '') && tokens[from]?.word !== 'until') from--
  const said = tokens
    .slice(from, end)
    .map(({ word }) => (isNoDay(word) ? '<no-day>' : timeWord(word)))
    .join(' ')
  return FAULTS.find(([fits]) => fits.test(said))?.[1] ?? 'unread'
}

/** "00.12.2026", "31.13.": written like a day. */
function isNoDay(word: string): boolean {
  const [, first, second] = /^(\d{1,2})[./-](\d{1,2})(?:[./-](?:\d{4}|\d{2})?)?$/.exec(word) ?? []
  if (first === undefined) return false
  const [low, high] = [Number(first), Number(second)].sort((a, b) => a - b)
  return Number(low) < 1 || Number(low) > 12 || Number(high) > 31
}

/** Words that belong to a time, of which `timeIn` may have found only the end. */
const BEFORE_TIME = new RegExp(
  `^(by|before|within|due|no|not|later|than|until|till|for|in|on|at|the|every|each|other|daily|weekly|nightly|around|early|late|mid|some|any|time|${DAY}|${WEEKDAYS})$`,
)
const FAULTS: readonly (readonly [RegExp, TimeFault])[] = [
  [/\b(only|just) (on|from|at|starting|in|next|this)\b/, 'onlyThen'],
  [/^(on |until |till |from )?(the )?<no-day>/, 'noSuchDay'],
  [/\b(every|each|daily|weekly|hourly|nightly|monthly|yearly|quarterly|fortnightly)\b/, 'recurring'],
  [new RegExp(`\\b(${WEEKDAYS})\\b`), 'recurring'],
  [
    /\b(by|within|due|latest|(no|not) later than)\b|^before (the )?(end|<|\d|[a-z]+day|tomorrow|tonight)|^(in|during) the (next|coming) /,
    'deadline',
  ],
  [/^(yesterday|since|last|past)\b/, 'past'],
  [/^(temporarily|for (a|some|the|at|longer|several|many|few|an?)\b)/, 'noEnd'],
  [/^(until|till) .*\b(q[1-4]|mid|early|late)\b/, 'noDay'],
  [/\b(eod|cob|eob|overnight|early|late|dawn|dusk|anytime|any time)\b/, 'noHour'],
  [/^(in|next|later|sometime|some time|soon|shortly|eventually|mid|the day (after|before))\b/, 'noDay'],
]

const IGNORED = new Set(['(', ')', ','])

/** The place after the time that is said at `at`, or -1. */
function timeEnd(words: readonly Token[], at: number): number {
  const token = words[at] as Token
  if (at > 0 && afterAny(TIMES_OF_DAYS, words, at) === words.length) return words.length
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
