import { type DayOfDate, dateAt, dayNumber, skipComma, weekdayNumber } from './dates.ts'
import { edgeAt, nthAt, periodAt } from './edges.ts'
import { holidayAt } from './holidays.ts'
import { type Part, partAt } from './partOfDay.ts'
import { amountAt } from './spans.ts'
import type { Day, Found } from './timing.ts'

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
  const of = partOfAt(words, at)
  if (of) return of
  const day = dayAt(words, at, introduced)
  if (!day) return null
  // "Friday EOD"
  if (words[day.end] === 'eod')
    return { what: { day: { is: 'endOfDay', day: day.what }, part: null }, end: day.end + 1 }
  const part = partAt(words, day.end)
  return { what: { day: day.what, part: part?.what ?? null }, end: part?.end ?? day.end }
}

/** "the morning of 1 December", "the night of Friday" */
function partOfAt(words: readonly string[], at: number): Found<SaidDay> | null {
  const the = words[at] === 'in' ? at + 1 : at
  const part = words[the] === 'the' ? partAt(words, the + 1) : null
  const behind = part && words[part.end] === 'of' ? part.end + 1 : null
  const day = behind === null ? null : dayAt(words, behind, true)
  return part && day && { what: { day: day.what, part: part.what }, end: day.end }
}

function inDays(days: number): Day {
  return { is: 'inDays', days }
}

/** @param introduced a word before it makes clear that it is a day: a weekday alone may be a name. */
export function dayAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  return (
    relativeAt(words, at) ??
    edgeAt(words, at) ??
    endsAt(words, at) ??
    nthAt(words, at) ??
    holidayAt(words, at, introduced) ??
    weekdayAt(words, at, introduced) ??
    datedAt(words, at, introduced)
  )
}

function relativeAt(words: readonly string[], at: number): Found<Day> | null {
  const word = words[at]
  const the = word === 'the' ? at + 1 : at
  if (word === 'today') return { what: inDays(0), end: at + 1 }
  if (word === 'tomorrow') return { what: inDays(1), end: at + 1 }
  const working =
    words[the] === 'next' && /^(working|business|work)$/.test(words[the + 1] ?? '') ? the + 2 : 0
  if (working > 0 && words[working] === 'day')
    return { what: { is: 'inWorkingDays', days: 1 }, end: working + 1 }
  if (words[the] === 'day' && words[the + 1] === 'after' && words[the + 2] === 'tomorrow')
    return { what: inDays(2), end: the + 3 }
  const weekend = word === 'this' || word === 'the' || word === 'next' || word === 'coming' ? at + 1 : at
  if (words[weekend] === 'weekend' && weekend > at)
    return { what: { is: 'weekend', on: word === 'next' ? 1 : 0 }, end: weekend + 1 }
  return weeksOnAt(words, at)
}

/** "a week from tomorrow", "two weeks from Monday", "a week on Friday", "3 days from today". */
function weeksOnAt(words: readonly string[], at: number): Found<Day> | null {
  const isIn = words[at] === 'in'
  const amount = amountAt(words, isIn ? at + 1 : at)
  const unit = words[amount?.end ?? -1] ?? ''
  if (!amount || !Number.isInteger(amount.what) || !/^(days?|weeks?|fortnight|months?|years?)$/.test(unit))
    return null
  const link = words[amount.end + 1]
  if (link !== 'on' && (isIn || (link !== 'from' && link !== 'after'))) return null
  const from = words[amount.end + 2]
  if (/^(month|year)/.test(unit)) {
    const months = unit.startsWith('year') ? 12 * amount.what : amount.what
    return link === 'from' && from === 'today'
      ? { what: { is: 'inMonths', months }, end: amount.end + 3 }
      : null
  }
  const weeks = unit === 'fortnight' ? 2 * amount.what : amount.what
  const days = unit.startsWith('day') ? amount.what : 7 * weeks
  if (link === 'from' && (from === 'today' || from === 'now'))
    return { what: inDays(days), end: amount.end + 3 }
  if (from === 'tomorrow') return { what: inDays(days + 1), end: amount.end + 3 }
  const weekday = weekdayNumber(from)
  if (weekday === 0 || unit.startsWith('day')) return null
  const week = isIn ? { week: weeks } : {}
  return { what: { is: 'weekday', weekday, next: false, plus: weeks, ...week }, end: amount.end + 3 }
}

