import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'

/** Kinds whose collection of staged assignments the service did not know since this process began. */
const unknown = new Set<string>()

/**
 * How many assignments an object has by Intune's own staged roll-out, which stand in a collection of their own. Zero
 * also where the service does not have that: the collection is new, and nothing is ever written to it.
 */
export async function stagedCount(graph: Graph, row: CatalogRow, id: string): Promise<number> {
  if (!row.staged || unknown.has(row.key)) return 0
  try {
    return (await graph.list(`${objectPath(row, id)}/${row.staged}`)).length
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.passing || error.code === 'signIn') throw error
    if (error.code === 'invalid' || error.code === 'unrouted') unknown.add(row.key)
    return 0
  }
}
