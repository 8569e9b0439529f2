import type { Day, Found } from './timing.ts'

const WEEKDAYS = numbered('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
const MONTHS = numbered(
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
)

/** A day of the calendar, which a weekday may be said with. */
export type DayOfDate = Extract<Day, { is: 'date' | 'dayOfMonth' | 'numbers' }>

/** @param introduced a word before it makes clear that it is a time: "on 15.01", "until 31.12", "on 15th". */
export function dateAt(words: readonly string[], at: number, introduced = false): Found<DayOfDate> | null {
  const word = words[at] ?? ''
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word) ?? /^(20\d\d)(\d\d)(\d\d)$/.exec(word)
  if (iso) return date(at + 1, Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$/.exec(word)
  if (dotted) return date(at + 1, yearOf(dotted[3]), Number(dotted[2]), Number(dotted[1]))
  const short = introduced && !/^(at|@|,)$/.test(words[at - 1] ?? '') ? dayAndMonth(word) : null
  if (short) return date(at + 1, null, short.month, short.day)
  const slashed = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/.exec(word)
  // "Ring 1/2" names two: without a year it takes a word before it.
  if (slashed && (introduced || slashed[3] !== undefined))
    return numbers(at + 1, Number(slashed[1]), Number(slashed[2]), yearOf(slashed[3]))
  const named = /^(\d{1,2})[-/]([a-z]{3,9})(?:[-/](\d{4}|\d{2}))?$/.exec(word)
  if (named) return date(at + 1, yearOf(named[3]), monthNumber(named[2]), Number(named[1]))
  const start = word === 'the' ? at + 1 : at
  const before = dayNumber(words[start])
  if (before !== null) {
    const month = start + (words[start + 1] === 'of' ? 2 : 1)
    const isAlone =
      (start > at || introduced) && /(st|nd|rd|th)$/.test(words[start] ?? '') && before >= 1 && before <= 31
    return (
      monthAt(words, month, before, month + 1) ??
      (isAlone ? { what: { is: 'dayOfMonth', day: before }, end: start + 1 } : null)
    )
  }
  const after = dayNumber(words[at + 1])
  return after === null ? null : monthAt(words, at, after, at + 2)
}

/** "15.01" as a day of January; null for what can be no day, or is as likely a time: "10.30", "8.05". */
function dayAndMonth(word: string): { day: number; month: number } | null {
  const [, day = '', month = ''] = /^(\d{1,2})\.(\d{1,2})$/.exec(word) ?? []
  if (day === '' || Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12)
    return null
  const isTime = Number(day) <= 24 && /^(05|10)$/.test(month)
  return isTime ? null : { day: Number(day), month: Number(month) }
}

/** "1 to 5 December", "1-5 December 2026", "December 1-5"; after "between" with `link` "and". */
export function daysFromToAt(
  words: readonly string[],
  at: number,
  link = /^(to|-|–|through|until|till)$/,
): Found<{ from: Day; to: Day }> | null {
  const month = monthNumber(words[at])
  const days = month > 0 ? twoDaysAt(words, at + 1, link) : twoDaysAt(words, at, link)
  if (!days) return null
  const [from, to] = days.what
  const ofMonth = month > 0 ? at : words[days.end] === 'of' ? days.end + 1 : days.end
  const behind = month > 0 ? days.end : ofMonth + 1
  const first = monthAt(words, ofMonth, from, behind)
  const second = monthAt(words, ofMonth, to, behind)
  return first && second && from < to
    ? { what: { from: first.what, to: second.what }, end: second.end }
    : null
}

function twoDaysAt(words: readonly string[], at: number, link: RegExp): Found<[number, number]> | null {
  const glued = /^(\d{1,2})[-–](\d{1,2})$/.exec(words[at] ?? '')
  if (glued) return { what: [Number(glued[1]), Number(glued[2])], end: at + 1 }
  const from = dayNumber(words[at])
  const second = words[at + 2] === 'the' ? at + 3 : at + 2
  const to = link.test(words[at + 1] ?? '') ? dayNumber(words[second]) : null
  return from === null || to === null ? null : { what: [from, to], end: second + 1 }
}

/** @param behind the place of a year, if one follows. */
export function monthAt(
  words: readonly string[],
  at: number,
  day: number,
  behind: number,
): Found<DayOfDate> | null {
  const month = monthNumber(words[at])
  if (month === 0) return null
  const year = yearAt(words, skipComma(words, behind))
  return date(year?.end ?? behind, year?.what ?? null, month, day)
}

export function yearAt(words: readonly string[], at: number): Found<number> | null {
  return /^20\d\d$/.test(words[at] ?? '') ? { what: Number(words[at]), end: at + 1 } : null
}

export function skipComma(words: readonly string[], at: number): number {
  return words[at] === ',' || words[at] === 'and' ? at + 1 : at
}

/**
 * A day of the calendar; null for numbers that are none.
 * @param end the position after it.
 */
export function date(end: number, year: number | null, month: number, day: number): Found<DayOfDate> | null {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31
  return isDay ? { what: { is: 'date', year, month, day }, end } : null
}

function numbers(end: number, first: number, second: number, year: number | null): Found<DayOfDate> | null {
  if (first > 12 || first === second) return date(end, year, second, first)
  if (second > 12) return date(end, year, first, second)
  return first > 0 && second > 0 ? { what: { is: 'numbers', first, second, year }, end } : null
}

function yearOf(digits: string | undefined): number | null {
  if (digits === undefined) return null
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

/** "4", "4th" or "4." as a number, which may be no day of any month; null for anything else. */
export function dayNumber(word: string | undefined): number | null {
  const digits = /^(\d{1,2})(st|nd|rd|th|\.)?$/.exec(word ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

/** 1 is Monday; 0 for any other word. */
export function weekdayNumber(word: string | undefined): number {
  return WEEKDAYS.get(word ?? '') ?? 0
}

/** 1 is January; 0 for any other word. */
export function monthNumber(word: string | undefined): number {
  return MONTHS.get(word ?? '') ?? 0
}

/** Each name with its number, and likewise what is short for it: "fri", "thurs" and "sept.". */
function numbered(...names: string[]): ReadonlyMap<string, number> {
  return new Map(
    names.flatMap((name, index) =>
      [3, 4, 5, name.length]
        .map((length) => name.slice(0, length))
        .flatMap((short): [string, number][] => [
          [short, index + 1],
          [`${short}.`, index + 1],
        ]),
    ),
  )
}
