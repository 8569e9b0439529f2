import { changesAnything, type Planned } from '../intune/plan/plan.ts'
import { pagesOf } from './cardPages.ts'
import type { Item } from './item.ts'
import type { AssignmentRequest, RequestIn } from './request.ts'

/** The items with one of them left out, or taken in again, and the page it stands on; null when it cannot be. */
export function tickItem(
  request: RequestIn<'pending'>,
  index: number,
  ticked: boolean,
): Pick<AssignmentRequest, 'items' | 'page'> | null {
  const [from, to] = ticked ? (['leftOut', 'planned'] as const) : (['planned', 'leftOut'] as const)
  if (request.items[index]?.progress !== from) return null
  const items = request.items.map(
    (item, i): Item => (i === index ? { ...item, progress: to, reason: null } : item),
  )
  return { items, page: pagesOf(items).findIndex((page) => page.includes(index)) }
}

/** Whether something was not done in the end that could be tried again, after a new plan and a new approval. */
export function mayRetry(request: AssignmentRequest): boolean {
  return request.state === 'failed' && leftToDo(request).length > 0
}

/** The policies of a request that are neither done nor left out. */
export function leftToDo(request: Pick<AssignmentRequest, 'items'>): number[] {
  return request.items.flatMap((item, index) =>
    item.progress === 'done' || item.progress === 'leftOut' ? [] : [index],
  )
}

/** The items after new plans for those that were not done; one that has nothing left to change is done. */
export function replanItems(items: readonly Item[], outcomes: readonly (Planned | null)[]): Item[] {
  return items.map((item, index): Item => {
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
