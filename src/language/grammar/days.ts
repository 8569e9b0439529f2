import { type Part, partAt } from './clock.ts'
import {
  type DayOfDate,
  dateAt,
  dayNumber,
  monthAt,
  monthNumber,
  skipComma,
  weekdayNumber,
  yearAt,
} from './dates.ts'
import { amountAt } from './spans.ts'
import type { Day, Found } from './timing.ts'

const SHORT_ENDS: Record<string, 'week' | 'month' | 'year'> = {
  eow: 'week',
  eom: 'month',
  eoy: 'year',
}
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

/** A day, with the part of it that its words name: "tonight". */
export interface SaidDay {
  day: Day
  part: Part | null
}

/** A day and the part of it: "tomorrow", "Friday night", "this evening", "the day after tomorrow in the morning". */
export function dayAndPartAt(
  words: readonly string[],
  at: number,
  introduced: boolean,
): Found<SaidDay> | null {
  const word = words[at]
  if (word === 'tonight') return { what: { day: inDays(0), part: 'night' }, end: at + 1 }
  const thisPart = word === 'this' ? partAt(words, at + 1) : null
  if (thisPart) return { what: { day: inDays(0), part: thisPart.what }, end: thisPart.end }
  const day = dayAt(words, at, introduced)
  if (!day) return null
  const part = partAt(words, day.end)
  return { what: { day: day.what, part: part?.what ?? null }, end: part?.end ?? day.end }
}

function inDays(days: number): Day {
  return { is: 'inDays', days }
}

/** @param introduced a word before it makes clear that it is a day: a weekday alone may be a name. */
export function dayAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  return (
    relativeAt(words, at) ??
    edgeAt(words, at) ??
    nthAt(words, at) ??
    weekdayAt(words, at, introduced) ??
    dateAt(words, at)
  )
}

function relativeAt(words: readonly string[], at: number): Found<Day> | null {
  const word = words[at]
  const the = word === 'the' ? at + 1 : at
  if (word === 'today') return { what: inDays(0), end: at + 1 }
  if (word === 'tomorrow') return { what: inDays(1), end: at + 1 }
  if (words[the] === 'day' && words[the + 1] === 'after' && words[the + 2] === 'tomorrow')
    return { what: inDays(2), end: the + 3 }
  const weekend = word === 'this' || word === 'the' || word === 'next' || word === 'coming' ? at + 1 : at
  if (words[weekend] === 'weekend' && weekend > at)
    return { what: { is: 'weekend', on: word === 'next' ? 1 : 0 }, end: weekend + 1 }
  return weeksOnAt(words, at)
}

/** "a week from tomorrow", "two weeks from Monday", "a week on Friday", "3 days from today". */
function weeksOnAt(words: readonly string[], at: number): Found<Day> | null {
  const amount = amountAt(words, at)
  const unit = words[amount?.end ?? -1] ?? ''
  if (!amount || !Number.isInteger(amount.what) || !/^(days?|weeks?|fortnight)$/.test(unit)) return null
  const link = words[amount.end + 1]
  if (link !== 'from' && link !== 'on' && link !== 'after') return null
  const weeks = unit === 'fortnight' ? 2 * amount.what : amount.what
  const days = unit.startsWith('day') ? amount.what : 7 * weeks
  const from = words[amount.end + 2]
  if (link === 'from' && (from === 'today' || from === 'now'))
    return { what: inDays(days), end: amount.end + 3 }
  if (from === 'tomorrow') return { what: inDays(days + 1), end: amount.end + 3 }
  const weekday = weekdayNumber(from)
  if (weekday === 0 || unit.startsWith('day')) return null
  return { what: { is: 'weekday', weekday, next: false, plus: weeks }, end: amount.end + 3 }
}

/** "the end of the month", "start of next week", "end of November". */
function edgeAt(words: readonly string[], at: number): Found<Day> | null {
  const short = SHORT_ENDS[words[at] ?? '']
  if (short) return { what: { is: 'endOf', unit: short }, end: at + 1 }
  if (words[at] === 'eod') return endOfDayAt(words, at)
  const the = words[at] === 'the' ? at + 1 : at
  const edge = /^(end|last)$/.test(words[the] ?? '')
    ? 'end'
    : /^(start|beginning|first)$/.test(words[the] ?? '')
      ? 'start'
      : null
  if (!edge) return null
  const isDay = words[the] === 'last' || words[the] === 'first'
  if (isDay && words[the + 1] !== 'day') return null
  const of = isDay ? the + 2 : the + 1
  if (words[of] !== 'of') return null
  const period = periodAt(words, of + 1)
  if (period && period.what.unit !== 'day') {
    const { unit, on } = period.what
    if (edge === 'start') return { what: { is: 'startOf', unit, on }, end: period.end }
    return { what: { is: 'endOf', unit, ...(on > 0 ? { on } : {}) }, end: period.end }
  }
  const month = monthNumber(words[of + 1])
  if (month > 0) {
    const year = yearAt(words, of + 2)
    const is = edge === 'end' ? ('endOfMonth' as const) : ('startOfMonth' as const)
    return { what: { is, month, year: year?.what ?? null }, end: year?.end ?? of + 2 }
  }
  return edge === 'end' && !isDay ? endOfDayAt(words, of + 1) : null
}

