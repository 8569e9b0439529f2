import type { Token } from '../lexer/tokens.ts'

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months'

export interface Span {
  amount: number
  unit: Unit
}

export interface TimeOfDay {
  hour: number
  minute: number
}

/** A day as somebody says it; which one it is depends on when and where it is said. */
export type Day =
  | { is: 'inDays'; days: number }
  /** 1 is Monday. `next`: said as "next Friday", which may be the one after. */
  | { is: 'weekday'; weekday: number; next: boolean }
  | { is: 'date'; year: number | null; month: number; day: number }
  /** "the 15th": the next one. */
  | { is: 'dayOfMonth'; day: number }
  /** "the end of the month": its last day; a week ends on Friday for some, on Sunday for others. */
  | { is: 'endOf'; unit: 'day' | 'week' | 'month' | 'year' }
  /** "01/12/2026": the one order or the other. */
  | { is: 'numbers'; first: number; second: number; year: number | null }

export type Moment =
  | { is: 'at'; day: Day | null; time: TimeOfDay | null }
  /** "in 2 hours" */
  | { is: 'in'; span: Span }

/** When a change is to begin and to end, as far as a sentence says it. */
export interface Timing {
  start: Moment | null
  end: Moment | { is: 'for'; span: Span } | null
}

export interface Timed {
  timing: Timing
  /** The sentence without it. */
  rest: Token[]
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const PARTS: Record<string, TimeOfDay> = {
  morning: { hour: 8, minute: 0 },
  noon: { hour: 12, minute: 0 },
  lunchtime: { hour: 12, minute: 0 },
  afternoon: { hour: 14, minute: 0 },
  evening: { hour: 20, minute: 0 },
  night: { hour: 22, minute: 0 },
}
const NUMBERS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
}
const UNITS: Record<string, Unit> = {
  minute: 'minutes',
  minutes: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  hour: 'hours',
  hours: 'hours',
  hr: 'hours',
  hrs: 'hours',
  h: 'hours',
  day: 'days',
  days: 'days',
  week: 'weeks',
  weeks: 'weeks',
  month: 'months',
  months: 'months',
}
/** What may stand before a moment that something begins at. */
const STARTS = [
  ['starting', 'from'],
  ['starting', 'on'],
  ['beginning', 'on'],
  ['as', 'of'],
  ['starting'],
  ['beginning'],
  ['effective'],
  ['from'],
  ['on'],
  ['at'],
  ['@'],
  ['this'],
  ['later'],
]
const ENDS = [
  ['up', 'to', 'and', 'including'],
  ['up', 'until'],
  ['until'],
  ['till'],
  ['through'],
  ['ending', 'on'],
  ['expiring', 'on'],
]
const MAX_AMOUNT = 500
/** Behind these the words are a part of some other time: "between 5 and 6pm", "by Friday", "every Monday". */
const LEADS_ON = new Set(
  'between and or to by before after every each since not than within over during except about around utc gmt cet cest est edt pst pdt bst thing first second third last'.split(
    ' ',
  ),
)

interface Found<What> {
  what: What
  /** The place behind it. */
  end: number
}

/**
 * The timing at the beginning or at the end of a sentence, and the sentence without it. Null where it says none; a
 * time that is not read whole stays in the sentence, which is then no request.
 */
export function timingIn(tokens: readonly Token[]): Timed | null {
  const words = tokens.map((token) => (token.quoted === null ? token.word.replace(/^[[(]|[\])]$/g, '') : ''))
  return atEnd(tokens, words) ?? atStart(tokens, words)
}

function atEnd(tokens: readonly Token[], words: readonly string[]): Timed | null {
  const last = lastWord(words)
  for (let at = 1; at < last; at++) {
    if (LEADS_ON.has(words[at - 1] ?? '')) continue
    // "the Monday crew": a name goes on behind it, and so the time does not reach the end.
    const found = timingAt(words, at, last)
    if (found) return { timing: found, rest: trimmed(tokens.slice(0, at)) }
  }
  return null
}

