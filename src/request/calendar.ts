import { DateTime } from 'luxon'
import type { Day, TimeOfDay } from '../language/grammar/timing.ts'

/** The beginning and end of a day where no time is given: the start of office hours, and the day's last minute. */
export const START_OF_DAY: TimeOfDay = { hour: 8, minute: 0 }
export const END_OF_DAY: TimeOfDay = { hour: 23, minute: 59 }

/** The order in which somebody writes the day and the month of a date of two numbers. */
export type DateOrder = 'dayFirst' | 'monthFirst'

/** The dates that a day can mean, seen from `now`: the likeliest first, none where the calendar has no such day. */
export function daysOf(
  day: Day,
  now: DateTime,
  time: TimeOfDay | null,
  isEnd: boolean,
  order: DateOrder,
): DateTime[] {
  switch (day.is) {
    case 'inDays':
      return [now.plus({ days: day.days })]
    case 'inMonths':
      return [now.plus({ months: day.months })]
    case 'inWorkingDays':
      return [inWorkingDays(now, day.days)]
    case 'weekday':
      return weekdaysOf(day, now, time, isEnd)
    case 'dayOfMonth':
      return daysOfMonth(day, now, time, isEnd)
    case 'nthWeekday':
      return nthWeekdays(day, now)
    case 'endOf': {
      const end = now.plus({ [`${day.unit}s`]: day.on ?? 0 })
      if (day.working) return [workingDay(end.endOf(day.unit), -1)]
      return day.unit === 'week' ? endsOfWeek(end, now) : [end.endOf(day.unit)]
    }
    case 'endOfDay':
      return daysOf(day.day, now, time, isEnd, order)
    case 'startOf': {
      const first = now.startOf(day.unit).plus({ [`${day.unit}s`]: day.on })
      const edge = day.working ? workingDay(first, 1) : first
      return [day.isOpen && edge.endOf('day') <= now ? startOfNext(day.unit, now, day.working) : edge]
    }
    case 'dayBefore':
      return daysOf(day.day, now, null, true, order).map((one) => one.minus({ days: 1 }))
    case 'endOfMonth':
      return monthsCalled(day, now)
        .map((month) => month.endOf('month'))
        .map((end) => (day.working ? workingDay(end, -1) : end))
    case 'startOfMonth':
      return monthsCalled(day, now).map((first) => (day.working ? workingDay(first, 1) : first))
    case 'weekend': {
      const saturday = now.startOf('week').plus({ days: isEnd ? 6 : 5 })
      // To some people "next weekend" is the coming one.
      return day.on === 0 ? [saturday] : [saturday.plus({ weeks: 1 }), saturday]
    }
    case 'nextWeek': {
      const monday = now.startOf('week').plus({ weeks: 1 })
      return (isEnd ? [-1, 4, 6] : [0, 1, 2, 3, 4]).map((days) => monday.plus({ days }))
    }
    case 'untilMonth': {
      const months =
        day.month === null
          ? [now.startOf('month').plus({ months: 1 })]
          : monthsCalled({ ...day, month: day.month }, now)
      return months.flatMap((month) => [month.minus({ days: 1 }), month.endOf(day.isYear ? 'year' : 'month')])
    }
    case 'date':
      return dated(day.year, day.month, day.day, now).flatMap((one) => withWeekday(one, day.weekday))
    case 'numbers': {
      const both = [
        ...dated(day.year, day.second, day.first, now),
        ...dated(day.year, day.first, day.second, now),
      ]
      if (order === 'monthFirst') both.reverse()
      const named = both.filter((one) => one.weekday === day.weekday && one.endOf('day') > now)
      return named.length > 0 ? named : both.flatMap((one) => withWeekday(one, day.weekday))
    }
  }
}

function weekdaysOf(
  { weekday, next, week, plus = 0 }: Extract<Day, { is: 'weekday' }>,
  now: DateTime,
  time: TimeOfDay | null,
  isEnd: boolean,
): DateTime[] {
  const ofWeek = now.startOf('week').plus({ weeks: week ?? 0, days: weekday - 1 })
  if (week !== undefined && plus === 0) return [ofWeek]
  const away = (weekday - now.weekday + 7) % 7
  // On a Friday "until Friday" may be today, or in a week.
  if (isEnd && away === 0 && time === null && !next && plus === 0) return [now, now.plus({ weeks: 1 })]
  const isOver = away === 0 && (time === null || plus > 0 || atTime(now, latestMeaning(time)) <= now)
  const coming = now.plus({ days: isOver ? 7 : away, weeks: plus })
  // On a Wednesday "next Friday" is the day after tomorrow to some and nine days away to others.
  const isThisWeek = coming.hasSame(now, 'week')
  // "Friday in two weeks": that week's, or two weeks after the coming one.
  if (week !== undefined) return coming.hasSame(ofWeek, 'day') ? [coming] : [ofWeek, coming]
  return next && isThisWeek ? [coming.plus({ weeks: 1 }), coming] : [coming]
}

