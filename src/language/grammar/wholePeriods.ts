import { monthNumber, yearAt } from './dates.ts'
import { dayAndPartAt } from './days.ts'
import { ONLY } from './leads.ts'
import { wholeDay } from './moments.ts'
import type { Day, Found, Moment, Timing } from './timing.ts'

/** "for next week", "during December": all of it. */
export function wholePeriodAt(words: readonly string[], at: number): Found<Timing> | null {
  const from = ONLY.test(words[at] ?? '') ? at + 1 : at
  if (!/^(for|over|during|throughout)$/.test(words[from] ?? '')) return null
  const ofMonth = words.slice(from + 1, from + 4).join(' ') === 'the month of' ? from + 4 : from + 1
  const month = monthNumber(words[ofMonth])
  if (month > 0) {
    const year = yearAt(words, ofMonth + 1)
    const named = { month, year: year?.what ?? null }
    const end = wholeDay({ is: 'endOfMonth', ...named })
    return { what: { start: midnight({ is: 'startOfMonth', ...named }), end }, end: year?.end ?? ofMonth + 1 }
  }
  const unit = /^(week|month|quarter)$/.exec(words[from + 2] ?? '')?.[1] as 'week' | undefined
  if (!unit) return null
  const word = words[from + 1]
  if (word === 'this') return { what: { start: null, end: wholeDay({ is: 'endOf', unit }) }, end: from + 3 }
  if (word !== 'next') return null
  const start = midnight({ is: 'startOf', unit, on: 1 })
  const sunday: Day = { is: 'weekday', weekday: 7, next: false, week: 1 }
  const end = wholeDay(unit === 'week' ? sunday : { is: 'endOf', unit, on: 1 })
  return { what: { start, end }, end: from + 3 }
}

function midnight(day: Day): Moment {
  return { is: 'at', day, time: { hour: 0, minute: 0 } }
}

/** "over the weekend", "for next weekend": all of it. */
export function weekendAt(words: readonly string[], at: number): Found<Timing> | null {
  const from = ONLY.test(words[at] ?? '') ? at + 1 : at
  if (!/^(for|over|during)$/.test(words[from] ?? '')) return null
  const day = dayAndPartAt(words, from + 1, true)
  if (day?.what.day.is !== 'weekend' || day.what.part) return null
  const saturday: Moment = { is: 'at', day: day.what.day, time: { hour: 0, minute: 0 } }
  const sunday: Moment = { is: 'at', day: day.what.day, time: null }
  return { what: { start: saturday, end: sunday }, end: day.end }
}
