import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import * as say from '../../wording/status.ts'
import type { PlanContext } from '../plan/planContext.ts'
import { type PolicyStatus, policyStatusOf } from './policyStatus.ts'

/** "how is X doing": one policy after the other, what Intune's reports know of each. */
export async function statusAnswer(
  { graphFor, person }: PlanContext,
  plans: readonly Plan[],
): Promise<string> {
  const read: [Plan, PolicyStatus][] = []
  // One after the other: a report can be hundreds of calls.
  for (const plan of plans) read.push([plan, await policyStatusOf(graphFor, person, plan)])
  const isCounted = read.some(([, { type }]) => type === 'counted')
  return [
    ...read.map(([plan, status]) => inWords(plan, status)),
    ...(isCounted ? [say.reportsLag()] : []),
  ].join(' ')
}

function inWords({ policy: { name, kind } }: Plan, status: PolicyStatus): string {
  switch (status.type) {
    case 'counted':
      return say.statusInWords(name, status.counts, status.expected)
    case 'nobody':
      return say.assignedToNobody(name)
    case 'noReports':
      return say.reportsNothing(name, rowOf(kind).title)
    case 'hidden':
      return say.statusHidden(name, status.why)
    case 'unread':
      return say.statusUnreadNow(name, status.why)
  }
}
