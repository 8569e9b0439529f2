import { countedAt, fromNowAt, roughlyAt } from './beginnings.ts'
import { monthNumber, yearAt } from './dates.ts'
import { periodAt } from './edges.ts'
import { holidayAt, isOpenEnd } from './holidays.ts'
import { afterLead, ENDS, ONLY } from './leads.ts'
import { momentAt, wholeDay } from './moments.ts'
import { startOf } from './partOfDay.ts'
import { spanAt } from './spans.ts'
import { timeAt } from './timeOfDay.ts'
import type { Found, Moment, Timing } from './timing.ts'

export function endAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (ONLY.test(words[at] ?? '')) return endAt(words, at + 1)
  const found = endingAt(words, at)
  return found && ONLY.test(words[found.end] ?? '') ? { ...found, end: found.end + 1 } : found
}

function endingAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (words[at] === 'for' || (words[at] === 'valid' && words[at + 1] === 'for'))
    return endingLengthAt(words, words[at] === 'for' ? at + 1 : at + 2)
  const takesBack = takenBackAt(words, at)
  if (takesBack) return takesBack
  const behind = afterLead(words, at, ENDS)
  if (behind === null) return null
  const found =
    openEndAt(words, behind) ??
    roughlyAt(words, behind, true) ??
    momentAt(words, behind, true) ??
    (words[behind] === 'in' ? countedAt(words, behind + 1) : fromNowAt(words, behind)) ??
    monthEndAt(words, behind)
  return found && /^(inclusive|inclusively|included|incl|including)$/.test(words[found.end] ?? '')
    ? { ...found, end: found.end + 1 }
    : found
}

const IT = '(?:it|this|that|them|the (?:change|assignment|exclusion|exception))'
/** "and remove it on", "then take it off again", ", and undo this after" */
const TAKES_BACK = new RegExp(
  `^(?:, )?(?:and )?(?:then )?(?:(?:remove|undo|revert|end|withdraw|unassign|reverse) ${IT}(?: again)?|(?:take|roll|pull) ${IT} (?:away|off|back|out|down)(?: again)?|(?:add|put|assign) ${IT} (?:back|again))(?= )`,
)
const BEGINS_TO_TAKE_BACK =
  /^(,|and|then|remove|undo|revert|end|withdraw|unassign|reverse|take|roll|pull|add|put|assign)$/
const MAX_WORDS_OF_TAKING_BACK = 8

/** "and remove it on Friday", "then take it off after 3 days": in the morning of that day, or when it is over. */
function takenBackAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  if (!BEGINS_TO_TAKE_BACK.test(words[at] ?? '')) return null
  const said = TAKES_BACK.exec(`${words.slice(at, at + MAX_WORDS_OF_TAKING_BACK).join(' ')} `)?.[0]
  if (!said) return null
  const behind = at + said.split(' ').length
  if (words[behind] === 'after') {
    const span = spanAt(words, behind + 1)
    return span && { what: { is: 'for', span: span.what }, end: span.end }
  }
  if (words[behind] === 'in') return countedAt(words, behind + 1)
  const found = momentAt(words, /^(on|at|from)$/.test(words[behind] ?? '') ? behind + 1 : behind, true)
  if (found?.what.is !== 'at' || found.what.time || found.what.day === null) return found
  const morning = { ...found.what, time: startOf('morning') }
  return { what: { is: 'oneOf', moments: [morning, found.what] }, end: found.end }
}

const HOW_LONG =
  /^(the next|the coming|the following|next|another|a further|exactly|only|just|max|maximum|at most|up to|no more than|not more than|a maximum of|a period of|a total of|about|around|approximately|roughly|some) /

/** After "for": "3 days", "the next hour", "at most two weeks". */
function endingLengthAt(words: readonly string[], at: number): Found<NonNullable<Timing['end']>> | null {
  const lead = HOW_LONG.exec(`${words.slice(at, at + 4).join(' ')} `)?.[1] ?? ''
  const from = lead === '' ? at : at + lead.split(' ').length
  // "for the next hour" is one; "for next week" is that week.
  const isOne = /^(the next|the coming|the following|another)$/.test(lead)
  const counted = spanAt(words, from)
  const span = counted ?? (isOne ? spanAt(['a', ...words.slice(from)], 0) : null)
  if (!span) return restAt(words, at)
  const end = counted ? counted.end : from + span.end - 1
  const orSo = words[end] === 'or' && words[end + 1] === 'so'
  return { what: { is: 'for', span: span.what }, end: orSo ? end + 2 : end }
}

/** "until Christmas": before it, or with it. "until next year" and "until 2027" likewise. */
function openEndAt(words: readonly string[], at: number): Found<Moment> | null {
  const holiday = isOpenEnd(words, at) ? holidayAt(words, at, true) : null
  if (holiday) {
    const moments = [wholeDay({ is: 'dayBefore', day: holiday.what }), wholeDay(holiday.what)]
    return { what: { is: 'oneOf', moments }, end: holiday.end }
  }
  // "until 8": a time, or the day of a month.
  if (/^([1-9]|[12]\d|3[01])$/.test(words[at] ?? '') && /^[,.]?$/.test(words[at + 1] ?? '')) {
    const time = timeAt(['at', words[at] ?? ''], 0, true)
    const day = wholeDay({ is: 'dayOfMonth', day: Number(words[at]) })
    const moments: Moment[] = time ? [{ is: 'at', day: null, time: time.what }, day] : [day]
    return { what: { is: 'oneOf', moments }, end: at + 1 }
  }
  const year = yearAt(words, at)
  if (year)
    return { what: wholeDay({ is: 'untilMonth', month: 1, year: year.what, isYear: true }), end: year.end }
  if (words[at] !== 'next' || !/^(quarter|year)$/.test(words[at + 1] ?? '')) return null
  const unit = words[at + 1] as 'quarter' | 'year'
  const moments = [wholeDay({ is: 'endOf', unit }), wholeDay({ is: 'endOf', unit, on: 1 })]
  return { what: { is: 'oneOf', moments }, end: at + 2 }
}

/** "for today", "for the rest of the week" */
function restAt(words: readonly string[], at: number): Found<Moment> | null {
  const today = wholeDay({ is: 'inDays', days: 0 })
  if (words[at] === 'today') return { what: today, end: at + 1 }
  const isRest = words.slice(at, at + 3).join(' ') === 'the rest of'
  const period = isRest ? periodAt(words, at + 3) : null
  if (!period || period.what.on > 0) return null
  const { unit } = period.what
  return { what: unit === 'day' ? today : wholeDay({ is: 'endOf', unit }), end: period.end }
}

/** "until January", "until next month" */
function monthEndAt(words: readonly string[], at: number): Found<Moment> | null {
  const isNext = words[at] === 'next' && words[at + 1] === 'month'
  const month = isNext ? null : monthNumber(words[at])
  if (month === 0) return null
  const year = isNext ? null : yearAt(words, at + 1)
  const end = isNext ? at + 2 : (year?.end ?? at + 1)
  return { what: wholeDay({ is: 'untilMonth', month, year: year?.what ?? null }), end }
}
