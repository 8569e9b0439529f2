import { changesAnything, type Planned } from '../intune/plan/plan.ts'
import { pagesOf } from './cardPages.ts'
import type { AssignmentRequest, Item } from './request.ts'

/**
 * One of several policies is left out before the approval, or taken in again; null when it cannot be. The round
 * goes up, so that nobody approves with a card that shows something else.
 */
export function tick(
  request: AssignmentRequest,
  index: number,
  ticked: boolean,
): Partial<AssignmentRequest> | null {
  const [from, to] = ticked ? (['leftOut', 'planned'] as const) : (['planned', 'leftOut'] as const)
  if (request.state !== 'pending' || request.items[index]?.progress !== from) return null
  const items = request.items.map((item, i) => (i === index ? { ...item, progress: to } : item))
  return { items, round: request.round + 1, page: pagesOf(items).findIndex((page) => page.includes(index)) }
}

/** Whether something was not done in the end that could be tried again, after a new plan and a new approval. */
export function mayRetry(request: AssignmentRequest): boolean {
  return request.state === 'failed' && leftToDo(request).length > 0
}

/** The policies of a request that are neither done nor left out. */
export function leftToDo(request: AssignmentRequest): number[] {
  return request.items.flatMap((item, index) =>
    item.progress === 'done' || item.progress === 'leftOut' ? [] : [index],
  )
}

/** The items after new plans for those that were not done; one that has nothing left to change is done. */
export function replan(items: readonly Item[], outcomes: readonly (Planned | null)[]): Item[] {
  return items.map((item, index) => {
    const outcome = outcomes[index]
    if (!outcome) return item
    if (outcome.refusal !== undefined) return { ...item, progress: 'failed', reason: outcome.refusal }
    const { plan } = outcome
    return {
      ...item,
      plan,
      reason: null,
      intuneApproval: null,
      progress: changesAnything(plan) ? 'planned' : 'done',
    }
  })
}
