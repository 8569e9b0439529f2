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

const KINDS_AT_ONCE = 6

/** What a search could not read. */
export interface Unseen {
  /** Kinds that the person may not read. */
  unseen: CatalogRow[]
  /** Objects that Intune says are assigned, without a list of their assignments. */
  hidden: PolicyRef[]
}

/**
 * Searches all objects of some kinds, several kinds at once.
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
  const unseen: CatalogRow[] = []
  const hidden: PolicyRef[] = []
  const queue = [...rows]
  const look = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      const found = await inventory(graphFor(person, [row.readScope]), row, (objects) => {
        searched.policies += objects
        tell(searched)
      }).catch((error): null => {
        if (rows.length > 1 && mayPassOver(error)) return null
        throw error
      })
      if (found) {
        searched.found = each(found.held, row)
        hidden.push(...found.hidden)
      } else unseen.push(row)
      searched.kinds += 1
      tell(searched)
    }
  }
  await Promise.all(Array.from({ length: KINDS_AT_ONCE }, look))
  return { unseen, hidden }
}
