import { DateTime } from 'luxon'
import type { Moment, Span } from '../language/grammar/timing.ts'
import type { Shift } from '../language/reading.ts'
import {
  endAfter,
  MAX_MONTHS_AHEAD,
  type Occasion,
  periodsOf,
  type Resolved,
  type StoredPeriod,
  type TimingProblem,
} from './timing.ts'

/** Every moment to which these words can move something due at `from`. What they leave out stays as it was. */
export function movedFrom(from: string, shift: Shift, said: Occasion): Resolved<Date> {
  if (shift.is === 'lasts') return lastingFrom(null, shift.span, said)
  if (shift.is === 'by') {
    const { amount, unit } = shift.span
    const moved = endAfter(new Date(from), { amount: shift.earlier ? -amount : amount, unit }, said.zone)
    return moved > said.at ? { is: 'found', choices: [moved] } : { is: 'problem', problem: 'past' }
  }
  const before = DateTime.fromISO(from, { zone: said.zone })
  const { year, month, day, hour, minute } = before
  const start =
    shift.is === 'at'
      ? {
          ...shift,
          day: shift.day ?? { is: 'date' as const, year, month, day },
          time: shift.time ?? { hour, minute },
        }
      : shift
  const periods = periodsOf({ start, end: null }, said)
  if (periods.is === 'problem') return periods
  return { is: 'found', choices: periods.choices.flatMap((one) => one.start ?? []) }
}

/** Likewise for an end, where a day alone means its last minute. @param began when what ends then was written; null: unknown */
export function prolongedFrom(
  from: string,
  shift: Shift,
  said: Occasion,
  began: string | null = null,
): Resolved<Date> {
  if (shift.is === 'lasts') return lastingFrom(began, shift.span, said)
  if (shift.is === 'by') return movedFrom(from, shift, said)
  const periods = periodsOf({ start: null, end: shift }, said)
  if (periods.is === 'problem') return periods
  return { is: 'found', choices: periods.choices.flatMap(({ end }) => (end instanceof Date ? end : [])) }
}

/** "3 days" altogether can be counted from the beginning or from now; they are one where the two are close. */
function lastingFrom(began: string | null, span: Span, { at, zone }: Occasion): Resolved<Date> {
  const fromNow = endAfter(at, span, zone)
  const first = began === null ? fromNow : endAfter(new Date(began), span, zone)
  const isClose = fromNow.getTime() - first.getTime() < CLOSE_MS
  return { is: 'found', choices: isClose ? [first] : first > at ? [first, fromNow] : [fromNow] }
}

const CLOSE_MS = 3_600_000

/** The same time of day on the next day and a week on, of a moment that is over; nothing of one without a time. */
export function sameTimeLater(shift: Moment | Shift): Moment[] {
  if (shift.is !== 'at' || !shift.time) return []
  return [1, 7].map((days) => ({ ...shift, day: { is: 'inDays', days } }))
}

/** Why a change of this period cannot begin then; null where it can. */
export function whyNoStart(start: Date, { end }: StoredPeriod, now: Date): TimingProblem | null {
  if (typeof end === 'string' && Date.parse(end) <= start.getTime()) return 'endsBeforeItStarts'
  return whyNotThen(start, now)
}

/** Why nothing can happen then; null where it can. */
export function whyNotThen(moment: Date, now: Date): TimingProblem | null {
  if (!(moment > now)) return 'past'
  return DateTime.fromJSDate(now).plus({ months: MAX_MONTHS_AHEAD }).toJSDate() < moment ? 'tooFar' : null
}

/** What a card's inputs say, `2026-11-27T22:00`, in a zone; an offset in it counts. Null where they give no moment. */
export function momentIn(text: string, zone: string): Date | null {
  const moment = DateTime.fromISO(text, { zone })
  return moment.isValid ? moment.toJSDate() : null
}

/** A moment in the form of a card's inputs, in a zone. */
export function asInputs(iso: string, zone: string): { date: string; time: string } {
  const moment = DateTime.fromISO(iso, { zone })
  return { date: moment.toFormat('yyyy-MM-dd'), time: moment.toFormat('HH:mm') }
}