function atStart(tokens: readonly Token[], words: readonly string[]): Timed | null {
  for (let end = Math.min(words.length - 2, 12); end > 0; end--) {
    const found = timingAt(words, 0, end)
    if (!found) continue
    const rest = tokens.slice(end)
    return { timing: found, rest: rest[0]?.word === ',' ? rest.slice(1) : rest }
  }
  return null
}

/** The place behind the last word that is no mark. */
function lastWord(words: readonly string[]): number {
  let last = words.length
  while (last > 0 && /^[.!,)]?$/.test(words[last - 1] ?? '')) last--
  return last
}

function trimmed(tokens: readonly Token[]): Token[] {
  let end = tokens.length
  while (end > 0 && /^(,|\(|-|–|:)$/.test(tokens[end - 1]?.word ?? '')) end--
  return tokens.slice(0, end)
}

/** Exactly from `at` to `last`: a start, an end, or both in this or the other order. */
function timingAt(words: readonly string[], at: number, last: number): Timing | null {
  const start = startAt(words, at)
  if (start?.end === last) return { start: start.what, end: null }
  const end = endAt(words, at)
  if (end?.end === last) return { start: null, end: end.what }
  const thenEnd = start && endAt(words, skipComma(words, start.end))
  if (start && thenEnd?.end === last) return { start: start.what, end: thenEnd.what }
  // "from 1 Dec to 5 Dec": elsewhere "to" leads to a group.
  const to = start && words[at] === 'from' && /^(to|-|–)$/.test(words[start.end] ?? '') ? start.end + 1 : null
  const until = to === null ? null : momentAt(words, to, true)
  if (start && until?.end === last) return { start: start.what, end: until.what }
  const thenStart = end && startAt(words, skipComma(words, end.end))
  return end && thenStart?.end === last ? { start: thenStart.what, end: end.what } : null
}

function skipComma(words: readonly string[], at: number): number {
  return words[at] === ',' || words[at] === 'and' ? at + 1 : at
}

function startAt(words: readonly string[], at: number): Found<Moment> | null {
  if (words[at] === 'in') {
    const span = spanAt(words, at + 1)
    const end =
      span && (words[span.end] === 'from' && words[span.end + 1] === 'now' ? span.end + 2 : span.end)
    return span && end ? { what: { is: 'in', span: span.what }, end } : null
  }
  const counted = spanAt(words, at)
  const isFromNow =
    counted && words[counted.end] === 'from' && /^(now|today)$/.test(words[counted.end + 1] ?? '')
  if (isFromNow) return { what: { is: 'in', span: counted.what }, end: counted.end + 2 }
  const behind = afterAny(words, at, STARTS)
  return momentAt(words, behind ?? at, behind !== null)
}

function endAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (words[at] === 'for') {
    const from = words[at + 1] === 'the' && words[at + 2] === 'next' ? at + 3 : at + 1
    const span = spanAt(words, from)
    return span ? { what: { is: 'for', span: span.what }, end: span.end } : null
  }
  const behind = afterAny(words, at, ENDS)
  if (behind === null) return null
  const isEnd = (at: number) => words[at] === 'end' && words[at + 1] === 'of'
  const of = isEnd(behind) ? behind + 2 : words[behind] === 'the' && isEnd(behind + 1) ? behind + 3 : null
  if (of === null) return momentAt(words, behind, true)
  const named = /^(the|this)$/.test(words[of] ?? '') ? of + 1 : of
  const unit = words[named] ?? ''
  if (isPeriod(unit)) return { what: { is: 'at', day: { is: 'endOf', unit }, time: null }, end: named + 1 }
  return momentAt(words, of, true)
}

function isPeriod(word: string): word is 'day' | 'week' | 'month' | 'year' {
  return /^(day|week|month|year)$/.test(word)
}

