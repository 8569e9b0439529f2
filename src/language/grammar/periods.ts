import { startAt } from './beginnings.ts'
import { daysFromToAt, skipComma } from './dates.ts'
import { endAt } from './endings.ts'
import { momentAt, wholeDay } from './moments.ts'
import { between, datesAt, hoursOfDayAt, weekdaysAt } from './ranges.ts'
import { minuteOf } from './timeOfDay.ts'
import type { Timing } from './timing.ts'
import { weekendAt, wholePeriodAt } from './wholePeriods.ts'

/** Exactly from `at` to `last`, with the day that its end alone may say for its beginning as well. */
export function timingAt(words: readonly string[], at: number, last: number): Timing | null {
  const found = bareTimingAt(words, at, last)
  return found && withDayOfEnd(found)
}

/** "from 10 pm to 11 pm tomorrow": both are tomorrow's, or it begins tonight. */
function withDayOfEnd({ start, end }: Timing): Timing {
  if (start?.is !== 'at' || end?.is !== 'at' || start.day || !start.time || !end.day || !end.time)
    return { start, end }
  const isBefore = minuteOf(start.time) < minuteOf(end.time)
  return { start: isBefore ? { is: 'oneOf', moments: [{ ...start, day: end.day }, start] } : start, end }
}

/** A start, an end, or both in this or the other order. */
function bareTimingAt(words: readonly string[], at: number, last: number): Timing | null {
  const both = weekendAt(words, at) ?? wholePeriodAt(words, at)
  if (both?.end === last) return both.what
  const range = rangeAt(words, at, last)
  if (range) return range
  const start = startAt(words, at)
  if (start?.end === last) return { start: start.what, end: null }
  const end = endAt(words, at)
  if (end?.end === last) return { start: null, end: end.what }
  const thenEnd = start && endAt(words, skipComma(words, start.end))
  if (start && thenEnd?.end === last) return { start: start.what, end: thenEnd.what }
  // "until 18:00 on Friday" is one moment, and no beginning on Friday.
  const joins = end && (end.what.is === 'for' || /^(,|from|starting|beginning)$/.test(words[end.end] ?? ''))
  const thenStart = joins ? startAt(words, skipComma(words, end.end)) : null
  return end && thenStart?.end === last ? { start: thenStart.what, end: end.what } : null
}

/** "from now on", "starting now", "today": the position after it. */
function afterNow(words: readonly string[], at: number): number | null {
  const lead = /^(from|starting|start|beginning|begin|effective)$/.test(words[at] ?? '') ? at + 1 : at
  const isNow = /^(now|today|immediately)$/.test(words[lead] ?? '')
  if (!isNow) return null
  return /^(on|onwards?)$/.test(words[lead + 1] ?? '') ? lead + 2 : lead + 1
}

/** "from 1 Dec to 5 Dec", "from now until Friday", "1-5 December": elsewhere "to" leads to a group. */
function rangeAt(words: readonly string[], at: number, last: number): Timing | null {
  const days = daysFromToAt(words, words[at] === 'from' || words[at] === 'on' ? at + 1 : at)
  if (days?.end === last) return { start: wholeDay(days.what.from), end: wholeDay(days.what.to) }
  const hours =
    hoursOfDayAt(words, at) ?? datesAt(words, at) ?? weekdaysAt(words, words[at] === 'from' ? at + 1 : at)
  if (hours?.end === last) return hours.what
  const window = between(words, at)
  if (window?.end === last) return window.what
  const now = afterNow(words, at)
  if (now !== null) {
    const behind = skipComma(words, now)
    const isTo = words[at] === 'from' && words[behind] === 'to'
    const until = isTo ? momentAt(words, behind + 1, true) : endAt(words, behind)
    if (until?.end === last) return { start: null, end: until.what }
  }
  if (words[at] !== 'from') return null
  const start = startAt(words, at)
  const link = start ? skipComma(words, start.end) : at
  const to = start && /^(to|-|–)$/.test(words[link] ?? '') ? link + 1 : null
  const until = to === null ? null : momentAt(words, to, true)
  return start && until?.end === last ? { start: start.what, end: until.what } : null
}
