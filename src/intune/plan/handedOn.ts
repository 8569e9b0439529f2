import type { Change } from '../assignments/change.ts'
import type { Entry } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { inclusionsMeant, removalsMeant } from './intents.ts'

/**
 * The change with the filter of those who are removed, where somebody takes their place: "move X from A to B" never
 * reaches devices that A's filter kept out. Unchanged where a filter was said or theirs differ, and where one who comes
 * is there already: those keep their own.
 */
export function withFilterOfGone(row: CatalogRow, before: readonly Entry[], change: Change): Change {
  const { include, remove, side, filter, fromIntent, like, copy, clear, refilter, withoutFilter } = change
  if (filter || fromIntent || like || copy || clear || refilter || withoutFilter || side === 'exclusion')
    return change
  if (include.length === 0 || remove.length === 0) return change
  if (include.some((subject) => inclusionsMeant(row, before, subject, change).length > 0)) return change
  const [first, ...others] = remove.flatMap((subject) => removalsMeant(row, before, subject, change))
  const areSame = others.every(
    (entry) => entry.filter?.id === first?.filter?.id && entry.filter?.mode === first?.filter?.mode,
  )
  return first?.filter && areSame ? { ...change, filter: first.filter } : change
}
