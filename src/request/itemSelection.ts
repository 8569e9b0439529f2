import { changesAnything, type Planned } from '../intune/plan/plan.ts'
import { pagesOf } from './cardPages.ts'
import type { Tick } from './event.ts'
import type { Item } from './item.ts'
import type { AssignmentRequest, RequestIn } from './request.ts'

/** The items with one of them skipped, or included again, and the page it is on; null when it cannot be. */
export function tickItems(
  request: RequestIn<'pending'>,
  ticks: readonly Tick[],
): Pick<AssignmentRequest, 'items' | 'page'> | null {
  const [first] = ticks
  const items = [...request.items]
  for (const { item: index, ticked } of ticks) {
    const [from, to] = ticked ? (['leftOut', 'planned'] as const) : (['planned', 'leftOut'] as const)
    const item = items[index]
    if (item?.progress !== from) return null
    items[index] = { ...item, progress: to, reason: null }
  }
  return first ? { items, page: pagesOf(items).findIndex((page) => page.includes(first.item)) } : null
}

/** The difference between a card's toggles and what is skipped; toggles of what cannot be skipped do not count. */
export function ticksFrom(
  { items }: Pick<AssignmentRequest, 'items'>,
  kept: ReadonlyMap<number, boolean>,
): Tick[] {
  return [...kept].flatMap(([item, ticked]) => {
    const progress = items[item]?.progress
    return progress === (ticked ? 'leftOut' : 'planned') ? [{ item, ticked }] : []
  })
}

/** Whether something was not done in the end that could be tried again, after a new plan and a new approval. */
export function mayRetry(request: AssignmentRequest): boolean {
  return request.state === 'failed' && leftToDo(request).length > 0
}

/** The policies of a request that are neither done nor skipped. */
export function leftToDo(request: Pick<AssignmentRequest, 'items'>): number[] {
  return request.items.flatMap((item, index) =>
    item.progress === 'done' || item.progress === 'leftOut' ? [] : [index],
  )
}

/** The items after new plans for those that were not done; one that has nothing left to change is done. */
export function replanItems(
  items: readonly Item[],
  outcomes: readonly (Planned | null)[],
  now: Date,
): Item[] {
  return items.map((item, index): Item => {
    const outcome = outcomes[index]
    if (!outcome) return item
    if (!outcome.plan) return { ...item, progress: 'failed', reason: outcome.refusal }
    const { plan } = outcome
    return {
      ...item,
      plan,
      seenAt: now.toISOString(),
      reason: null,
      intuneApproval: null,
      progress: changesAnything(plan) ? 'planned' : 'done',
    }
  })
}
