import { DateTime, IANAZone } from 'luxon'
import type { Moment, Span, TimeOfDay, Timing } from '../language/grammar/moments.ts'

/** Where and when something was said. */
export interface Said {
  /** By the database's clock. */
  at: Date
  /** An IANA zone, such as Europe/Berlin. */
  zone: string
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

/** What a day begins and ends with where no time is said: the start of office hours, and the day's last minute. */
const START_OF_DAY: TimeOfDay = { hour: 8, minute: 0 }
const END_OF_DAY: TimeOfDay = { hour: 23, minute: 59 }
const MAX_MONTHS_AHEAD = 13

/** A zone that this machine knows; Teams sends IANA names (`localTimezone`). UTC where it sends none. */
export function zoneOf(named: string | null | undefined): string {
  return named && IANAZone.isValidZone(named) ? named : 'utc'
}

/**
 * Every period that a timing can mean where and when it was said, the likeliest first: more than one where a date can be
 * read in two orders, or "next Friday" can be this week's or the one after.
 */
export function periodsOf({ start, end }: Timing, said: Said): Resolved<Period> {
  const starts = start ? instantsOf(start, said, said.at, START_OF_DAY) : found<Date | null>([null])
  if (starts.is === 'problem') return starts
  const periods: Period[] = []
  let problem: TimingProblem = 'endsBeforeItStarts'
  for (const from of starts.choices) {
    const ends = endsOf(end, said, from ?? said.at)
    if (ends.is === 'problem') problem = ends.problem
    else
      for (const to of ends.choices)
        if (!(to instanceof Date) || to > (from ?? said.at)) periods.push({ start: from, end: to })
  }
  return periods.length > 0 ? found(periods) : { is: 'problem', problem }
}

function endsOf(end: Timing['end'], said: Said, from: Date): Resolved<Period['end']> {
  if (end === null) return found([null])
  return end.is === 'for' ? found([{ for: end.span }]) : instantsOf(end, said, from, END_OF_DAY)
}

/** The end of a period whose length counts from `from`: days and longer by the calendar of the zone. */
export function endAfter(from: Date, { amount, unit }: Span, zone: string): Date {
  return DateTime.fromJSDate(from, { zone })
    .plus({ [unit]: amount })
    .toJSDate()
}

/** @param after what "Friday" comes after: the end of a change counts from its beginning. */
function instantsOf(moment: Moment, said: Said, after: Date, otherwise: TimeOfDay): Resolved<Date> {
  const isCounted = moment.is === 'in' || moment.day?.is === 'inDays'
  const now = DateTime.fromJSDate(isCounted ? said.at : after, { zone: said.zone })
  if (moment.is === 'in') return within([now.plus({ [moment.span.unit]: moment.span.amount })], now)
  const { day, time } = moment
  if (day === null) {
    const today = atTime(now, time ?? otherwise)
    return within([today > now ? today : atTime(now.plus({ days: 1 }), time ?? otherwise)], now)
  }
  const days = daysOf(day, now, time, otherwise === END_OF_DAY)
  if (days.length === 0) return { is: 'problem', problem: 'noSuchDay' }
  // Midnight is the end of the day that is named with it.
  const isMidnight = time?.hour === 0 && time.minute === 0 && day.is === 'inDays'
  const shifted = isMidnight ? days.map((one) => one.plus({ days: 1 })) : days
  return within(
    shifted.map((one) => atTime(one, time ?? otherwise)),
    now,
  )
}

type SaidDay = NonNullable<Extract<Moment, { is: 'at' }>['day']>

function daysOf(day: SaidDay, now: DateTime, time: TimeOfDay | null, isEnd: boolean): DateTime[] {
  switch (day.is) {
    case 'inDays':
      return [now.plus({ days: day.days })]
    case 'weekday': {
      const away = (day.weekday - now.weekday + 7) % 7
      // On a Friday "until Friday" may be today, or in a week.
      if (isEnd && away === 0 && time === null && !day.next) return [now, now.plus({ weeks: 1 })]
      const isOver = away === 0 && (time === null || atTime(now, time) <= now)
      const coming = now.plus({ days: isOver ? 7 : away })
      // On a Wednesday "next Friday" is the day after tomorrow for some and nine days away for others.
      const isThisWeek = coming.hasSame(now, 'week')
      return day.next && isThisWeek ? [coming.plus({ weeks: 1 }), coming] : [coming]
    }
    case 'dayOfMonth':
      return Array.from({ length: 3 }, (_, months) => now.startOf('month').plus({ months }))
        .map((month) => month.set({ day: day.day }))
        .filter((one) => one.day === day.day && one.endOf('day') > now)
        .filter((one) => atTime(one, time ?? (isEnd ? END_OF_DAY : START_OF_DAY)) > now)
        .slice(0, 1)
    case 'endOf':
      return day.unit === 'week' ? endsOfWeek(now) : [now.endOf(day.unit)]
    case 'date':
      return dated(day.year, day.month, day.day, now)
    case 'numbers':
      return [...dated(day.year, day.second, day.first, now), ...dated(day.year, day.first, day.second, now)]
  }
}

/** Friday, while that is to come, and Sunday. */
function endsOfWeek(now: DateTime): DateTime[] {
  const sunday = now.endOf('week')
  const friday = sunday.minus({ days: 2 })
  return friday.endOf('day') > now ? [friday, sunday] : [sunday]
}

/** Without a year, the next such day. */
function dated(year: number | null, month: number, day: number, now: DateTime): DateTime[] {
  const years = year === null ? [now.year, now.year + 1] : [year]
  const days = years
    .map((one) => DateTime.fromObject({ year: one, month, day }, { zone: now.zone }))
    .filter((one) => one.isValid)
  return year === null ? days.filter((one) => one.endOf('day') > now).slice(0, 1) : days
}

/** A time that the clocks skip is the one they jump to; of one that comes twice, the first. */
function atTime(day: DateTime, { hour, minute }: TimeOfDay): DateTime {
  return day.startOf('day').set({ hour, minute })
}

function within(times: readonly DateTime[], now: DateTime): Resolved<Date> {
  const ahead = times.filter((one) => one > now)
  if (ahead.length === 0) return { is: 'problem', problem: 'past' }
  const near = ahead.filter((one) => one <= now.plus({ months: MAX_MONTHS_AHEAD }))
  if (near.length === 0) return { is: 'problem', problem: 'tooFar' }
  const distinct = [...new Map(near.map((one) => [one.toMillis(), one.toJSDate()])).values()]
  return found(distinct)
}

function found<What>(choices: What[]): Resolved<What> {
  return { is: 'found', choices }
}
