import { DateTime } from 'luxon'
import { best } from '../../graph/nameMatch.ts'
import type { Timing } from '../../language/grammar/timing.ts'
import { endOf } from '../../request/ending.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { type Occasion, periodsOf } from '../../request/timing.ts'

/** When the next thing happens to a request by itself: it begins, or its change ends. Null where nothing does. */
export function nextMoment(request: AssignmentRequest): Date | null {
  const begins = request.state === 'scheduled' || request.state === 'pending' ? request.period?.start : null
  return begins ? new Date(begins) : endOf(request)
}

/** The requests to which something happens by itself in the days that these words mean; null where they mean none. */
export function atATime(
  all: readonly AssignmentRequest[],
  timing: Timing,
  said: Occasion,
): AssignmentRequest[] | null {
  const days = daysMeant(timing, said)
  if (days.length === 0) return null
  return all.filter((request) => {
    const moment = nextMoment(request)
    return moment !== null && days.some(({ from, to }) => moment >= from && moment <= to)
  })
}

/** The requests whose policies best match the likeliest reading of the name; else those whose sentence contains it. */
export function among(all: readonly AssignmentRequest[], names: readonly string[]): AssignmentRequest[] {
  const policies = all.flatMap((request) =>
    request.items.map(({ plan }) => ({ request, name: plan.policy.name })),
  )
  for (const asked of names) {
    const { found } = best(asked, policies, ({ name }) => name)
    if (found.length > 0) return [...new Set(found.map(({ request }) => request))]
  }
  const said = names.map((name) => name.toLowerCase())
  return all.filter(({ text }) => said.some((name) => text.toLowerCase().includes(name)))
}

/** The days, from their first to their last minute in the speaker's zone; from now on for "this week". */
function daysMeant(timing: Timing, said: Occasion): { from: Date; to: Date }[] {
  const periods = periodsOf(timing, said)
  if (periods.is === 'problem') return []
  return periods.choices.flatMap(({ start, end }) => {
    if (end !== null && !(end instanceof Date)) return []
    const from = start ?? said.at
    const last = DateTime.fromJSDate(end ?? from, { zone: said.zone })
    const first = DateTime.fromJSDate(from, { zone: said.zone })
    return [
      {
        from: (start ? first.startOf('day') : first).toJSDate(),
        // "tonight" lasts until the morning.
        to: (first.hour >= 20 && !end ? last.plus({ hours: 8 }) : last.endOf('day')).toJSDate(),
      },
    ]
  })
}