/** @param introduced a word before it makes clear that it is a time: a weekday alone may be a name. */
function momentAt(words: readonly string[], at: number, introduced: boolean): Found<Moment> | null {
  const day = dayAt(words, at, introduced)
  if (day) {
    const time = timeAt(words, day.end, true)
    const own = words[at] === 'tonight' ? { hour: 22, minute: 0 } : null
    return { what: { is: 'at', day: day.what, time: time?.what ?? own }, end: time?.end ?? day.end }
  }
  // "Friday 6 pm": the time makes clear that it is no name.
  const bare = introduced ? null : dayAt(words, at, true)
  const timed = bare && timeAt(words, bare.end, true)
  if (bare && timed) return { what: { is: 'at', day: bare.what, time: timed.what }, end: timed.end }
  const stamp = stampAt(words, at)
  if (stamp) return stamp
  const time = timeAt(words, at, introduced)
  if (!time) return null
  const behind = words[time.end] === 'on' ? time.end + 1 : time.end
  const then = dayAt(words, behind, behind > time.end)
  return { what: { is: 'at', day: then?.what ?? null, time: time.what }, end: then?.end ?? time.end }
}

function dayAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  const word = words[at] ?? ''
  if (word === 'today' || word === 'tonight') return { what: { is: 'inDays', days: 0 }, end: at + 1 }
  if (word === 'tomorrow') return { what: { is: 'inDays', days: 1 }, end: at + 1 }
  if (word === 'the' && words[at + 1] === 'day' && words[at + 2] === 'after' && words[at + 3] === 'tomorrow')
    return { what: { is: 'inDays', days: 2 }, end: at + 4 }
  const next = word === 'next'
  const named = next || word === 'this' || word === 'coming' ? at + 1 : at
  const weekday = WEEKDAYS.indexOf(longName(words[named] ?? '', WEEKDAYS)) + 1
  if (weekday > 0) {
    if (named === at && !introduced) return null
    // "on Monday, 7 December": the date says it all.
    const exact = dateAt(words, skipComma(words, named + 1))
    return exact ?? { what: { is: 'weekday', weekday, next }, end: named + 1 }
  }
  return dateAt(words, at)
}

/** "2026-12-01T22:00", in the asker's own time: one with a zone is not read. */
function stampAt(words: readonly string[], at: number): Found<Moment> | null {
  const stamp = /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2})(?::\d{2})?$/.exec(words[at] ?? '')
  if (!stamp) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = stamp.slice(1).map(Number)
  const on = date(at + 1, year, month, day)
  if (!on || hour > 23 || minute > 59) return null
  return { what: { is: 'at', day: on.what, time: { hour, minute } }, end: on.end }
}

