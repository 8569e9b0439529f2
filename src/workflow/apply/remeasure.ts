import { describeGroups } from '../../graph/groups.ts'
import { ListCache } from '../../graph/lists.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import type { PolicyRef } from '../../intune/assignments/change.ts'
import { changedLines, type Plan } from '../../intune/plan/plan.ts'
import { hasFilters, mayHaveShifted, shiftsBetween } from '../../intune/plan/shift.ts'
import { type RuleBook, termsFor } from '../../request/approval/rules.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { planFor } from '../plan/makePlans.ts'
import type { GraphFor } from '../setback.ts'

export interface RemeasureParts {
  graphFor: GraphFor
  members: MemberReading
  rules: RuleBook
}

/** Whether whom an approved plan reaches has to be measured again before it is written. One round trip. */
export async function needsMeasuring(
  graphFor: GraphFor,
  { asker }: AssignmentRequest,
  plan: Plan,
): Promise<boolean> {
  if (hasFilters(plan)) return true
  const idsIn = (lines: Plan['lines']) =>
    lines.flatMap(({ subject }) => (subject.kind === 'group' ? subject.id : []))
  const ids = idsIn(plan.lines)
  if (ids.length === 0) return false
  const groups = await describeGroups(graphFor(asker, [GROUP_SCOPE]), ids, idsIn(changedLines(plan)))
  return mayHaveShifted(plan, groups)
}

/**
 * The plan as it would turn out now, if it is not what people approved; null: it is.
 * @param policy with its name as of now.
 */
export async function remeasured(
  { graphFor, members, rules }: RemeasureParts,
  request: AssignmentRequest,
  index: number,
  policy: PolicyRef,
): Promise<{ plan: Plan; shifts: Note[] } | { refusal: Note } | null> {
  const shown = request.items[index]?.plan
  if (!shown) return null
  // What a cache has may be what the card was made from.
  const fresh = { ...members, lists: new ListCache() }
  const { plan, refusal } = await planFor(graphFor, request.asker, policy, shown.change, fresh)
  if (!plan) return { refusal }
  const items = request.items.map((item, at) => (at === index ? { ...item, plan } : item))
  const [was, is] = [termsFor(rules, request), termsFor(rules, { ...request, items })]
  const isHeavier = was.rule !== is.rule || (!was.reasonRequired && is.reasonRequired)
  const shifts = shiftsBetween(shown, plan, isHeavier)
  return shifts.length > 0 ? { plan, shifts } : null
}
