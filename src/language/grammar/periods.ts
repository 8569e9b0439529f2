import { timeAt } from './clock.ts'
import { daysFromToAt, monthNumber, skipComma, yearAt } from './dates.ts'
import { dayAndPartAt } from './days.ts'
import { momentAt, timedOnly } from './moments.ts'
import { amountAt, spanAt } from './spans.ts'
import type { Day, Found, Moment, Timing } from './timing.ts'

/** What may stand before a moment that something begins at. */
const STARTS = [
  ['starting', 'from'],
  ['starting', 'on'],
  ['starting', 'at'],
  ['beginning', 'on'],
  ['not', 'before'],
  ['no', 'earlier', 'than'],
  ['not', 'earlier', 'than'],
  ['as', 'of'],
  ['starting'],
  ['beginning'],
  ['effective', 'from'],
  ['effective'],
  ['scheduled', 'for'],
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
  ['untill'],
  ['till'],
  ['til'],
  ["'til"],
  ['through'],
  ['thru'],
  ['ending', 'on'],
  ['ending'],
  ['expiring', 'on'],
]
/** Said before an end, of nothing else: "only until Friday" leaves everybody else what they have. */
export const ONLY = /^(only|just|temporarily)$/
/** Exactly from `at` to `last`: a start, an end, or both in this or the other order. */
export function timingAt(words: readonly string[], at: number, last: number): Timing | null {
  const both = weekendAt(words, at)
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

/** "from 1 Dec to 5 Dec", "from now until Friday", "1-5 December": elsewhere "to" leads to a group. */
function rangeAt(words: readonly string[], at: number, last: number): Timing | null {
  const days = daysFromToAt(words, words[at] === 'from' || words[at] === 'on' ? at + 1 : at)
  if (days?.end === last) return { start: wholeDay(days.what.from), end: wholeDay(days.what.to) }
  if (words[at] !== 'from') return null
  if (words[at + 1] === 'now' || words[at + 1] === 'today') {
    const behind = words[at + 2] === 'on' ? at + 3 : at + 2
    const until = words[behind] === 'to' ? momentAt(words, behind + 1, true) : endAt(words, behind)
    return until?.end === last ? { start: null, end: until.what } : null
  }
  const start = startAt(words, at)
  const to = start && /^(to|-|–)$/.test(words[start.end] ?? '') ? start.end + 1 : null
  const until = to === null ? null : momentAt(words, to, true)
  return start && until?.end === last ? { start: start.what, end: until.what } : null
}

function wholeDay(day: Day): Moment {
  return { is: 'at', day, time: null }
}

/** "over the weekend", "for next weekend": all of it. */
function weekendAt(words: readonly string[], at: number): Found<Timing> | null {
  const from = ONLY.test(words[at] ?? '') ? at + 1 : at
  if (!/^(for|over|during)$/.test(words[from] ?? '')) return null
  const day = dayAndPartAt(words, from + 1, true)
  if (day?.what.day.is !== 'weekend' || day.what.part) return null
  const saturday: Moment = { is: 'at', day: day.what.day, time: { hour: 0, minute: 0 } }
  const sunday: Moment = { is: 'at', day: day.what.day, time: null }
  return { what: { start: saturday, end: sunday }, end: day.end }
}

function startAt(words: readonly string[], at: number): Found<Moment> | null {
  if (words[at] === 'in') {
    const counted = countedAt(words, at + 1)
    if (counted) return counted
  }
  const counted = fromNowAt(words, at)
  if (counted) return counted
  const behind = afterAny(words, at, STARTS)
  const found =
    (behind === null ? null : momentAt(words, behind, true)) ??
    momentAt(words, at, false) ??
    afterAt(words, at) ??
    // "for tomorrow 22:00": "for tomorrow" alone may be a length.
    (words[at] === 'for' ? timedOnly(momentAt(words, at + 1, true)) : null)
  const day = found?.what.is === 'at' ? found.what.day?.is : undefined
  return day === 'untilMonth' || day === 'endOfDay' ? null : found
}

/** "after 22:00", "after 6 pm tomorrow": not "after Friday", which may be any day. */
function afterAt(words: readonly string[], at: number): Found<Moment> | null {
  const found = words[at] === 'after' ? momentAt(words, at + 1, true) : null
  const isExact =
    found && words.slice(at, found.end).some((word) => /^\d{1,2}([:.]\d\d)?(am|pm|h)?$/.test(word))
  return isExact ? timedOnly(found) : null
}

/** Behind "in": "2 hours", "a week's time", "two days at 22:00", "3 working days". */
function countedAt(words: readonly string[], at: number): Found<Moment> | null {
  const amount = amountAt(words, at)
  const isWorking = amount && /^(working|business)$/.test(words[amount.end] ?? '')
  if (amount && isWorking && /^days?$/.test(words[amount.end + 1] ?? '') && Number.isInteger(amount.what)) {
    const time = timeAt(words, amount.end + 2, true)
    const day = { is: 'inWorkingDays' as const, days: amount.what }
    return { what: { is: 'at', day, time: time?.what ?? null }, end: time?.end ?? amount.end + 2 }
  }
  const plain = words.map((word, place) =>
    place > at ? word.replace(/('s|s')$/, (mark) => (mark === "s'" ? 's' : '')) : word,
  )
  const span = spanAt(plain, at)
  if (!span) return null
  const hasTime = words[span.end] === 'time' && /('s|s')$/.test(words[span.end - 1] ?? '')
  const behind = hasTime ? span.end + 1 : span.end
  const end = fromNow(words, behind) ?? behind
  const { amount: days, unit } = span.what
  const time = unit === 'days' || unit === 'weeks' ? timeAt(words, end, false) : null
  if (time)
    return {
      what: { is: 'at', day: { is: 'inDays', days: unit === 'weeks' ? 7 * days : days }, time: time.what },
      end: time.end,
    }
  return { what: { is: 'in', span: span.what }, end }
}

/** "2 hours from now" */
function fromNowAt(words: readonly string[], at: number): Found<Moment> | null {
  const span = spanAt(words, at)
  const end = span && fromNow(words, span.end)
  return span && end && !timeAt(words, end, false) ? { what: { is: 'in', span: span.what }, end } : null
}

/** "now" at the end of a sentence is as empty as "please", and may be gone. */
function fromNow(words: readonly string[], at: number): number | null {
  if (words[at] !== 'from') return null
  return words[at + 1] === 'now' ? at + 2 : at + 1 === words.length ? at + 1 : null
}

function endAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (ONLY.test(words[at] ?? '')) return endAt(words, at + 1)
  const found = endingAt(words, at)
  return found && ONLY.test(words[found.end] ?? '') ? { ...found, end: found.end + 1 } : found
}

function endingAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (words[at] === 'for') {
    const next = words[at + 1] === 'the' && words[at + 2] === 'next' ? at + 3 : at + 1
    const span = spanAt(words, next)
    return span ? { what: { is: 'for', span: span.what }, end: span.end } : restAt(words, at + 1)
  }
  const behind = afterAny(words, at, ENDS)
  return behind === null ? null : (momentAt(words, behind, true) ?? monthAt(words, behind))
}

/** "for today", "for the rest of the week" */
function restAt(words: readonly string[], at: number): Found<Moment> | null {
  if (words[at] === 'today') return { what: wholeDay({ is: 'inDays', days: 0 }), end: at + 1 }
  const rest = words[at] === 'the' && words[at + 1] === 'rest' && words[at + 2] === 'of' ? at + 3 : null
  const named = rest !== null && /^(the|this)$/.test(words[rest] ?? '') ? rest + 1 : rest
  if (named === null) return null
  const unit = words[named]
  if (unit === 'day') return { what: wholeDay({ is: 'inDays', days: 0 }), end: named + 1 }
  if (unit !== 'week' && unit !== 'month' && unit !== 'year') return null
  return { what: wholeDay({ is: 'endOf', unit }), end: named + 1 }
}

/** "until January", "until next month" */
function monthAt(words: readonly string[], at: number): Found<Moment> | null {
  const isNext = words[at] === 'next' && words[at + 1] === 'month'
  const month = isNext ? null : monthNumber(words[at])
  if (month === 0) return null
  const year = isNext ? null : yearAt(words, at + 1)
  const end = isNext ? at + 2 : (year?.end ?? at + 1)
  return { what: wholeDay({ is: 'untilMonth', month, year: year?.what ?? null }), end }
}

function afterAny(
  words: readonly string[],
  at: number,
  forms: readonly (readonly string[])[],
): number | null {
  const form = forms
    .filter((one) => one.every((word, index) => words[at + index] === word))
    .sort((a, b) => b.length - a.length)[0]
  return form ? at + form.length : null
}
