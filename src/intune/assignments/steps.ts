import type { CatalogRow } from '../catalog/catalog.ts'
import type { Plan } from '../plan/plan.ts'
import { type Entry, hasEntry } from './entries.ts'

type BeforeAndAfter = Pick<Plan, 'before' | 'after'>

/**
 * What is left to do of a plan that is written one entry at a time. Such kinds have neither filters nor properties: an
 * entry is nothing but its target. Removals come first: Intune accepts no second entry for a target. Entries that the
 * plan does not know are left alone.
 */
export function stepsLeft(
  row: CatalogRow,
  current: readonly Entry[],
  { before, after }: BeforeAndAfter,
): { remove: Entry[]; add: Entry[] } {
  return {
    remove: current.filter((entry) => hasEntry(row, before, entry) && !hasEntry(row, after, entry)),
    add: after.filter((entry) => !hasEntry(row, before, entry) && !hasEntry(row, current, entry)),
  }
}

/** Whether a set can only result from a plan that was begun and not finished: nobody else changed anything. */
export function isHalfWritten(
  row: CatalogRow,
  current: readonly Entry[],
  { before, after }: BeforeAndAfter,
): boolean {
  const isKnown = current.every((entry) => hasEntry(row, before, entry) || hasEntry(row, after, entry))
  const isWhole = before.every((entry) => !hasEntry(row, after, entry) || hasEntry(row, current, entry))
  return isKnown && isWhole
}
