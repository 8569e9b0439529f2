import type { FilterFacts } from '../intune/change.ts'
import type { Graph } from './client.ts'
import { best, type Found } from './names.ts'
import { isId } from './policies.ts'

export interface FilterFound extends FilterFacts {
  platform: string | null
}

/**
 * All assignment filters: the collection can be listed only, and holds 200 at most
 * (learn.microsoft.com/mem/intune/fundamentals/filters).
 */
export async function listFilters(graph: Graph): Promise<FilterFound[]> {
  const raw = await graph.list<{ id: string; displayName: string; platform?: string }>(
    '/deviceManagement/assignmentFilters',
  )
  return raw.map((one) => ({ id: one.id, name: one.displayName, platform: one.platform ?? null }))
}

export async function findFilters(graph: Graph, asked: string): Promise<Found<FilterFound>> {
  const all = await listFilters(graph)
  const byId = isId(asked) ? all.filter((filter) => filter.id.toLowerCase() === asked.toLowerCase()) : []
  return byId.length > 0 ? { closeness: 'exact', found: byId } : best(asked, all, (filter) => filter.name)
}
