import { endOf } from '../../request/ending.ts'
import type { Prolonged } from '../../request/request.ts'
import { isChanged } from '../../request/undoPolicy.ts'
import { nothingLasting } from '../../wording/schedule.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext } from './planContext.ts'

/**
 * A temporary change is to last longer: the plans are those that were written, so that the rules see what it does, and
 * nothing is written again.
 */
export async function answerForExtension({ parts }: PlanContext, { id }: Prolonged): Promise<PlanAnswer> {
  const original = await parts.desk.load(id)
  if (!original || !endOf(original)) return nothingToApprove(nothingLasting())
  const plans = original.items.filter(isChanged).map(({ plan: { isCounting: _done, ...plan } }) => plan)
  return { type: 'planned', plans, notes: [] }
}
