import { NO_CHANGE } from '../../intune/assignments/change.ts'
import { changesAnything } from '../../intune/plan/plan.ts'
import { isChanged, wayBackOf } from '../../request/undoPolicy.ts'
import type { Note } from '../../wording/note.ts'
import { plansFor, type Wish } from './makePlans.ts'
import type { PlanAnswer, PlanContext } from './planContext.ts'
import { proposePlans } from './proposal.ts'
import { leftOut, nothingToUndo } from './sentences.ts'

/**
 * An undo: an earlier request is taken back, against the sets as they are now. Later changes by others stay.
 * @param id the request to take back.
 */
export async function answerForUndo(context: PlanContext, id: string): Promise<PlanAnswer> {
  const { graphFor, person, parts, haste } = context
  const original = await parts.desk.load(id)
  const changed = original?.items.filter(isChanged) ?? []
  const wishes = changed.map((item): Wish => {
    return { policy: item.plan.policy, change: { ...NO_CHANGE, revert: wayBackOf(item) }, isKnown: true }
  })
  void context.rights()
  const planned = await plansFor(graphFor, person, wishes, parts, haste)
  const plans = planned.flatMap((one) => one.plan ?? [])
  const notes = leftOut(wishes, planned)
  const answer = await proposePlans(context, plans, { notes, why: nothingToUndo, mayLeaveOut: true })
  // What somebody has changed since, or what cannot be restored, is noted on its plan.
  const asLeft =
    notes.length === 0 &&
    plans.every((plan) => changesAnything(plan) && !plan.warnings.some(isInTheWay)) &&
    plans.length === changed.length
  return answer.type === 'planned' && asLeft ? { ...answer, asLeft } : answer
}

function isInTheWay(note: Note): boolean {
  return typeof note !== 'string' && IN_THE_WAY.includes(note.code)
}

/** What `revert` says about entries that it leaves as they are. */
const IN_THE_WAY: readonly Exclude<Note, string>['code'][] = ['changedSince', 'groupGone', 'filterGone']
