import type { CatalogRow } from '../intune/catalog.ts'
import type { PolicyRef } from '../intune/change.ts'
import { platformOf } from '../intune/platforms.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'
import { best, type Found } from './names.ts'

/** An object as the lists give it. */
export interface PolicyFound extends PolicyRef {
  lastModified: string | null
}

interface Raw {
  id: string
  '@odata.type'?: string
  lastModifiedDateTime?: string
  [property: string]: unknown
}

/**
 * The objects of a kind that answer to a name or id, the best answers only.
 *
 * Names are not unique anywhere, `$filter` is ignored or refused by some collections and string functions by
 * most (github.com/Microsoft365DSC/Microsoft365DSC/issues/4597), so what comes back is matched again here.
 */
export async function findPolicies(
  graph: Graph,
  row: CatalogRow,
  asked: string,
): Promise<Found<PolicyFound>> {
  const byId = isId(asked) ? await readPolicy(graph, row, asked) : null
  if (byId) return { closeness: 'exact', found: [byId] }
  if (row.lookup === 'eq') {
    const exact = best(asked, await filterByName(graph, row, asked), (policy) => policy.name)
    if (exact.closeness === 'exact' || exact.closeness === 'sameLetters') return exact
  }
  return best(asked, await listPolicies(graph, row), (policy) => policy.name)
}

export async function listPolicies(graph: Graph, row: CatalogRow): Promise<PolicyFound[]> {
  const raw = await graph.list<Raw>(`/${row.path}?$top=100`)
  return raw.map((one) => policyFrom(one, row))
}

/** Null when there is no such object, or the person may not see it: Intune does not tell the two apart. */
export async function readPolicy(graph: Graph, row: CatalogRow, id: string): Promise<PolicyFound | null> {
  try {
    return policyFrom(await graph.get<Raw>(objectPath(row, id)), row)
  } catch (error) {
    if (error instanceof GraphRefusal && (error.code === 'missing' || error.code === 'invalid')) return null
    throw error
  }
}

async function filterByName(graph: Graph, row: CatalogRow, name: string): Promise<PolicyFound[]> {
  try {
    const filter = encodeURIComponent(`${row.name} eq ${quoted(name)}`)
    const raw = await graph.list<Raw>(`/${row.path}?$filter=${filter}`)
    return raw.map((one) => policyFrom(one, row))
  } catch (error) {
    if (error instanceof GraphRefusal && (error.code === 'invalid' || error.status >= 500)) return []
    throw error
  }
}

function policyFrom(raw: Raw, row: CatalogRow): PolicyFound {
  const type = raw['@odata.type']?.replace('#microsoft.graph.', '') ?? null
  return {
    kind: row.key,
    id: raw.id,
    name: String(raw[row.name] ?? raw.id),
    type,
    platform: platformOf(type, raw.platforms ?? raw.platform),
    lastModified: raw.lastModifiedDateTime ?? null,
  }
}

/** Enrollment configurations have an id of their own shape: a GUID, an underscore and a type. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_\w+)?$/i.test(text)
}

/** An OData string literal: single quotes are doubled. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
