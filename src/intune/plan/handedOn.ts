import type { Intent } from '../../language/reading.ts'
import type { Change } from '../assignments/change.ts'
import type { Entry } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { inclusionsMeant, intentsOf, removalsMeant } from './intents.ts'

/**
 * The change with the filter and the intent of those who are removed, where somebody takes their place: "move X from A
 * to B" never reaches devices that A's filter kept out, and "swap Legal for HR on 7-Zip" hands the intent on. What was
 * said counts, and what they do not have alike stays open.
 */
export function withHandedOn(row: CatalogRow, before: readonly Entry[], change: Change): Change {
  const gone = goneFor(row, before, change)
  return { ...change, ...filterOf(gone, change), ...intentOf(row, gone, change) }
}

/** The entries whose place is taken by those who come; none where one who comes is there already. */
function goneFor(row: CatalogRow, before: readonly Entry[], change: Change): Entry[] {
  const { include, remove, side, fromIntent, like, copy, clear, refilter, withoutFilter } = change
  if (fromIntent || like || copy || clear || refilter || withoutFilter || side === 'exclusion') return []
  const isThere = include.some((subject) => inclusionsMeant(row, before, subject, change).length > 0)
  if (include.length === 0 || isThere) return []
  return remove.flatMap((subject) => removalsMeant(row, before, subject, change))
}

function filterOf([first, ...others]: readonly Entry[], { filter }: Change): Pick<Change, 'filter'> | null {
  const areSame = others.every(
    (entry) => entry.filter?.id === first?.filter?.id && entry.filter?.mode === first?.filter?.mode,
  )
  return !filter && first?.filter && areSame ? { filter: first.filter } : null
}

/** An uninstall is never handed on without being said. */
function intentOf(
  row: CatalogRow,
  gone: readonly Entry[],
  { intent }: Change,
): Pick<Change, 'intent'> | null {
  const [only, ...others] = intentsOf(row, gone)
  return row.intent && !intent && only && only !== 'uninstall' && others.length === 0
    ? { intent: only as Intent }
    : null
}
