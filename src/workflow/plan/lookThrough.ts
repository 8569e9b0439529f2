import { type Held, inventory } from '../../graph/inventory.ts'
import type { PolicyRef } from '../../intune/assignments/change.ts'
import type { CatalogRow } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import { type GraphFor, mayPassOver } from '../setback.ts'

/** How far a search over all kinds has got. */
export interface Searched {
  kinds: number
  of: number
  policies: number
  found: number
}

/** What a search could not read. */
export interface Unseen {
  /** Kinds that the person may not read. */
  unseen: CatalogRow[]
  /** Objects that Intune says are assigned, without a list of their assignments. */
  hidden: PolicyRef[]
}

/**
 * Searches all objects of some kinds, all kinds at once: where `graphFor` shares its clients, what is read at the same
 * moment travels in a few batches.
 * @param each given the objects of a kind; returns how many have been found so far.
 * @returns what was not seen.
 */
export async function lookThrough(
  graphFor: GraphFor,
  person: Person,
  rows: readonly CatalogRow[],
  each: (held: readonly Held[], row: CatalogRow) => number,
  tell: (searched: Searched) => void,
): Promise<Unseen> {
  const searched = { kinds: 0, of: rows.length, policies: 0, found: 0 }
  const seen = await Promise.all(
    rows.map(async (row) => {
      const found = await inventory(graphFor(person, [row.readScope]), row, (objects) => {
        searched.policies += objects
        tell(searched)
      }).catch((error): null => {
        if (rows.length > 1 && mayPassOver(error)) return null
        throw error
      })
      if (found) searched.found = each(found.held, row)
      searched.kinds += 1
      tell(searched)
      return found
    }),
  )
  return {
    unseen: rows.filter((_, index) => !seen[index]),
    hidden: seen.flatMap((found) => found?.hidden ?? []),
  }
}
