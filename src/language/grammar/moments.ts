import { date } from './dates.ts'
import { dayAndPartAt } from './days.ts'
import { partAt, startOf, within } from './partOfDay.ts'
import { timeAt } from './timeOfDay.ts'
import type { Day, Found, Moment, TimeOfDay } from './timing.ts'
import { offsetOf, zoneAt } from './zones.ts'

/** @param introduced a word before it makes clear that it is a time: a weekday alone may be a name. */
export function momentAt(words: readonly string[], at: number, introduced: boolean): Found<Moment> | null {
  const firstThing = words[at] === 'first' && words[at + 1] === 'thing' ? at + 2 : null
  if (firstThing !== null) return firstThingAt(words, firstThing)
  const stamp = stampAt(words, at)
  if (stamp) return stamp
  return (
    dayFirstAt(words, at, introduced) ??
    // "Friday 6 pm": the time makes clear that it is no name.
    (introduced ? null : timedOnly(dayFirstAt(words, at, true))) ??
    timeFirstAt(words, at, introduced) ??
    // "midnight tonight"
    // Not after a comma, where a number continues a list.
    (introduced || words[at] === ',' ? null : withDay(timeFirstAt(words, at, true)))
  )
}

function withDay(found: Found<Moment> | null): Found<Moment> | null {
  return found?.what.is === 'at' && found.what.day ? found : null
}

/** The moment if it has a time of day; null otherwise. */
export function timedOnly(found: Found<Moment> | null): Found<Moment> | null {
  return found?.what.is === 'at' && found.what.time ? found : null
}

/** "first thing on Monday", "first thing in the morning" */
function firstThingAt(words: readonly string[], at: number): Found<Moment> | null {
  const part = partAt(words, at)
  const on = part ? part.end : at
  const day = dayAndPartAt(words, words[on] === 'on' ? on + 1 : on, true)
  if ((part && part.what !== 'morning') || (day?.what.part && day.what.part !== 'morning')) return null
  if (!day && !part) return null
  if (day?.what.day.is === 'nextWeek') {
    const monday = { is: 'startOf' as const, unit: 'week' as const, on: 1 }
    return { what: { is: 'at', day: monday, time: startOf('morning') }, end: day.end }
  }
  return { what: { is: 'at', day: day?.what.day ?? null, time: startOf('morning') }, end: day?.end ?? on }
}

/** "tomorrow at 22:00", "Friday night", "tonight at 10" */
function dayFirstAt(words: readonly string[], at: number, introduced: boolean): Found<Moment> | null {
  const said = dayAndPartAt(words, at, introduced)
  if (!said) return null
  const { day, part } = said.what
  const time = timeAt(words, afterEarliest(words, said.end), true)
  if (!time) return { what: { is: 'at', day, time: part && startOf(part) }, end: said.end }
  const behind = part ? null : partAt(words, time.end)
  const exact = within(part ?? behind?.what ?? null, time.what)
  return exact && { what: { is: 'at', day, time: exact }, end: behind?.end ?? time.end }
}

/** "tomorrow after 22:00", "tomorrow, but not before 22:00": at that time, which is on the card. */
function afterEarliest(words: readonly string[], at: number): number {
  const but = at + (words[at] === ',' ? 1 : 0)
  const from = words[but] === 'but' ? but + 1 : but
  const said = words.slice(from, from + 3).join(' ')
  const lead = /^(after|not before|not earlier than|no earlier than|any time after)(?= |$)/.exec(said)?.[0]
  return lead ? from + lead.split(' ').length : at
}

/** "at 22:00", "at 8 in the evening", "10 pm on Friday", "in the morning", "at 8 tonight" */
function timeFirstAt(words: readonly string[], at: number, introduced: boolean): Found<Moment> | null {
  const time = timeAt(words, at, introduced)
  const part = partAt(words, time?.end ?? at)
  if (!time && (!part || !/^(in|at)$/.test(words[at] ?? ''))) return null
  const end = part?.end ?? time?.end ?? at
  const on = words[end] === 'on' ? end + 1 : end
  const day = dayAndPartAt(words, on, true)
  if (part && day?.what.part) return null
  const named = part?.what ?? day?.what.part ?? null
  const exact: TimeOfDay | null = time ? within(named, time.what) : named && startOf(named)
  // "at 9 pm tomorrow EST"
  const zone = exact && day && !exact.zones ? zoneAt(words, day.end) : null
  const zones = zone && zone.what.length > 0 ? { zones: zone.what } : {}
  return (
    exact && {
      what: { is: 'at', day: day?.what.day ?? null, time: { ...exact, ...zones } },
      end: zone?.end ?? day?.end ?? end,
    }
  )
}

const STAMP = /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(z|[+-]\d{2}(?::?\d{2})?)?$/
/** The same without marks: ISO 8601, "basic format". */
const BARE_STAMP = /^(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(?:\d{2})?(z|[+-]\d{2}(?:\d{2})?)?$/

/** "2026-12-01T22:00Z", "2026-12-01T22:00 Europe/London"; without a zone in the asker's own time. */
function stampAt(words: readonly string[], at: number): Found<Moment> | null {
  const stamp = STAMP.exec(words[at] ?? '') ?? BARE_STAMP.exec(words[at] ?? '')
  if (!stamp) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = stamp.slice(1, 6).map(Number)
  const on = date(at + 1, year, month, day)
  const zone = stamp[6] === undefined ? null : stamp[6] === 'z' ? 'utc' : offsetOf(stamp[6])
  if (!on || hour > 23 || minute > 59 || (stamp[6] !== undefined && zone === null)) return null
  const named = zone ? null : zoneAt(words, on.end)
  const zones = zone ? [zone] : (named?.what ?? [])
  return {
    what: { is: 'at', day: on.what, time: { hour, minute, ...(zones.length > 0 ? { zones } : {}) } },
    end: named?.end ?? on.end,
  }
}

/** A day without a time of day. */
export function wholeDay(day: Day): Moment {
  return { is: 'at', day, time: null }
}
