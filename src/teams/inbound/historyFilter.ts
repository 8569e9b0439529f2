import { z } from 'zod'
import { best } from '../../graph/nameMatch.ts'
import { lineName } from '../../intune/plan/lines.ts'
import { changedLines } from '../../intune/plan/plan.ts'
import { isCalled } from '../../language/grammar/talk.ts'
import type { NamedPeriod } from '../../language/reading.ts'
import { isSamePerson, type Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'

/**
 * What narrows a history. The buttons that turn its pages carry it, so it is parsed like anything else a client sends.
 */
export const HistoryFilter = z.object({
  policy: z.string().max(300).nullable(),
  person: z.string().max(300).nullable(),
  group: z.string().max(300).nullable(),
  period: z
    .union([
      z.enum(['today', 'yesterday', 'this week', 'last week', 'this month', 'last month']),
      z.object({ days: z.number().int().min(1).max(9999) }),
    ])
    .nullable(),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>

const DAY_MS = 86_400_000

/** When the requests shown were made; null: at any time. */
export function spanIn({ period }: HistoryFilter, now: Date): { from: Date; to: Date } | null {
  if (period === null) return null
  if (typeof period === 'string') return spanOf(period, now)
  return { from: new Date(now.getTime() - period.days * DAY_MS), to: new Date(now.getTime() + DAY_MS) }
}

/** Days begin at midnight UTC, weeks on Monday. */
export function spanOf(period: NamedPeriod, now: Date): { from: Date; to: Date } {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const monday = today - ((now.getUTCDay() + 6) % 7) * DAY_MS
  const month = (back: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)
  const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) })
  switch (period) {
    case 'today':
      return span(today, today + DAY_MS)
    case 'yesterday':
      return span(today - DAY_MS, today)
    case 'this week':
      return span(monday, monday + 7 * DAY_MS)
    case 'last week':
      return span(monday - 7 * DAY_MS, monday)
    case 'this month':
      return span(month(0), month(-1))
    case 'last month':
      return span(month(1), month(0))
  }
}

/** Those that match. Of the matching names only the closest count: an exact spelling before a similar one. */
export function narrowed(
  requests: readonly AssignmentRequest[],
  { policy, person, group }: HistoryFilter,
  viewer: Person,
): AssignmentRequest[] {
  const theirs = requests.filter(({ asker }) =>
    person === null ? true : person === 'me' ? isSamePerson(asker, viewer) : isCalled(asker.name, person),
  )
  const about = policy === null ? theirs : onlyNamed(theirs, policy, policiesOf)
  return group === null ? about : onlyNamed(about, group, groupNamesIn)
}

function onlyNamed(
  requests: readonly AssignmentRequest[],
  asked: string,
  namesOf: (request: AssignmentRequest) => string[],
): AssignmentRequest[] {
  const all = requests.flatMap((request) => namesOf(request).map((name) => ({ request, name })))
  const found = new Set(best(asked, all, ({ name }) => name).found.map(({ request }) => request))
  return requests.filter((request) => found.has(request))
}

function policiesOf({ items }: AssignmentRequest): string[] {
  return items.map(({ plan }) => plan.policy.name)
}

/** Only those for whom a request changes something: it was not about what stays the same. */
function groupNamesIn({ items }: AssignmentRequest): string[] {
  return items.flatMap(({ plan }) => changedLines(plan).map((line) => line.group?.name ?? lineName(line)))
}
