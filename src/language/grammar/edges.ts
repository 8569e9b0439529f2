import { dayNumber, monthAt, monthNumber, weekdayNumber, yearAt } from './dates.ts'
import type { Day, Found } from './timing.ts'

type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const SHORT_ENDS: Record<string, 'week' | 'month' | 'quarter' | 'year'> = {
  eow: 'week',
  eom: 'month',
  eoq: 'quarter',
  eoy: 'year',
}
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

/** "the end of the month", "start of next week", "end of November", "year end", "the last working day of the month". */
export function edgeAt(words: readonly string[], at: number): Found<Day> | null {
  const short = SHORT_ENDS[words[at] ?? '']
  if (short) return { what: { is: 'endOf', unit: short }, end: at + 1 }
  const the = words[at] === 'the' ? at + 1 : at
  const named = /^(week|month|quarter|year)('s)?$/.exec(words[the] ?? '')?.[1]
  if (named && words[the + 1] === 'end') return { what: { is: 'endOf', unit: named as 'week' }, end: the + 2 }
  const edge = /^(end|last)$/.test(words[the] ?? '')
    ? 'end'
    : /^(start|beginning|first)$/.test(words[the] ?? '')
      ? 'start'
      : null
  if (!edge) return null
  const isDay = words[the] === 'last' || words[the] === 'first'
  const isWorking = isDay && /^(working|business|work)$/.test(words[the + 1] ?? '')
  const day = isWorking ? the + 2 : the + 1
  if (isDay && words[day] !== 'day') return null
  const of = isDay ? day + 1 : the + 1
  if (words[of] !== 'of') return null
  const period = periodAt(words, of + 1)
  const working = isWorking ? { working: true as const } : {}
  if (period && period.what.unit !== 'day') {
    const { unit, on, isOpen } = period.what
    return edge === 'start'
      ? { what: { is: 'startOf', unit, on, ...(isOpen ? { isOpen } : {}), ...working }, end: period.end }
      : { what: { is: 'endOf', unit, ...(on > 0 ? { on } : {}), ...working }, end: period.end }
  }
  const month = monthOrQuarterAt(words, of + 1, edge)
  if (month === null) return null
  const year = /^20\d\d$/.test(words[of + 1] ?? '') ? yearAt(words, of + 1) : yearAt(words, of + 2)
  const is = edge === 'end' ? ('endOfMonth' as const) : ('startOfMonth' as const)
  return { what: { is, month, year: year?.what ?? null, ...working }, end: year?.end ?? of + 2 }
}

/** The first or the last month of "November", "Q4" and "2027". */
function monthOrQuarterAt(words: readonly string[], at: number, edge: 'start' | 'end'): number | null {
  const month = monthNumber(words[at])
  if (month > 0) return month
  const quarter = Number(/^q([1-4])$/.exec(words[at] ?? '')?.[1] ?? 0)
  if (quarter > 0) return edge === 'end' ? 3 * quarter : 3 * quarter - 2
  if (!yearAt(words, at)) return null
  return edge === 'end' ? 12 : 1
}

/** "the month", "this week", "next year", "day". `isOpen`: "the", which is the next one where this one's is over. */
export function periodAt(
  words: readonly string[],
  at: number,
): Found<{ unit: CalendarUnit; on: number; isOpen: boolean }> | null {
  const on = words[at] === 'next' ? 1 : 0
  const isOpen = words[at] !== 'next' && words[at] !== 'this'
  const named = /^(the|this|next)$/.test(words[at] ?? '') ? at + 1 : at
  const unit = /^(day|week|month|quarter|year)$/.exec(words[named] ?? '')?.[1] as CalendarUnit | undefined
  return unit ? { what: { unit, on, isOpen }, end: named + 1 } : null
}

/** "the first Monday of December", "the last Friday of the month", "the 1st of next month", "the first of May". */
export function nthAt(words: readonly string[], at: number): Found<Day> | null {
  const led = words[at] === 'the' ? at + 1 : at
  const the = words[led] === 'next' && words[led + 1] === 'patch' ? led + 1 : led
  const word = words[the] ?? ''
  // https://learn.microsoft.com/en-us/windows/deployment/update/release-cycle: the second Tuesday of the month.
  if (word === 'patch' && words[the + 1] === 'tuesday')
    return {
      what: { is: 'nthWeekday', nth: 2, weekday: 2, month: null, year: null, on: 0, isOpen: true },
      end: the + 2,
    }
  const nth =
    word === 'last'
      ? -1
      : ORDINALS.indexOf(word) + 1 || (/^[1-5](st|nd|rd|th)$/.test(word) ? Number(word[0]) : 0)
  const weekday = weekdayNumber(words[the + 1])
  if (nth !== 0 && weekday > 0 && /^(of|in)$/.test(words[the + 2] ?? '')) {
    const period = periodAt(words, the + 3)
    if (period?.what.unit === 'month') {
      const { on, isOpen } = period.what
      const open = isOpen ? { isOpen } : {}
      return {
        what: { is: 'nthWeekday', nth, weekday, month: null, year: null, on, ...open },
        end: period.end,
      }
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
  if (period?.what.unit === 'month') {
    const { on, isOpen } = period.what
    return { what: { is: 'dayOfMonth', day, ...(isOpen ? {} : { on }) }, end: period.end }
  }
  return ORDINALS.includes(word) ? monthAt(words, the + 2, day, the + 3) : null
}
