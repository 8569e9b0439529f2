import type { Timing } from '../../language/grammar/timing.ts'
import { sameTimeLater } from '../../request/postponement.ts'
import { type Asking, answerKey, type RequestIn } from '../../request/request.ts'
import {
  misfitAmong,
  type Occasion,
  type Period,
  periodsOf,
  type Resolved,
  type StoredPeriod,
  stored,
  type WeekdayMisfit,
  yearOn,
  zoneOf,
} from '../../request/timing.ts'
import type { Note } from '../../wording/note.ts'
import { periodInFull } from '../../wording/timing.ts'
import { nothingToApprove, type PlanAnswer } from './planContext.ts'
import { requestParts } from './requestParts.ts'

/** The plans with their starting time, where the sentence gives one; a question where that can be two moments. */
export function withPeriod(answer: PlanAnswer, reading: Asking, request: RequestIn<'asked'>): PlanAnswer {
  if (answer.type !== 'planned') return answer
  // Its moment was settled before, and may have passed since: then it begins as soon as it is approved.
  if (request.period) return { ...answer, period: request.period }
  const parts = requestParts(reading)
  const timings = parts.map((part) => ('timing' in part && part.timing) || null)
  const [timing] = timings
  if (new Set(timings.map((one) => JSON.stringify(one))).size > 1)
    return nothingToApprove({ code: 'differentMoments' })
  if (!timing) return answer
  const zone = zoneOf(request.zone)
  const said = { at: new Date(request.createdAt), zone, monthFirst: request.monthFirst ?? false }
  const resolved = periodsOf(timing, said)
  const isOver = resolved.is === 'problem' && resolved.problem === 'past'
  const nextYear = isOver ? yearOn(timing, said) : null
  const later = isOver && !nextYear ? sameTimeOn(timing, said) : null
  const meant = nextYear ? periodsOf(nextYear, said) : (later ?? resolved)
  const misfit = misfitAmong([timing.start, timing.end], said)
  if (meant.is === 'problem') {
    if (misfit && meant.problem === 'noSuchDay') return nothingToApprove({ code: 'wrongWeekday', ...misfit })
    return nothingToApprove({ code: PROBLEMS[isOver ? 'past' : meant.problem] })
  }
  const periods = meant.choices.map(stored)
  const picked = request.answers[answerKey('moment', '')]?.id
  const isSure = periods.length === 1 && !isOver
  const period = isSure ? periods[0] : periods.find((one) => periodKey(one) === picked)
  // "this weekend", said at the weekend, may mean at once.
  if (period && !period.start && !period.end) return answer
  return period
    ? { ...answer, period }
    : { type: 'asksWhich', question: whichOf(periods, zone, whyAsked(isOver, later !== null, misfit)) }
}

function whyAsked(isOver: boolean, isLater: boolean, misfit: WeekdayMisfit | null): Note {
  if (isOver) return { code: isLater ? 'timeOver' : 'momentOver' }
  return misfit ? { code: 'whichOfWeekdays', ...misfit } : { code: 'whichMoment' }
}

/** The same time of day tomorrow and a week on, of one moment that is over; null where that is no whole answer. */
function sameTimeOn({ start, end }: Timing, said: Occasion): Resolved<Period> | null {
  // An end that holds would be another length, and an end by itself begins at once as before.
  if (start && end && end.is !== 'for') return null
  const moment = start ?? end
  if (moment?.is !== 'at') return null
  const choices = sameTimeLater(moment).flatMap((one) => {
    const found = periodsOf(start ? { start: one, end } : { start, end: one }, said)
    return found.is === 'found' ? found.choices.slice(0, 1) : []
  })
  return choices.length > 0 ? { is: 'found', choices } : null
}

const PROBLEMS = {
  past: 'timePast',
  tooFar: 'timeTooFar',
  noSuchDay: 'noSuchDay',
  endsBeforeItStarts: 'endsBeforeItStarts',
} as const

function whichOf(periods: readonly StoredPeriod[], zone: string, about: Note) {
  const choices = periods.map((one) => ({
    id: periodKey(one),
    kind: null,
    title: periodInFull(one, zone),
    detail: '',
  }))
  return { what: 'moment' as const, asked: '', about, choices }
}

function periodKey({ start, end }: StoredPeriod): string {
  return [start ?? '', typeof end === 'string' ? end : ''].join('/')
}