/** "the end of Friday", "EOD tomorrow" */
function endsAt(words: readonly string[], at: number): Found<Day> | null {
  if (words[at] === 'eod') return endOfDayAt(words, at)
  const the = words[at] === 'the' ? at + 1 : at
  return words[the] === 'end' && words[the + 1] === 'of' ? endOfDayAt(words, the + 2) : null
}

/** "Friday", "day" and "the day on Friday", of which it is the end. */
function endOfDayAt(words: readonly string[], at: number): Found<Day> | null {
  const period = periodAt(words, at)
  const behind = words[at] === 'eod' ? at + 1 : period?.what.unit === 'day' ? period.end : at
  const day = dayAt(words, words[behind] === 'on' ? behind + 1 : behind, true)
  if (day) return { what: { is: 'endOfDay', day: day.what }, end: day.end }
  return behind > at ? { what: { is: 'endOfDay', day: inDays(0) }, end: behind } : null
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
  const next = word === 'next' || (word === 'the' && words[at + 1] === 'following')
  const isComing = /^(coming|upcoming|following)$/.test(words[at + 1] ?? '')
  const led = next || word === 'this' || word === 'coming' || word === 'upcoming' || word === 'the'
  const named = led ? (isComing && word !== 'next' ? at + 2 : at + 1) : at
  const weekday = weekdayNumber(words[named])
  if (weekday === 0) return null
  const behind = named + 1
  if (words[behind] === 'after' && words[behind + 1] === 'next')
    return { what: { is: 'weekday', weekday, next: false, plus: 1 }, end: behind + 2 }
  const within = weekAt(words, words[behind] === 'of' || words[behind] === 'in' ? behind + 1 : behind)
  if (within && !next)
    return { what: { is: 'weekday', weekday, next: false, week: within.what }, end: within.end }
  const weeks = inWeeksAt(words, behind)
  if (weeks && !next)
    return {
      what: { is: 'weekday', weekday, next: false, plus: weeks.what, week: weeks.what },
      end: weeks.end,
    }
  const isWeekOn = words[behind] === 'week' && words[behind - 1] !== 'next'
  if (isWeekOn && !next) return { what: { is: 'weekday', weekday, next: false, plus: 1 }, end: behind + 1 }
  // "on Monday, 7 December": the two can differ.
  const exact = dateAt(words, skipComma(words, behind), true) ?? ordinalAt(words, behind)
  if (exact) return { what: { ...exact.what, weekday }, end: exact.end }
  if ((named === at && !introduced) || (word === 'the' && !isComing)) return null
  return { what: { is: 'weekday', weekday, next }, end: behind }
}

/** "30 November", "30 November, a Monday": the two can differ. */
function datedAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  const date = dateAt(words, at, introduced)
  if (!date || words[date.end] !== ',') return date
  const named = /^(a|the)$/.test(words[date.end + 1] ?? '') ? date.end + 2 : date.end + 1
  const weekday = weekdayNumber(words[named])
  return weekday === 0 ? date : { what: { ...date.what, weekday }, end: named + 1 }
}

/** "Friday in two weeks", "Friday fortnight": so many weeks on. */
function inWeeksAt(words: readonly string[], at: number): Found<number> | null {
  if (words[at] === 'fortnight') return { what: 2, end: at + 1 }
  const amount = words[at] === 'in' ? amountAt(words, at + 1) : null
  const isWeeks = amount && Number.isInteger(amount.what) && /^weeks?$/.test(words[amount.end] ?? '')
  return isWeeks ? { what: amount.what, end: amount.end + 1 } : null
}

/** "Friday 4th" */
function ordinalAt(words: readonly string[], at: number): Found<DayOfDate> | null {
  const the = words[at] === 'the' ? at + 1 : at
  const day = /\D$/.test(words[the] ?? '') ? dayNumber(words[the]) : null
  return day !== null && day >= 1 && day <= 31 ? { what: { is: 'dayOfMonth', day }, end: the + 1 } : null
}

/** "this week", "next week", "the week after next": so many weeks on. */
export function weekAt(words: readonly string[], at: number): Found<number> | null {
  if (words[at] === 'this' && words[at + 1] === 'week') return { what: 0, end: at + 2 }
  if (words[at] === 'next' && words[at + 1] === 'week') return { what: 1, end: at + 2 }
  const the = words[at] === 'the' ? at + 1 : at
  const isAfterNext = words[the] === 'week' && words[the + 1] === 'after' && words[the + 2] === 'next'
  return isAfterNext ? { what: 2, end: the + 3 } : null
}
