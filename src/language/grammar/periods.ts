import { startAt } from './beginnings.ts'
import { daysFromToAt, skipComma } from './dates.ts'
import { endAt } from './endings.ts'
import { momentAt, wholeDay } from './moments.ts'
import { between, datesAt, hoursOfDayAt, weekdaysAt } from './ranges.ts'
import { minuteOf } from './timeOfDay.ts'
import { tellsTime } from './timeWords.ts'
import type { Found, Moment, Timing } from './timing.ts'
import { weekendAt, wholePeriodAt } from './wholePeriods.ts'

/** What stands exactly from one position to another, with the day that its end alone may say for its beginning as well. */
export type TimingReader = (at: number, last: number) => Timing | null

/** Reads the timings of a sentence: what begins at a position is read once, however many ends are asked for. */
export function timingReader(words: readonly string[]): TimingReader {
  const known: Found<Timing>[][] = []
  const lastTelling = words.findLastIndex(tellsTime)
  return (at, last) => {
    if (at > lastTelling) return null
    known[at] ??= timingsAt(words, at)
    const found = known[at].find(({ end }) => end === last)
    return found ? withDayOfEnd(found.what) : null
  }
}

/** "from 10 pm to 11 pm tomorrow": both are tomorrow's, or it begins tonight. */
function withDayOfEnd({ start, end }: Timing): Timing {
  if (start?.is !== 'at' || end?.is !== 'at' || start.day || !start.time || !end.day || !end.time)
    return { start, end }
  const isBefore = minuteOf(start.time) < minuteOf(end.time)
  return { start: isBefore ? { is: 'oneOf', moments: [{ ...start, day: end.day }, start] } : start, end }
}

/** A start, an end, or both in this or the other order: everything that they can be, the likeliest first. */
function timingsAt(words: readonly string[], at: number): Found<Timing>[] {
  const start = startAt(words, at)
  const end = endAt(words, at)
  const thenEnd = start && endAt(words, skipComma(words, start.end))
  // "until 18:00 on Friday" is one moment, and no beginning on Friday.
  const joins = end && (end.what.is === 'for' || /^(,|from|starting|beginning)$/.test(words[end.end] ?? ''))
  const thenStart = joins ? startAt(words, skipComma(words, end.end)) : null
  return [
    weekendAt(words, at) ?? wholePeriodAt(words, at),
    ...rangesAt(words, at, start),
    start && { what: { start: start.what, end: null }, end: start.end },
    end && { what: { start: null, end: end.what }, end: end.end },
    start && thenEnd && { what: { start: start.what, end: thenEnd.what }, end: thenEnd.end },
    end && thenStart && { what: { start: thenStart.what, end: end.what }, end: thenStart.end },
  ].filter((one) => one !== null)
}

/** "from now on", "starting now", "today": the position after it. */
function afterNow(words: readonly string[], at: number): number | null {
  const lead = /^(from|starting|start|beginning|begin|effective)$/.test(words[at] ?? '') ? at + 1 : at
  const isNow = /^(now|today|immediately)$/.test(words[lead] ?? '')
  if (!isNow) return null
  return /^(on|onwards?)$/.test(words[lead + 1] ?? '') ? lead + 2 : lead + 1
}

/** "from 1 Dec to 5 Dec", "from now until Friday", "1-5 December": elsewhere "to" leads to a group. */
function rangesAt(
  words: readonly string[],
  at: number,
  start: Found<Moment> | null,
): (Found<Timing> | null)[] {
  const days = daysFromToAt(words, words[at] === 'from' || words[at] === 'on' ? at + 1 : at)
  const hours =
    hoursOfDayAt(words, at) ?? datesAt(words, at) ?? weekdaysAt(words, words[at] === 'from' ? at + 1 : at)
  return [
    days && { what: { start: wholeDay(days.what.from), end: wholeDay(days.what.to) }, end: days.end },
    hours,
    between(words, at),
    fromNowUntil(words, at),
    words[at] === 'from' && start ? fromTo(words, start) : null,
  ]
}

function fromNowUntil(words: readonly string[], at: number): Found<Timing> | null {
  const now = afterNow(words, at)
  if (now === null) return null
  const behind = skipComma(words, now)
  const isTo = words[at] === 'from' && words[behind] === 'to'
  const until = isTo ? momentAt(words, behind + 1, true) : endAt(words, behind)
  return until && { what: { start: null, end: until.what }, end: until.end }
}

function fromTo(words: readonly string[], start: Found<Moment>): Found<Timing> | null {
  const link = skipComma(words, start.end)
  const until = /^(to|-|–)$/.test(words[link] ?? '') ? momentAt(words, link + 1, true) : null
  return until && { what: { start: start.what, end: until.what }, end: until.end }
}
