import type { FilterFacts } from '../intune/assignments/change.ts'
import { flavourOf, platformOf } from '../intune/catalog/platforms.ts'
import type { Graph } from './client.ts'

/**
 * All assignment filters: the collection can be listed only, and holds 200 at most
 * (learn.microsoft.com/mem/intune/fundamentals/filters).
 */
export async function listFilters(graph: Graph): Promise<FilterFacts[]> {
  const raw = await graph.list<{
    id: string
    displayName: string
    platform?: string
    assignmentFilterManagementType?: string
  }>('/deviceManagement/assignmentFilters?$select=id,displayName,platform,assignmentFilterManagementType')
  return raw.map((one) => ({
    id: one.id,
    name: one.displayName,
    platform: platformOf(null, one.platform),
    flavour: flavourOf(one.platform ?? null),
    of: one.assignmentFilterManagementType === 'apps' ? 'apps' : 'devices',
  }))
}
