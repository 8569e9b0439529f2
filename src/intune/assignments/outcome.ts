import type { CatalogRow } from '../catalog/catalog.ts'
import type { Plan } from '../plan/plan.ts'
import { type Change, NO_CHANGE } from './change.ts'
import { type Entry, entryKey, hasEntry, holds, subjectOf } from './entries.ts'

/**
 * What a set that was read back after a write says about it. `whole`: it is what was to be written. `half`: the change
 * is in it, but entries that were to stay are gone or altered. `other`: anything else, such as a read that lags.
 */
export type Outcome = { is: 'whole' } | { is: 'half'; lost: Entry[] } | { is: 'other' }

/** @param accepted whether Graph said that it accepted the write; else only the set shows that it had an effect. */
export function outcomeOf(
  row: CatalogRow,
  seen: readonly Entry[],
  { before, after }: Pick<Plan, 'before' | 'after'>,
  accepted: boolean,
): Outcome {
  if (holds(seen, after, row)) return { is: 'whole' }
  const stays = (entry: Entry) => hasUnchanged(row, before, entry)
  const lost = after.filter((entry) => stays(entry) && !hasUnchanged(row, seen, entry))
  const isChanged =
    accepted ||
    after.some((entry) => !stays(entry) && hasUnchanged(row, seen, entry)) ||
    before.some((entry) => !hasEntry(row, after, entry) && !hasEntry(row, seen, entry))
  return lost.length > 0 && isChanged ? { is: 'half', lost } : { is: 'other' }
}

/** Restores lost entries, and nothing else: the change itself stays, and so does what others added. */
export function restoring(
  lost: readonly Entry[],
  seen: readonly Entry[],
  { after }: Pick<Plan, 'after'>,
): Change {
  const subjects = new Set(lost.map(subjectOf))
  const about = (entries: readonly Entry[]) => entries.filter((entry) => subjects.has(subjectOf(entry)))
  return { ...NO_CHANGE, revert: { was: about(after), made: about(seen) } }
}

/** With all of its properties. */
function hasUnchanged(row: CatalogRow, entries: readonly Entry[], entry: Entry): boolean {
  const key = entryKey(entry, row)
  return entries.some((one) => entryKey(one, row) === key && holds([one], [entry], row))
}
