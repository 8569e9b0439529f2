import { leftToDo } from '../../request/itemSelection.ts'
import type { RequestIn } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import { plansFor, type Wish } from './makePlans.ts'
import type { Answer, PlanContext } from './planContext.ts'

/** What failed of an approved request, planned against the sets as they are now. */
export async function answerForRetry({ graphFor, person, request, parts }: PlanContext): Promise<Answer> {
  const left = leftToDo(request)
  const wishes = left.flatMap((index): Wish[] => {
    const item = request.items[index]
    return item ? [{ policy: item.plan.policy, change: item.half?.restore ?? item.plan.change }] : []
  })
  const planned = await plansFor(graphFor, person, wishes, parts)
  return {
    type: 'replanned',
    outcomes: request.items.map((_, index) => planned[left.indexOf(index)] ?? null),
  }
}

/** None of it could be planned. */
export function stillFailed(request: RequestIn<'asked'>, reason: Note): Answer {
  const left = leftToDo(request)
  const outcomes = request.items.map((_, index) => (left.includes(index) ? { refusal: reason } : null))
  return { type: 'replanned', outcomes }
}
