import { DateTime, IANAZone } from 'luxon'
import type { Day, Moment, Span, TimeOfDay, Timing } from '../language/grammar/timing.ts'
import { atTime, daysOf, END_OF_DAY, inTheEvening, inWorkingDays, START_OF_DAY } from './calendar.ts'

/** Where and when something was said. */
export interface Occasion {
  /** By the database's clock. */
  at: Date
  /** An IANA zone, such as Europe/Berlin. */
  zone: string
  /** Whether 01/12 is likelier 12 January than 1 December; it may be either. */
  monthFirst?: boolean
}

export type TimingProblem =
  /** It is over already. */
  | 'past'
  /** Nobody remembers a change for so long. */
  | 'tooFar'
  /** There is no such day: 31.11. */
  | 'noSuchDay'
  | 'endsBeforeItStarts'

export type Resolved<What> = { is: 'found'; choices: What[] } | { is: 'problem'; problem: TimingProblem }

/** The same words, with next year for days without a year. Null where every day has one. */
export function yearOn(timing: Timing, { at, zone }: Occasion): Timing | null {
  const year = DateTime.fromJSDate(at, { zone }).year + 1
  const text = JSON.stringify(timing)
  const later = JSON.stringify(timing, (key, value: unknown) =>
    key === 'year' && value === null ? year : value,
  )
  return later === text ? null : (JSON.parse(later) as Timing)
}

/** When a change begins and ends, as instants. */
export interface Period {
  /** Null: as soon as it is approved. */
  start: Date | null
  /** Null: it stays. A length counts from the moment the change is written. */
  end: Date | { for: Span } | null
}

/** A period as a request keeps it. */
export interface StoredPeriod {
  /** ISO 8601; null: as soon as it is approved. */
  start: string | null
  /** ISO 8601, or a length from the moment it is written; null: it stays. */
  end: string | { for: Span } | null
}

export function stored({ start, end }: Period): StoredPeriod {
  return { start: start?.toISOString() ?? null, end: end instanceof Date ? end.toISOString() : end }
}

export const MAX_MONTHS_AHEAD = 13

/** Asking for a zone that is not cached makes a formatter, which takes a millisecond. */
const knownZones = new Set<string>()
/** More than there are; spellings in other letter cases count, too. */
const MAX_KNOWN_ZONES = 1000

/** A zone that this machine knows; Teams sends IANA names (`localTimezone`). UTC where it sends none. */
export function zoneOf(named: string | null | undefined): string {
  if (!named) return 'utc'
  if (knownZones.has(named)) return named
  if (!IANAZone.isValidZone(named)) return 'utc'
  if (knownZones.size < MAX_KNOWN_ZONES) knownZones.add(named)
  return named
}

const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

/** By locale: this, too, takes a formatter. */
const monthFirst = new Map<string, boolean>()
/** More than people write in; spellings in other letter cases count, too. */
const MAX_KNOWN_LOCALES = 1000

/**
 * Whether somebody of this locale writes 12/31, as in the United States.
 * @param locale a BCP 47 tag; null: not known.
 */
export function isMonthFirst(locale: string | null): boolean {
  if (!locale || !LOCALE.test(locale)) return false
  const judged = monthFirst.get(locale)
  if (judged !== undefined) return judged
  const [known] = Intl.DateTimeFormat.supportedLocalesOf(locale)
  const is = known !== undefined && new Intl.DateTimeFormat(known).formatToParts(0)[0]?.type === 'month'
  if (monthFirst.size < MAX_KNOWN_LOCALES) monthFirst.set(locale, is)
  return is
}

/**
 * Every period that a timing can mean where and when it was said, the likeliest first: more than one where a date can
 * be read in two orders, or "next Friday" can be this week's or the one after.
 */
export function periodsOf({ start, end }: Timing, said: Occasion): Resolved<Period> {
  const starts = startsOf(start, end, said)
  if (starts.is === 'problem') return starts
  const periods: Period[] = []
  let problem: TimingProblem = 'endsBeforeItStarts'
  for (const from of starts.choices) {
    const ends = endsOf(end, said, from ?? said.at)
    if (ends.is === 'problem') problem = ends.problem
    else {
      const later = ends.choices.filter((to) => !(to instanceof Date) || to > (from ?? said.at))
      // "over next weekend": its own Sunday.
      const own =
        isWeekend(start) && isWeekend(end) ? later.filter((to) => isSameWeekend(from ?? said.at, to)) : later
      periods.push(...own.map((to) => ({ start: from, end: to })))
    }
  }
  return periods.length > 0 ? foundChoices(periods) : { is: 'problem', problem }
}