function latestMeaning(time: TimeOfDay): TimeOfDay {
  return time.either ? inTheEvening(time) : time
}

export function daysOfMonth(
  { day, on, weekday }: Extract<Day, { is: 'dayOfMonth' }>,
  now: DateTime,
  time: TimeOfDay | null,
  isEnd: boolean,
): DateTime[] {
  const months = on === undefined ? [0, 1, 2] : [on]
  return months
    .map((one) => now.startOf('month').plus({ months: one }))
    .map((month) => month.set({ day }))
    .filter((one) => one.day === day)
    .filter((one) => on !== undefined || atTime(one, time ?? (isEnd ? END_OF_DAY : START_OF_DAY)) > now)
    .slice(0, 1)
    .flatMap((one) => withWeekday(one, weekday))
}

/** "Friday, 5 December" where the 5th is a Saturday: either word may be the wrong one. */
function withWeekday(day: DateTime, weekday: number | undefined): DateTime[] {
  if (weekday === undefined || day.weekday === weekday) return [day]
  const after = (weekday - day.weekday + 7) % 7
  return [day, day.plus({ days: after > 3 ? after - 7 : after })]
}

function nthWeekdays(
  { nth, weekday, month, year, on, isOpen }: Extract<Day, { is: 'nthWeekday' }>,
  now: DateTime,
): DateTime[] {
  const months =
    month === null
      ? (isOpen ? [on, on + 1] : [on]).map((months) => now.startOf('month').plus({ months }))
      : (year === null ? [now.year, now.year + 1] : [year]).map((one) => monthOf(one, month, now))
  const days = months.flatMap((first) => {
    const all = Array.from({ length: 31 }, (_, days) => first.plus({ days })).filter(
      (one) => one.hasSame(first, 'month') && one.weekday === weekday,
    )
    return all.at(nth < 0 ? -1 : nth - 1) ?? []
  })
  return year === null && (month !== null || isOpen)
    ? days.filter((one) => one.endOf('day') > now).slice(0, 1)
    : days
}

/** The month's first day: this year's while the month is not over, else next year's. */
function monthsCalled({ month, year }: { month: number; year: number | null }, now: DateTime): DateTime[] {
  const years = year === null ? [now.year, now.year + 1] : [year]
  const months = years.map((one) => monthOf(one, month, now))
  return year === null ? months.filter((one) => one.endOf('month') > now).slice(0, 1) : months
}

function monthOf(year: number, month: number, { zone }: DateTime): DateTime {
  return DateTime.fromObject({ year, month }, { zone })
}

/** The day itself, or the nearest working day after or before it. */
function workingDay(day: DateTime, step: 1 | -1): DateTime {
  return day.weekday <= 5 ? day : workingDay(day.plus({ days: step }), step)
}

function startOfNext(
  unit: Extract<Day, { is: 'startOf' }>['unit'],
  now: DateTime,
  working: true | undefined,
): DateTime {
  const first = now.startOf(unit).plus({ [`${unit}s`]: 1 })
  return working ? workingDay(first, 1) : first
}

/** @param days may be negative. */
export function inWorkingDays(now: DateTime, days: number): DateTime {
  let day = now
  for (let left = Math.abs(days); left > 0; ) {
    day = day.plus({ days: Math.sign(days) })
    if (day.weekday <= 5) left--
  }
  return day
}

/** Friday, if it is still to come, and Sunday. */
function endsOfWeek(day: DateTime, now: DateTime): DateTime[] {
  const sunday = day.endOf('week')
  const friday = sunday.minus({ days: 2 })
  return friday.endOf('day') > now ? [friday, sunday] : [sunday]
}

/** Without a year, the next such day. */
function dated(year: number | null, month: number, day: number, now: DateTime): DateTime[] {
  const years = year === null ? [now.year, now.year + 1] : [year]
  const days = years
    .map((one) => DateTime.fromObject({ year: one, month, day }, { zone: now.zone }))
    .filter((one) => one.isValid)
  if (year !== null) return days
  const [next] = days.filter((one) => one.endOf('day') > now)
  const last = days.findLast((one) => one.endOf('day') <= now)
  // In December "24 November" is hardly the one in eleven months: it is over.
  return last && last > now.minus({ months: MONTHS_OVER }) ? [last] : next ? [next] : []
}

/** A date without a year that lies within this many months back means that one. */
const MONTHS_OVER = 2

/**
 * On the date of `day`, by the clocks of `zone`. A time that the clocks skip becomes the one they jump to; of a time
 * that comes twice, the first counts.
 */
export function atTime(
  day: DateTime,
  { hour, minute }: TimeOfDay,
  zone: string | undefined = day.zoneName ?? undefined,
): DateTime {
  return DateTime.fromObject({ year: day.year, month: day.month, day: day.day }, { zone })
    .plus({ days: Math.floor(hour / 24) })
    .set({ hour: hour % 24, minute })
}

/** The hour that a clock of twelve hours shows as well. */
export function inTheEvening(time: TimeOfDay): TimeOfDay {
  return { hour: time.hour + 12, minute: time.minute }
}
