import { changesAnything, type Planned } from '../../intune/plan/plan.ts'
import { leftToDo } from '../../request/itemSelection.ts'
import type { RequestIn } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import { plansFor, type Wish } from './makePlans.ts'
import type { PlanAnswer, PlanContext } from './planContext.ts'
import { missingRights } from './requesterRights.ts'

/** What failed in an approved request, planned against the sets as they are now. */
export async function answerForRetry(context: PlanContext): Promise<PlanAnswer> {
  const { graphFor, person, request, parts } = context
  void context.rights()
  const left = leftToDo(request)
  const wishes = left.flatMap((index): Wish[] => {
    const item = request.items[index]
    return item
      ? [{ policy: item.plan.policy, change: item.half?.restore ?? item.plan.change, isKnown: true }]
      : []
  })
  const planned = await plansFor(graphFor, person, wishes, parts)
  const able = await withRights(context, planned)
  return {
    type: 'replanned',
    outcomes: request.items.map((_, index) => able[left.indexOf(index)] ?? null),
  }
}

/** None of it could be planned. */
export function stillFailed(request: RequestIn<'asked'>, reason: Note): PlanAnswer {
  const left = leftToDo(request)
  const outcomes = request.items.map((_, index) => (left.includes(index) ? { refusal: reason } : null))
  return { type: 'replanned', outcomes }
}

/** What the requester may not write is refused before anybody approves it. */
async function withRights(
  { person, parts, rights }: PlanContext,
  planned: readonly Planned[],
): Promise<Planned[]> {
  const plans = planned.flatMap(({ plan }) => plan ?? [])
  const lacks = await missingRights(parts, person, plans, await rights())
  return planned.map((one) => {
    const refusal = one.plan && changesAnything(one.plan) ? lacks[plans.indexOf(one.plan)] : null
    return refusal ? { refusal } : one
  })
}
