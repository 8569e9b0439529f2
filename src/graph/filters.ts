import type { FilterFacts } from '../intune/change.ts'
import { platformOf } from '../intune/platforms.ts'
import type { Graph } from './client.ts'
import { best, type Found } from './names.ts'
import { isId } from './policies.ts'

/**
 * All assignment filters: the collection can be listed only, and holds 200 at most
 * (learn.microsoft.com/mem/intune/fundamentals/filters).
 */
export async function listFilters(graph: Graph): Promise<FilterFacts[]> {
  const raw = await graph.list<{ id: string; displayName: string; platform?: string }>(
    '/deviceManagement/assignmentFilters',
  )
  return raw.map((one) => ({ id: one.id, name: one.displayName, platform: platformOf(null, one.platform) }))
}

export async function findFilters(graph: Graph, asked: string): Promise<Found<FilterFacts>> {
  const all = await listFilters(graph)
  const byId = isId(asked) ? all.filter((filter) => filter.id.toLowerCase() === asked.toLowerCase()) : []
  return byId.length > 0 ? { closeness: 'exact', found: byId } : best(asked, all, (filter) => filter.name)
}
