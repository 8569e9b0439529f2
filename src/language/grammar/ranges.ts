import { daysFromToAt, weekdayNumber } from './dates.ts'
import { dayAndPartAt, weekAt } from './days.ts'
import { momentAt, wholeDay } from './moments.ts'
import { minuteOf, timeAt } from './timeOfDay.ts'
import type { Day, Found, Moment, TimeOfDay, Timing } from './timing.ts'

/** "tomorrow from 22:00 to 23:00", "Friday 10-11 pm" */
export function hoursOfDayAt(words: readonly string[], at: number): Found<Timing> | null {
  const on = words[at] === 'on' ? at + 1 : at
  const said = dayAndPartAt(words, on, true)
  if (!said || said.what.part) return null
  const isLed = /^(from|between|,)$/.test(words[said.end] ?? '')
  const first = said.end + (isLed ? 1 : 0) + (words[said.end + 1] === 'from' ? 1 : 0)
  const hours = hoursAt(words, first, words[said.end] === 'between' ? /^and$/ : /^(to|-|–|until|till)$/)
  if (!hours) return null
  const { start, end } = onDay(said.what.day, hours.what)
  return { what: { start, end: words[said.end] === 'between' ? openEnd(end) : end }, end: hours.end }
}

/** "tomorrow from 22:00 to 6:00" ends on the day after, which is the next time that the clocks show it. */
function onDay(day: Day | null, [from, to]: [TimeOfDay, TimeOfDay]): { start: Moment; end: Moment } {
  const isSameDay = minuteOf(from) < minuteOf(to)
  return {
    start: { is: 'at', day, time: from },
    end: { is: 'at', day: isSameDay ? day : null, time: to },
  }
}

/** "22:00 to 23:00", "10-11 pm", "10 to 11 pm" */
function hoursAt(words: readonly string[], at: number, link: RegExp): Found<[TimeOfDay, TimeOfDay]> | null {
  const bare = /^([1-9]|1[0-2])$/.exec(words[at] ?? '')?.[1]
  const first = bare && link.test(words[at + 1] ?? '') ? null : timeAt(words, at, true)
  const to = first ? first.end : at + 1
  if (!link.test(words[to] ?? '')) return null
  const second = timeAt(words, to + 1, true)
  if (!second) return null
  if (first) return { what: [first.what, second.what], end: second.end }
  // Of "10 to 11 pm" both are in the evening; "10 to 2 pm" can begin in the morning only.
  const mark = /^(\d{1,2}([:.]\d\d)?)?(am|pm)$/.exec(words[second.end - 1] ?? '')?.[3]
  if (!bare || !mark) return null
  const hour = (Number(bare) % 12) + (mark === 'pm' ? 12 : 0)
  const from = { hour, minute: 0, ...(second.what.zones ? { zones: second.what.zones } : {}) }
  return minuteOf(from) < minuteOf(second.what) ? { what: [from, second.what], end: second.end } : null
}

/** "01.12.2026 - 05.12.2026": dates make clear that both are times. */
export function datesAt(words: readonly string[], at: number): Found<Timing> | null {
  const from = words[at] === 'from' ? null : momentAt(words, at, false)
  const isDate = from?.what.is === 'at' && from.what.day?.is === 'date' && !from.what.time
  const isLinked = from && /^(to|-|–|through|until|till)$/.test(words[from.end] ?? '')
  const to = isDate && isLinked ? momentAt(words, from.end + 1, false) : null
  return from && to?.what.is === 'at' && to.what.day?.is === 'date'
    ? { what: { start: from.what, end: to.what }, end: to.end }
    : null
}

/** "Monday to Wednesday", "Tue-Thu next week": two days of one week make clear that both are times. */
export function weekdaysAt(words: readonly string[], at: number): Found<Timing> | null {
  const [from, to] = [weekdayNumber(words[at]), weekdayNumber(words[at + 2])]
  if (
    from === 0 ||
    to === 0 ||
    from === to ||
    !/^(to|-|–|through|thru|until|till)$/.test(words[at + 1] ?? '')
  )
    return null
  const of = /^(of|in)$/.test(words[at + 3] ?? '') ? at + 4 : at + 3
  const week = from < to ? weekAt(words, of) : null
  const named = (weekday: number): Moment => {
    const day: Day = { is: 'weekday', weekday, next: false, ...(week ? { week: week.what } : {}) }
    return { is: 'at', day, time: null }
  }
  return { what: { start: named(from), end: named(to) }, end: week?.end ?? at + 3 }
}

/** "between 22:00 and 23:00": it begins in that time, or lasts for it. */
export function between(words: readonly string[], at: number): Found<Timing> | null {
  if (words[at] !== 'between') return null
  const hours = hoursAt(words, at + 1, /^and$/)
  const on = hours && words[hours.end] === 'on' ? hours.end + 1 : (hours?.end ?? at)
  const said = hours ? dayAndPartAt(words, on, true) : null
  if (hours && !said?.what.part) {
    const { start, end } = onDay(said?.what.day ?? null, hours.what)
    return { what: { start, end: openEnd(end) }, end: said?.end ?? hours.end }
  }
  const days = daysFromToAt(words, words[at + 1] === 'the' ? at + 2 : at + 1, /^and$/)
  if (days)
    return {
      what: { start: wholeDay(days.what.from), end: openEnd(wholeDay(days.what.to)) },
      end: days.end,
    }
  const from = momentAt(words, at + 1, true)
  const to = from && words[from.end] === 'and' ? momentAt(words, from.end + 1, true) : null
  return from && to && { what: { start: from.what, end: openEnd(to.what) }, end: to.end }
}

function openEnd(end: Moment): Moment {
  return { is: 'oneOf', moments: [{ is: 'never' }, end] }
}
