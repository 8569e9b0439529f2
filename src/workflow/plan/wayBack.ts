import { NO_CHANGE } from '../../intune/assignments/change.ts'
import { isChanged, wayBackOf } from '../../request/undoPolicy.ts'
import { plansFor, type Wish } from './makePlans.ts'
import type { Answer, PlanContext } from './planContext.ts'
import { propose } from './proposal.ts'
import { leftOut, nothingToUndo } from './sentences.ts'

/**
 * An undo: an earlier request is taken back, against the sets as they are now. What others have changed since stays.
 * @param id the request to take back.
 */
export async function answerForUndo(context: PlanContext, id: string): Promise<Answer> {
  const { graphFor, person, parts, haste } = context
  const original = await parts.desk.load(id)
  const changed = original?.items.filter(isChanged) ?? []
  const wishes = changed.map((item): Wish => {
    return { policy: item.plan.policy, change: { ...NO_CHANGE, revert: wayBackOf(item) } }
  })
  const planned = await plansFor(graphFor, person, wishes, parts, haste)
  const plans = planned.flatMap((one) => one.plan ?? [])
  return await propose(context, plans, leftOut(wishes, planned), nothingToUndo)
}
