import { NO_CHANGE } from '../../intune/assignments/change.ts'
import { changesAnything } from '../../intune/plan/plan.ts'
import { outgrowthOf } from '../../intune/plan/shift.ts'
import { isChanged, wayBackOf } from '../../request/undoPolicy.ts'
import { distinctNotes, type Note } from '../../wording/note.ts'
import { plansFor, type Wish } from './makePlans.ts'
import type { PlanAnswer, PlanContext } from './planContext.ts'
import { proposePlans } from './proposal.ts'
import { leftOut, nothingToUndo } from './sentences.ts'

/**
 * An undo: an earlier request is taken back, against the sets as they are now. Later changes by others stay.
 * @param id the request to take back.
 */
export async function answerForUndo(context: PlanContext, id: string): Promise<PlanAnswer> {
  const { graphFor, person, parts, request } = context
  const original = await parts.desk.load(id)
  const changed = original?.items.filter(isChanged) ?? []
  const wishes = changed.map((item): Wish => {
    return { policy: item.plan.policy, change: { ...NO_CHANGE, revert: wayBackOf(item) }, isKnown: true }
  })
  void context.rights()
  const isEnd = Boolean(request.approvedBefore || request.atOnce)
  // Nobody may see its numbers before it is written, so they are not left for later.
  const planned = await plansFor(graphFor, person, wishes, parts, isEnd ? 'none' : context.haste)
  const plans = planned.flatMap((one) => one.plan ?? [])
  const grown = planned.flatMap(({ plan }, index) => {
    const approved = changed[index]?.plan
    return isEnd && plan && approved ? outgrowthOf(approved, plan) : []
  })
  const notes = [...distinctNotes(grown), ...leftOut(wishes, planned)]
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
