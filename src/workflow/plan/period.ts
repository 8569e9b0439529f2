import { type Asking, answerKey, type RequestIn } from '../../request/request.ts'
import { periodsOf, type StoredPeriod, stored, yearOn, zoneOf } from '../../request/timing.ts'
import { periodInFull } from '../../wording/timing.ts'
import { nothingToApprove, type PlanAnswer } from './planContext.ts'
import { requestParts } from './wishes.ts'

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
  const meant = nextYear ? periodsOf(nextYear, said) : resolved
  if (meant.is === 'problem') return nothingToApprove({ code: PROBLEMS[isOver ? 'past' : meant.problem] })
  const periods = meant.choices.map(stored)
  const picked = request.answers[answerKey('moment', '')]?.id
  const isSure = periods.length === 1 && !isOver
  const period = isSure ? periods[0] : periods.find((one) => idOf(one) === picked)
  // "this weekend", said at the weekend, may mean at once.
  if (period && !period.start && !period.end) return answer
  return period
    ? { ...answer, period }
    : { type: 'asksWhich', question: whichOf(periods, zone, isOver ? 'momentOver' : 'whichMoment') }
}

const PROBLEMS = {
  past: 'timePast',
  tooFar: 'timeTooFar',
  noSuchDay: 'noSuchDay',
  endsBeforeItStarts: 'endsBeforeItStarts',
} as const

function whichOf(periods: readonly StoredPeriod[], zone: string, code: 'whichMoment' | 'momentOver') {
  const choices = periods.map((one) => ({
    id: idOf(one),
    kind: null,
    title: periodInFull(one, zone),
    detail: '',
  }))
  return { what: 'moment' as const, asked: '', about: { code }, choices }
}

function idOf({ start, end }: StoredPeriod): string {
  return [start ?? '', typeof end === 'string' ? end : ''].join('/')
}
