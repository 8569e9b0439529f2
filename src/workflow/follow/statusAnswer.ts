import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import type { PlanContext } from '../plan/planContext.ts'
import { type PolicyStatus, policyStatusOf } from './policyStatus.ts'

/** "how is X doing": what Intune's reports know about each policy, one after the other. */
export async function statusAnswer({ graphFor, person }: PlanContext, plans: readonly Plan[]): Promise<Note> {
  const notes: Note[] = []
  let isCounted = false
  // One after the other: a report can be hundreds of calls.
  for (const plan of plans) {
    const status = await policyStatusOf(graphFor, person, plan)
    notes.push(...notesOn(plan, status))
    isCounted ||= status.type === 'counted'
  }
  return inTurn(...notes, isCounted ? { code: 'reportsLag' } : null)
}

function notesOn({ policy: { name, kind } }: Plan, status: PolicyStatus): Note[] {
  switch (status.type) {
    case 'counted':
      return [{ code: 'statusCounted', name, counts: status.counts, expected: status.expected }]
    case 'nobody':
      return [{ code: 'reportsNobody', name }]
    case 'noReports':
      return [{ code: 'reportsNothing', name, title: rowOf(kind).title }]
    case 'hidden':
      return [{ code: 'statusHidden', name }, status.why, { code: 'statusNeedsRole' }]
    case 'unread':
      return [{ code: 'statusUnread', name }, status.why, { code: 'askInMinutes' }]
  }
}