function startsOf(start: Moment | null, end: Timing['end'], said: Occasion): Resolved<Date | null> {
  if (start === null) return foundChoices<Date | null>([null])
  if (isOfToday(start, said)) return startsTodayOrLater(start, said)
  const isRunning = isWeekend(start) && DateTime.fromJSDate(said.at, { zone: said.zone }).weekday > 5
  if (!isRunning || start.is !== 'at' || start.day?.is !== 'weekend' || start.day.on > 0)
    return instantsOf(start, said, said.at, START_OF_DAY)
  // On a Saturday "over the weekend" has begun, and "this weekend" is now or the next day.
  if (isWeekend(end)) return foundChoices<Date | null>([null])
  const sunday = { ...start, day: { is: 'weekday' as const, weekday: 7, next: false, week: 0 } }
  const later = [start, sunday].map((one) => instantsOf(one, said, said.at, START_OF_DAY))
  const ahead = later.flatMap((one) => (one.is === 'found' ? one.choices : []))
  return foundChoices<Date | null>(start.time ? ahead : [null, ...ahead])
}

/** "from Friday", said on a Friday. */
function isOfToday(moment: Moment, said: Occasion): boolean {
  if (moment.is !== 'at' || moment.day?.is !== 'weekday' || moment.time) return false
  const { weekday, next, week, plus } = moment.day
  const { weekday: today } = DateTime.fromJSDate(said.at, { zone: said.zone })
  return weekday === today && !next && week === undefined && plus === undefined
}

/** In a week to some; to others today, which is at once where its usual hour has passed. */
function startsTodayOrLater(start: Moment, said: Occasion): Resolved<Date | null> {
  const inAWeek = instantsOf(start, said, said.at, START_OF_DAY)
  if (inAWeek.is === 'problem') return inAWeek
  const now = DateTime.fromJSDate(said.at, { zone: said.zone })
  const today = atTime(now, START_OF_DAY, said.zone)
  return foundChoices<Date | null>([...inAWeek.choices, today > now ? today.toJSDate() : null])
}

function isWeekend(moment: Timing['end']): boolean {
  return moment?.is === 'at' && moment.day?.is === 'weekend'
}

function isSameWeekend(from: Date, to: Period['end']): boolean {
  return to instanceof Date && to.getTime() - from.getTime() < 3 * 24 * 3_600_000
}

function endsOf(end: Timing['end'], said: Occasion, from: Date): Resolved<Period['end']> {
  if (end === null || end.is === 'never') return foundChoices([null])
  if (end.is === 'oneOf') return anyResolved(end.moments.map((one) => endsOf(one, said, from)))
  if (end.is !== 'for') return instantsOf(end, said, from, END_OF_DAY)
  const last = DateTime.fromJSDate(from, { zone: said.zone }).plus({ months: MAX_MONTHS_AHEAD })
  const isTooLong = endAfter(from, end.span, said.zone) > last.toJSDate()
  return isTooLong ? { is: 'problem', problem: 'tooFar' } : foundChoices([{ for: end.span }])
}

/**
 * The end of a period whose length, which may be negative, counts from `from`: days and longer by the zone's calendar.
 */
export function endAfter(from: Date, { amount, unit }: Span, zone: string): Date {
  const start = DateTime.fromJSDate(from, { zone })
  return (unit === 'workingDays' ? inWorkingDays(start, amount) : start.plus({ [unit]: amount })).toJSDate()
}

/** @param after what "Friday" comes after: the end of a change counts from its beginning. */
function instantsOf(moment: Moment, said: Occasion, after: Date, otherwise: TimeOfDay): Resolved<Date> {
  if (moment.is === 'oneOf') {
    return anyResolved(moment.moments.map((one) => instantsOf(one, said, after, otherwise)))
  }
  if (moment.is === 'never') return foundChoices([])
  const from = moment.is === 'in' || isCounted(moment.day) ? said.at : after
  const now = DateTime.fromJSDate(from, { zone: said.zone })
  const order = said.monthFirst ? 'monthFirst' : 'dayFirst'
  if (moment.is === 'in')
    return firstAhead([DateTime.fromJSDate(endAfter(from, moment.span, said.zone), { zone: said.zone })], now)
  const { day, time } = moment
  const isEnd = otherwise === END_OF_DAY
  const zones = time?.zones ?? [said.zone]
  const instants: DateTime[] = []
  let hasDay = false
  for (const zone of zones) {
    // "tomorrow" is the asker's; where the stated zone has another date, it may be that zone's too.
    for (const today of [now, now.setZone(zone)]) {
      const times = timesOf(day, time, otherwise)
      const days = day === null ? [today] : daysOf(day, today, time, isEnd, order)
      hasDay ||= days.length > 0
      const found = days.flatMap((one) => times.map((clock) => atTime(one, clock, zone)))
      instants.push(...(day === null ? found.map((one) => (one > now ? one : one.plus({ days: 1 }))) : found))
    }
  }
  // A time without a day is its next occurrence; "at 7" means whichever of the two comes first.
  if (day === null) instants.sort((a, b) => a.toMillis() - b.toMillis())
  // Of two days that a weekday and a date can mean, one that is left over is not for sure the one that is meant.
  const ahead = new Set(instants.filter((one) => one > now).map(Number))
  const isDoubtful =
    ahead.size === 1 &&
    instants.some((one) => one <= now) &&
    instants.some((one) => isOther(day, one.weekday))
  return hasDay && !isDoubtful ? firstAhead(instants, now) : { is: 'problem', problem: 'noSuchDay' }
}

