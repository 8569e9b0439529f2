import type { Graph } from './client.ts'

/** The largest answer (learn.microsoft.com/graph/api/resources/intune-policyset-assignmentfilterevaluaterequest). */
const MAX_ROWS = 100

interface Evaluated {
  TotalRowCount: number
  Columns: { Name: string }[]
  Values: (string | null)[][]
}

/**
 * Whether a filter's rule matches a device, as Intune itself says it
 * (learn.microsoft.com/graph/api/intune-policyset-devicemanagement-evaluateassignmentfilter). The answer is a stream of
 * JSON: columns, and a row for each device.
 * @param device its id and name in Intune.
 * @returns null where more devices have that name than one answer holds.
 */
export async function matchesFilter(
  graph: Graph,
  filterId: string,
  device: { id: string; name: string },
): Promise<boolean | null> {
  const path = `/deviceManagement/assignmentFilters/${encodeURIComponent(filterId)}?$select=id,platform,rule`
  const { platform, rule } = await graph.get<{ platform: string; rule: string }>(path)
  const data = { platform, rule, top: MAX_ROWS, skip: 0, orderBy: [], search: device.name }
  const text = await graph.query<string>(
    '/deviceManagement/evaluateAssignmentFilter',
    { data },
    { asText: true },
  )
  const { TotalRowCount, Columns, Values } = JSON.parse(text) as Evaluated
  const column = Columns.findIndex(({ Name }) => Name.toLowerCase() === 'deviceid')
  const found = Values.some((row) => row[column]?.toLowerCase() === device.id.toLowerCase())
  return found || TotalRowCount <= Values.length ? found : null
}