/** "Friday", "day" and "the day on Friday", of which it is the end. */
function endOfDayAt(words: readonly string[], at: number): Found<Day> | null {
  const period = periodAt(words, at)
  const behind = words[at] === 'eod' ? at + 1 : period?.what.unit === 'day' ? period.end : at
  const day = dayAt(words, words[behind] === 'on' ? behind + 1 : behind, true)
  if (day) return { what: { is: 'endOfDay', day: day.what }, end: day.end }
  return behind > at ? { what: { is: 'endOfDay', day: inDays(0) }, end: behind } : null
}

/** "the month", "this week", "next year", "day" */
function periodAt(
  words: readonly string[],
  at: number,
): Found<{ unit: 'day' | 'week' | 'month' | 'year'; on: number }> | null {
  const on = words[at] === 'next' ? 1 : 0
  const named = /^(the|this|next)$/.test(words[at] ?? '') ? at + 1 : at
  const unit = words[named]
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year'
    ? { what: { unit, on }, end: named + 1 }
    : null
}

/** "the first Monday of December", "the last Friday of the month", "the 1st of next month", "the first of May". */
function nthAt(words: readonly string[], at: number): Found<Day> | null {
  const the = words[at] === 'the' ? at + 1 : at
  const word = words[the] ?? ''
  const nth =
    word === 'last'
      ? -1
      : ORDINALS.indexOf(word) + 1 || (/^[1-5](st|nd|rd|th)$/.test(word) ? Number(word[0]) : 0)
  const weekday = weekdayNumber(words[the + 1])
  if (nth !== 0 && weekday > 0 && /^(of|in)$/.test(words[the + 2] ?? '')) {
    const period = periodAt(words, the + 3)
    if (period?.what.unit === 'month')
      return {
        what: { is: 'nthWeekday', nth, weekday, month: null, year: null, on: period.what.on },
        end: period.end,
      }
    const month = monthNumber(words[the + 3])
    const year = yearAt(words, the + 4)
    return month > 0
      ? {
          what: { is: 'nthWeekday', nth, weekday, month, year: year?.what ?? null, on: 0 },
          end: year?.end ?? the + 4,
        }
      : null
  }
  const day = ORDINALS.indexOf(word) + 1 || (/\D$/.test(word) ? (dayNumber(word) ?? 0) : 0)
  if (day === 0 || words[the + 1] !== 'of') return null
  const period = periodAt(words, the + 2)
  if (period?.what.unit === 'month')
    return { what: { is: 'dayOfMonth', day, on: period.what.on }, end: period.end }
  return ORDINALS.includes(word) ? monthAt(words, the + 2, day, the + 3) : null
}

function weekdayAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  const word = words[at]
  const week = weekAt(words, at)
  // "next week on Tuesday"
  if (week) {
    const named = words[week.end] === 'on' || words[week.end] === ',' ? week.end + 1 : week.end
    const weekday = weekdayNumber(words[named])
    if (weekday > 0) return { what: { is: 'weekday', weekday, next: false, week: week.what }, end: named + 1 }
    return week.what === 1 && word === 'next' ? { what: { is: 'nextWeek' }, end: week.end } : null
  }
  const next = word === 'next'
  const named = next || word === 'this' || word === 'coming' || word === 'the' ? at + 1 : at
  const weekday = weekdayNumber(words[named])
  if (weekday === 0) return null
  const behind = named + 1
  if (words[behind] === 'after' && words[behind + 1] === 'next')
    return { what: { is: 'weekday', weekday, next: false, plus: 1 }, end: behind + 2 }
  const within = weekAt(words, words[behind] === 'of' || words[behind] === 'in' ? behind + 1 : behind)
  if (within && !next)
    return { what: { is: 'weekday', weekday, next: false, week: within.what }, end: within.end }
  const isWeekOn = words[behind] === 'week' && words[behind - 1] !== 'next'
  if (isWeekOn && !next) return { what: { is: 'weekday', weekday, next: false, plus: 1 }, end: behind + 1 }
  // "on Monday, 7 December": the two can differ.
  const exact = dateAt(words, skipComma(words, behind)) ?? ordinalAt(words, behind)
  if (exact) return { what: { ...exact.what, weekday }, end: exact.end }
  if ((named === at && !introduced) || word === 'the') return null
  return { what: { is: 'weekday', weekday, next }, end: behind }
}

/** "Friday 4th" */
function ordinalAt(words: readonly string[], at: number): Found<DayOfDate> | null {
  const the = words[at] === 'the' ? at + 1 : at
  const day = /\D$/.test(words[the] ?? '') ? dayNumber(words[the]) : null
  return day !== null && day >= 1 && day <= 31 ? { what: { is: 'dayOfMonth', day }, end: the + 1 } : null
}

/** "this week", "next week", "the week after next": so many weeks on. */
function weekAt(words: readonly string[], at: number): Found<number> | null {
  if (words[at] === 'this' && words[at + 1] === 'week') return { what: 0, end: at + 2 }
  if (words[at] === 'next' && words[at + 1] === 'week') return { what: 1, end: at + 2 }
  const the = words[at] === 'the' ? at + 1 : at
  const isAfterNext = words[the] === 'week' && words[the + 1] === 'after' && words[the + 2] === 'next'
  return isAfterNext ? { what: 2, end: the + 3 } : null
}
