import type { PolicyRef } from '../intune/assignments/change.ts'
import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { platformOf } from '../intune/catalog/platforms.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'

/** An object as lists return it. */
export interface PolicyFound extends PolicyRef {
  lastModified: string | null
}

/** An object as Graph writes it. */
export interface RawPolicy {
  id: string
  '@odata.type'?: string
  lastModifiedDateTime?: string
  [property: string]: unknown
}

/** The most that any of these collections returns at once; configuration policies return 25 by default. */
const TOP = 1000
/** Rows whose service rejected `$select` or `$top` since this process began. */
const plain = new Set<string>()

/**
 * All objects of a kind that the person may see: of each only what is shown. Some collections accept neither
 * `$select` nor `$top`; those are read as they come.
 */
export async function listPolicies(graph: Graph, row: CatalogRow): Promise<PolicyFound[]> {
  if (!plain.has(row.key)) {
    const path = `/${row.path}?$select=${selectOf(row)}&$top=${TOP}`
    const raw = await graph.list<RawPolicy>(path).catch(nullIfNotTaken)
    // Exactly as many as were asked for may mean that the service treated `$top` as a limit.
    if (raw && raw.length !== TOP) return raw.map((one) => policyFrom(one, row))
    if (!raw) plain.add(row.key)
  }
  return (await graph.list<RawPolicy>(`/${row.path}`)).map((one) => policyFrom(one, row))
}

/**
 * The objects of a kind with exactly this name, ignoring case, where the service can look for it; null where it
 * rejected the query. Some collections ignore `$filter` and return other names, too
 * (github.com/Microsoft365DSC/Microsoft365DSC/issues/4597): callers have to compare again.
 */
export async function filterByName(
  graph: Graph,
  row: CatalogRow,
  name: string,
): Promise<PolicyFound[] | null> {
  const filter = encodeURIComponent(`${row.name} eq ${odataString(name)}`)
  const select = plain.has(row.key) ? '' : `&$select=${selectOf(row)}`
  const raw = await graph.list<RawPolicy>(`/${row.path}?$filter=${filter}${select}`).catch(nullIfNotTaken)
  return raw?.map((one) => policyFrom(one, row)) ?? null
}

/** Null when there is no such object, or the person may not see it: Intune does not tell the two apart. */
export async function readPolicy(graph: Graph, row: CatalogRow, id: string): Promise<PolicyFound | null> {
  try {
    return policyFrom(await graph.get<RawPolicy>(objectPath(row, id)), row)
  } catch (error) {
    if (error instanceof GraphRefusal && (error.code === 'missing' || error.code === 'invalid')) return null
    throw error
  }
}

/** Some collections answer 500 to a query they do not know (github.com/Micke-K/IntuneManagement/issues/41). */
function nullIfNotTaken(error: unknown): null {
  if (error instanceof GraphRefusal && (error.code === 'invalid' || error.status === 500)) return null
  throw error
}

/** The properties that are shown, and no others. */
export function selectOf(row: CatalogRow): string {
  return [
    'id',
    row.name,
    'lastModifiedDateTime',
    ...new Set(row.traits.map((name) => name.split('.')[0])),
  ].join(',')
}

export function policyFrom(raw: RawPolicy, row: CatalogRow): PolicyFound {
  const type = raw['@odata.type']?.replace('#microsoft.graph.', '') ?? null
  return {
    kind: row.key,
    id: raw.id,
    name: String(raw[row.name] ?? raw.id),
    type,
    platform: platformOf(type, raw.platforms ?? raw.platform),
    ...(row.traits.length > 0 ? { traits: pickProperties(raw, row.traits) } : {}),
    lastModified: raw.lastModifiedDateTime ?? null,
  }
}

function pickProperties(raw: RawPolicy, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, valueAt(raw, name)]))
}

function valueAt(raw: RawPolicy, name: string): unknown {
  let value: unknown = raw
  for (const part of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part]
  return value ?? null
}

/**
 * Whether this is an object's id rather than a name. Some add something of their own to the GUID: enrollment
 * configurations end in a type, app protection begins with a letter.
 */
export function isId(text: string): boolean {
  return /^(\w_)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_\w+)?$/i.test(text)
}

/** An OData string literal: single quotes are doubled. */
export function odataString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