/** Whether a weekday was said with a date, and this is not it: "Thursday, 25 November" of a Wednesday. */
function isOther(day: Day | null, weekday: number): boolean {
  if (day?.is === 'endOfDay') return isOther(day.day, weekday)
  if (day?.is !== 'date' && day?.is !== 'dayOfMonth' && day?.is !== 'numbers') return false
  return day.weekday !== undefined && day.weekday !== weekday
}

/** A date and the weekday that was said with it, one of which is wrong. */
export interface WeekdayMisfit {
  /** "2026-11-25" */
  day: string
  /** As it was said: 1 is Monday. */
  weekday: number
}

/** The first one of these moments; null where every weekday fits its date. */
export function misfitAmong(
  moments: readonly (Moment | { is: 'for' | 'by' | 'lasts' } | null)[],
  said: Occasion,
): WeekdayMisfit | null {
  const now = DateTime.fromJSDate(said.at, { zone: said.zone })
  const order = said.monthFirst ? 'monthFirst' : 'dayFirst'
  for (const moment of moments) {
    const asSaid = moment?.is === 'at' ? moment.day : null
    const day = asSaid?.is === 'endOfDay' ? asSaid.day : asSaid
    if (!day || !('weekday' in day) || day.weekday === undefined || !isOther(day, 0)) continue
    const { weekday, ...date } = day
    const [only, ...others] = daysOf(date as Day, now, null, true, order)
    if (only && others.length === 0 && only.weekday !== weekday)
      return { day: only.toFormat('yyyy-MM-dd'), weekday }
  }
  return null
}

/** "tomorrow" and "next week" count from where they are said, whatever comes before them. */
function isCounted(day: Day | null): boolean {
  if (day === null) return false
  if (day.is === 'endOfDay' || day.is === 'dayBefore') return isCounted(day.day)
  const isNext = ('on' in day && (day.on ?? 0) > 0) || ('week' in day && (day.week ?? 0) > 0)
  return isNext || /^(inDays|inMonths|inWorkingDays|nextWeek)$/.test(day.is)
}

function anyResolved<What>(all: readonly Resolved<What>[]): Resolved<What> {
  const choices = all.flatMap((one) => (one.is === 'found' ? one.choices : []))
  const distinct = [...new Map(choices.map((one) => [JSON.stringify(one), one])).values()]
  return distinct.length > 0 ? foundChoices(distinct) : (all[0] ?? foundChoices([]))
}

/** The times of day that a time can mean, the likeliest first. */
function timesOf(day: Day | null, time: TimeOfDay | null, otherwise: TimeOfDay): TimeOfDay[] {
  if (time === null)
    return [day?.is === 'startOf' && otherwise === END_OF_DAY ? { hour: 0, minute: 0 } : otherwise]
  // "tonight at 1 am", said at half past midnight.
  if (time.hour > 24 && day?.is === 'inDays' && day.days === 0)
    return [{ ...time, hour: time.hour - 24 }, time]
  if (time.closing) return [time, { ...time, hour: time.hour + 1 }]
  if (time.either) return time.hour === 12 ? [time, { hour: 24, minute: 0 }] : [time, inTheEvening(time)]
  if (time.midnight && day !== null) return [time, { hour: 0, minute: 0 }]
  // "tomorrow at 00:00" is also said for the end of that day.
  const isStart = time.hour === 0 && time.minute === 0 && day?.is === 'inDays'
  return isStart ? [time, { hour: 24, minute: 0 }] : [time]
}

function firstAhead(times: readonly DateTime[], now: DateTime): Resolved<Date> {
  const ahead = times.filter((one) => one > now)
  if (ahead.length === 0) return { is: 'problem', problem: 'past' }
  const near = ahead.filter((one) => one <= now.plus({ months: MAX_MONTHS_AHEAD }))
  if (near.length === 0) return { is: 'problem', problem: 'tooFar' }
  const distinct = [...new Map(near.map((one) => [one.toMillis(), one.toJSDate()])).values()]
  return foundChoices(distinct)
}

function foundChoices<What>(choices: What[]): Resolved<What> {
  return { is: 'found', choices }
}
