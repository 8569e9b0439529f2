import { changedLines, type Plan } from '../intune/plan/plan.ts'
import type { Item } from './item.ts'

/**
 * Changes on one card or one page of it. Nothing is approved that was not on the card, so a card shows every change
 * there is; with the longest names so many stay within what Teams takes.
 */
export const MOST_CHANGES = 25
/** Policies on one page of a card that holds many. */
const MAX_POLICIES = 10

export function changesOf(plan: Plan): number {
  return changedLines(plan).length
}

/** Why a plan cannot be shown whole, as a sentence that says what to do; null when it can. */
export function tooLongToShow(plan: Plan): string | null {
  const count = changesOf(plan)
  if (count <= MOST_CHANGES) return null
  return `“${plan.policy.name}” would change in ${count} places at once, and I ask for ${MOST_CHANGES} at most, so that all of them can be read before an approval. Ask in parts.`
}

/** The policies on each page, by their places: every change of each of them stands there. */
export function pagesOf(items: readonly Item[]): number[][] {
  const pages: number[][] = []
  let room = 0
  for (const [index, { plan }] of items.entries()) {
    const page = pages.at(-1)
    const changes = changesOf(plan)
    if (page && page.length < MAX_POLICIES && changes <= room) {
      page.push(index)
      room -= changes
    } else {
      pages.push([index])
      room = MOST_CHANGES - changes
    }
  }
  return pages
}
