import type { CatalogRow } from '../catalog/catalog.ts'
import type { Plan } from '../plan/plan.ts'
import { type Entry, entryKey } from './entries.ts'

type BeforeAndAfter = Pick<Plan, 'before' | 'after'>

/**
 * What is left to do of a plan that is written one entry at a time. Removals come first: Intune accepts no second
 * entry for a target. Entries that the plan does not know are left alone.
 */
export function stepsLeft(
  row: CatalogRow,
  current: readonly Entry[],
  { before, after }: BeforeAndAfter,
): { remove: Entry[]; add: Entry[] } {
  return {
    remove: current.filter((entry) => has(row, before, entry) && !has(row, after, entry)),
    add: after.filter((entry) => !has(row, before, entry) && !has(row, current, entry)),
  }
}

/** Whether a set can only result from a plan that was begun and not finished: nobody else changed anything. */
export function isHalfWritten(
  row: CatalogRow,
  current: readonly Entry[],
  { before, after }: BeforeAndAfter,
): boolean {
  const isKnown = current.every((entry) => has(row, before, entry) || has(row, after, entry))
  const isWhole = before.every((entry) => !has(row, after, entry) || has(row, current, entry))
  return isKnown && isWhole
}

/** Such kinds have neither filters nor properties: an entry is nothing but its target. */
function has(row: CatalogRow, entries: readonly Entry[], entry: Entry): boolean {
  const key = entryKey(entry, row)
  return entries.some((one) => entryKey(one, row) === key)
}
