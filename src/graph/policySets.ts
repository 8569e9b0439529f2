import { rowOf } from '../intune/catalog/catalog.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'

/**
 * How many policy sets are looked up for one request; of any others only the fact that they are policy sets is
 * mentioned.
 */
const MAX_NAMED = 20

/**
 * Names of policy sets, by lower-case id. A missing name is no reason to fail: what the person may not see, or Graph
 * does not say, is left out.
 */
export async function policySetNames(
  graph: () => Graph,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const row = rowOf('policySet')
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))].slice(0, MAX_NAMED)
  const found = await Promise.all(
    unique.map(async (id): Promise<[string, string][]> => {
      try {
        const path = `${objectPath(row, id)}?$select=id,${row.name}`
        const name = (await graph().get<Record<string, unknown>>(path))[row.name]
        return typeof name === 'string' ? [[id, name]] : []
      } catch {
        return []
      }
    }),
  )
  return new Map(found.flat())
}
