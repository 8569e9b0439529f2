import { type Entry, readEntry, readLegacyEntry } from '../intune/assignments/entries.ts'
import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { shownSet } from './assignments.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'
import { listPolicies, type PolicyFound, policyFrom, type RawPolicy, selectOf } from './policies.ts'

/** An object and what it is assigned to. */
export interface Held {
  policy: PolicyFound
  entries: Entry[]
}

export interface Inventory {
  held: Held[]
  /** Assigned according to Intune, which does not show to whom. */
  hidden: PolicyFound[]
}

/** In large tenants, long pages of expanded lists now and then fail with 500. */
const TOP = 100
/** Rows whose service rejected `$expand` since this process began. */
const notExpanded = new Set<string>()

/**
 * All objects of a kind with their sets, to search through. Most lists bring the sets along (`$expand`); where one
 * does not, or brings only some, each object is asked for its own. Whatever is to be changed is read again.
 * @param onPage called with the number of objects read since the last call.
 */
export async function inventory(
  graph: Graph,
  row: CatalogRow,
  onPage: (objects: number) => void,
): Promise<Inventory> {
  const raw = notExpanded.has(row.key) ? null : await expandedList(graph, row)
  const policies = raw ? raw.map((one) => policyFrom(one, row)) : await listPolicies(graph, row)
  const brought = raw?.some(bringsSet) ? raw : []
  const hidden: PolicyFound[] = []
  const held = await Promise.all(
    policies.map(async (policy, index) => {
      const entries =
        (brought[index] && setIn(brought[index], row)) ?? (await shownSet(graph, row, policy.id))
      onPage(1)
      if (entries) return [{ policy, entries }]
      hidden.push(policy)
      return []
    }),
  )
  return { held: held.flat(), hidden }
}

/** Some lists accept `$expand` and return it empty: a list in which nothing at all is assigned is not believed. */
function bringsSet({ assignments }: RawPolicy): boolean {
  return Array.isArray(assignments) && assignments.length > 0
}

/** Null if the service rejects the request to expand this list; it may also ignore it. */
async function expandedList(graph: Graph, row: CatalogRow): Promise<RawPolicy[] | null> {
  const expand = ['assignments', ...(row.legacyGroups ? [row.legacyGroups.read] : [])].join(',')
  try {
    const path = `/${row.path}?$select=${selectOf(row)}${row.tellsAssigned ? ',isAssigned' : ''}&$expand=${expand}&$top=${TOP}`
    return await graph.list<RawPolicy>(path)
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    if (error.code === 'invalid') notExpanded.add(row.key)
    else if (error.status < 500) throw error
    return null
  }
}

/**
 * The set that came with an object; null if it did not, is incomplete, or is empty although the object is assigned.
 */
function setIn(raw: RawPolicy, row: CatalogRow): Entry[] | null {
  const own = completeList(raw, 'assignments')
  const legacy = row.legacyGroups ? completeList(raw, row.legacyGroups.read) : []
  if (!own || !legacy) return null
  if (own.length === 0 && raw.isAssigned === true) return null
  return [...own.map((one) => readEntry(one, row)), ...legacy.map((one) => readLegacyEntry(one, row))]
}

function completeList(raw: RawPolicy, name: string): Record<string, unknown>[] | null {
  const value = raw[name]
  return Array.isArray(value) && !raw[`${name}@odata.nextLink`] ? value : null
}
