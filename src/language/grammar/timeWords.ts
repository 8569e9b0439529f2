import { mender } from '../lexer/spelling.ts'
import type { Token } from '../lexer/tokens.ts'
import { monthNumber, weekdayNumber } from './dates.ts'

/** The words of a sentence as times are read from them: some tokens are parts of one word, and some hold two. */
export interface TimeWords {
  words: string[]
  /** The first token of each word, and after the last one the number of tokens. */
  starts: number[]
  /** The position after the last token of each word. */
  ends: number[]
}

const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'
const MONTHS = 'january february march april june july august september october november december'
const KNOWN = [
  ...`${DAYS} ${MONTHS} today tomorrow tonight midnight weekend morning evening afternoon until starting`.split(
    ' ',
  ),
]
/** Real words that lie close to one of them. */
const NEVER = new Set([
  ...KNOWN,
  ...'mondays fridays sundays sunny sundae augusta marsh starch jelly jolly today’s stating staring warning mourning weekends weekday untie unlit midday'.split(
    ' ',
  ),
])
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tmrw: 'tomorrow',
    tmr: 'tomorrow',
    tmw: 'tomorrow',
    tomo: 'tomorrow',
    '2morrow': 'tomorrow',
    '2moro': 'tomorrow',
    tonite: 'tonight',
    '2nite': 'tonight',
    untl: 'until',
    wknd: 'weekend',
    upto: 'up to',
  }),
)
const CLOCK = String.raw`\d{1,2}(?:[:.]\d\d)?(?:am|pm)?`
/** "22:00-23:00", "10-11pm", "01.12.2026-05.12.2026", "mon-wed" */
const RANGE = new RegExp(
  String.raw`^(\d{1,2}[:.]\d\d(?:am|pm)?|${CLOCK}(?=[-–]\d{1,2}(?:[:.]\d\d)?(?:am|pm)$)|\d{1,2}\.\d{1,2}\.(?:\d{4})?|mon|tue|wed|thu|fri|sat|sun)[-–]+(${CLOCK}|\d{1,2}\.\d{1,2}\.(?:\d{4})?|mon|tue|wed|thu|fri|sat|sun)$`,
)
/** "2026-12-01/2026-12-05": ISO 8601's own range. */
const ISO_RANGE = /^(\d{4}-\d\d-\d\d)(?:\/|--)(\d{4}-\d\d-\d\d)$/
/** "22:00Z", "10pmEST", "2200Z", "22:00+02:00"; "22:00-05:00" is from the one to the other. */
const ZONED =
  /^(\d{1,2}(?::\d\d){0,2}(?:am|pm)?|\d{4})(z|utc|gmt|cet|cest|bst|est|edt|pst|pdt|\+\d\d(?::?\d\d)?|(?<=:\d\d)-\d{4})$/
/** "15Jan" */
const DAY_MONTH = /^(\d{1,2})(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)$/
/** Words that a point belongs to where more follows: "15. January", "1.12. at 22:00", "Nov. 30". */
const POINTED = /^(\d{1,2}(\.\d{1,2})?)$/
const SHORTENED =
  /^(mon|tues?|wed|thu|thurs?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx)$/
const EXACTLY = /^(exactly|precisely|promptly)$/
/** "start: tomorrow" */
const BEFORE_COLON = /^(from|start|starts|begin|begins|end|ends|until|to|when|time|date)$/

export function timeWordsOf(tokens: readonly Token[]): TimeWords {
  const found: TimeWords = { words: [], starts: [], ends: [] }
  let start: number | null = null
  tokens.forEach((token, at) => {
    const last = found.words.length - 1
    const before = found.words[last] ?? ''
    const next = tokens[at + 1]?.word === ',' ? at + 2 : at + 1
    const isFollowed = next < tokens.length && !/^[.!,)]?$/.test(tokens[next]?.word ?? '')
    if (token.quoted === null && token.glued && isFollowed) {
      const isPoint = token.word === '.' && (POINTED.test(before) || SHORTENED.test(before))
      if (isPoint || (token.word === ':' && BEFORE_COLON.test(before))) {
        if (isPoint && POINTED.test(before)) found.words[last] = `${before}.`
        found.ends[last] = at + 1
        return
      }
    }
    // "at exactly 22:00", "exactly at 22:00": no more than "at 22:00".
    if (token.quoted === null && EXACTLY.test(token.word) && isFollowed) {
      if (before === 'at') {
        found.ends[last] = at + 1
        return
      }
      if (tokens[at + 1]?.word === 'at') {
        start = at
        return
      }
    }
    // "30 November (Monday)": "30 November, Monday"
    if (isBracketed(tokens, at)) {
      found.words.push(',')
      found.starts.push(start ?? at)
      found.ends.push(at + 1)
      return
    }
    if (isBracketed(tokens, at - 2)) {
      found.ends[last] = at + 1
      return
    }
    // "22:00 (UTC)"
    if (token.word === '(' && token.quoted === null && isTime(before) && isFollowed) return
    for (const word of token.quoted === null ? wordParts(token.word) : ['']) {
      found.words.push(word)
      found.starts.push(start ?? at)
      found.ends.push(at + 1)
    }
    start = null
  })
  found.starts.push(tokens.length)
  return found
}

/** "(Monday)" begins there. */
function isBracketed(tokens: readonly Token[], at: number): boolean {
  const [open, day, close] = tokens.slice(Math.max(at, 0), at + 3)
  const isMark = (token: Token | undefined, mark: string) => token?.word === mark && token.quoted === null
  return (
    at > 0 && isMark(open, '(') && isMark(close, ')') && weekdayNumber(day?.word) > 0 && day?.quoted === null
  )
}

function isTime(word: string): boolean {
  return /^\d{1,2}(:\d\d)?(am|pm|h)?$/.test(word)
}

function wordParts(said: string): string[] {
  const word = said.replace(/^[[(]|[\])]$/g, '').replace(/^~(?=\d)/, '')
  const roughly = /^(\d{1,2})-?ish$/.exec(word)
  if (roughly) return ['around', roughly[1] ?? '']
  const parts = ZONED.exec(word) ?? DAY_MONTH.exec(word)
  if (parts) return parts.slice(1)
  const days = ISO_RANGE.exec(word)
  if (days) return [days[1] ?? '', '-', days[2] ?? '']
  const range = RANGE.exec(word)
  // "24.12.-06.01.": the last point is separate.
  const point = range && /\.$/.test(range[1] ?? '') && POINTED.test(range[2] ?? '') ? '.' : ''
  if (range) return [range[1] ?? '', '-', `${range[2]}${point}`]
  return timeWord(word).split(' ')
}

const spell = mender(KNOWN, NEVER)

/** A word of time as it is written, where it is a short or a mistyped one. */
export function timeWord(word: string): string {
  return SHORT.get(word) ?? (word.length < 6 && word !== 'untill' ? word : spell(word))
}

const TELLING = new Set(
  [
    'today tonight tomorrow now immediately weekend morning afternoon evening night noon midnight midday',
    'lunch lunchtime work business play hours cob eob cop eod eow eom eoq eoy thing patch christmas xmas boxing',
    'minute minutes min mins hour hr hrs h day days week weeks wk wks month months quarter year years yr yrs',
    'fortnight fortnights one two three four five six seven eight nine ten eleven twelve',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a word can be what a time says: none is without such a word, whatever else it is said with. */
export function tellsTime(word: string): boolean {
  const bare = word.replace(/'s?$/, '')
  return TELLING.has(bare) || /\d/.test(word) || weekdayNumber(word) > 0 || monthNumber(word) > 0
}