function dateAt(words: readonly string[], at: number): Found<Day> | null {
  const word = words[at] ?? ''
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(word)
  if (iso) return date(at + 1, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$/.exec(word)
  if (dotted) return date(at + 1, yearOf(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const slashed = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/.exec(word)
  if (slashed) return numbers(at + 1, Number(slashed[1]), Number(slashed[2]), yearOf(slashed[3]))
  const start = word === 'the' ? at + 1 : at
  const before = dayNumber(words[start])
  if (before !== null) {
    const month = start + (words[start + 1] === 'of' ? 2 : 1)
    const isAlone = start > at && /(st|nd|rd|th)$/.test(words[start] ?? '') && before >= 1 && before <= 31
    return (
      monthAt(words, month, before, month + 1) ??
      (isAlone ? { what: { is: 'dayOfMonth', day: before }, end: start + 1 } : null)
    )
  }
  const after = dayNumber(words[at + 1])
  return after === null ? null : monthAt(words, at, after, at + 2)
}

/** @param behind the place of a year, if one follows. */
function monthAt(words: readonly string[], at: number, day: number, behind: number): Found<Day> | null {
  const month = MONTHS.indexOf(longName(words[at] ?? '', MONTHS)) + 1
  if (month === 0) return null
  const place = skipComma(words, behind)
  const year = /^20\d\d$/.test(words[place] ?? '') ? Number(words[place]) : null
  return date(year === null ? behind : place + 1, year, month, day)
}

function timeAt(words: readonly string[], at: number, introduced: boolean): Found<TimeOfDay> | null {
  const isSaid = /^(at|@|,)$/.test(words[at] ?? '')
  const from = isSaid ? at + 1 + (words[at + 1] === 'at' ? 1 : 0) : at
  const start = words[from] === 'in' && words[from + 1] === 'the' ? from + 2 : from
  const word = words[start] ?? ''
  if (word === 'midnight') return { what: { hour: 0, minute: 0 }, end: start + 1 }
  const part = PARTS[word]
  if (part && (introduced || isSaid)) return { what: part, end: start + 1 }
  const clock = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm|h)?$/.exec(word)
  if (!clock) return null
  const [, hours, minutes, glued] = clock
  const apart = /^(am|pm|a\.m|p\.m|o'clock|uhr|h|hrs)\.?$/.exec(words[start + 1] ?? '')?.[1]
  const mark = glued ?? apart
  if (minutes === undefined && mark === undefined && !isSaid && words[from - 1] !== 'at') return null
  const hour = hourOf(Number(hours), mark)
  const minute = Number(minutes ?? 0)
  if (hour === null || minute > 59) return null
  const end = start + (apart ? 2 : 1)
  return { what: { hour, minute }, end: /^(utc|gmt|cet|est|pst)$/.test(words[end] ?? '') ? -1 : end }
}

function hourOf(hour: number, mark: string | undefined): number | null {
  if (mark?.startsWith('a') || mark?.startsWith('p')) {
    if (hour < 1 || hour > 12) return null
    return (hour % 12) + (mark.startsWith('p') ? 12 : 0)
  }
  return hour > 23 ? null : hour
}

function spanAt(words: readonly string[], at: number): Found<Span> | null {
  const word = words[at] ?? ''
  const glued = /^(\d{1,3})(h|d|w|min)$/.exec(word)
  if (glued) {
    const unit = { h: 'hours', d: 'days', w: 'weeks', min: 'minutes' }[glued[2] as 'h'] as Unit
    return span(at + 1, Number(glued[1]), unit)
  }
  if (word === 'half' && words[at + 1] === 'an' && words[at + 2] === 'hour')
    return span(at + 3, 30, 'minutes')
  if (words[at + 1] === 'fortnight' && NUMBERS[word] === 1) return span(at + 2, 2, 'weeks')
  const amount = /^\d{1,3}$/.test(word) ? Number(word) : NUMBERS[word]
  const unit = UNITS[words[at + 1] ?? '']
  return amount !== undefined && unit ? span(at + 2, amount, unit) : null
}

function span(end: number, amount: number, unit: Unit): Found<Span> | null {
  return amount > 0 && amount <= MAX_AMOUNT ? { what: { amount, unit }, end } : null
}

function date(end: number, year: number | null, month: number, day: number): Found<Day> | null {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31
  return isDay ? { what: { is: 'date', year, month, day }, end } : null
}

function numbers(end: number, first: number, second: number, year: number | null): Found<Day> | null {
  if (first > 12 || first === second) return date(end, year, second, first)
  if (second > 12) return date(end, year, first, second)
  return first > 0 && second > 0 ? { what: { is: 'numbers', first, second, year }, end } : null
}

function yearOf(digits: string | undefined): number | null {
  if (digits === undefined) return null
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

function dayNumber(word: string | undefined): number | null {
  const digits = /^(\d{1,2})(st|nd|rd|th|\.)?$/.exec(word ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

/** "fri" and "sept." are short for one of them. */
function longName(word: string, names: readonly string[]): string {
  const bare = word.replace(/\.$/, '')
  if (bare.length < 3) return ''
  return names.find((name) => name === bare || (bare.length <= 4 && name.startsWith(bare))) ?? ''
}

function afterAny(
  words: readonly string[],
  at: number,
  forms: readonly (readonly string[])[],
): number | null {
  const form = forms.find((one) => one.every((word, index) => words[at + index] === word))
  return form ? at + form.length : null
}
