import { z } from 'zod'
import type { CallOptions, Graph } from './client.ts'
import { unreadable } from './errors.ts'

/** The largest answer (learn.microsoft.com/graph/api/resources/intune-policyset-assignmentfilterevaluaterequest). */
const MAX_ROWS = 100
const TEXT: CallOptions = { asText: true }

const Evaluated = z.object({
  TotalRowCount: z.number(),
  Columns: z.array(z.object({ Name: z.string() })),
  Values: z.array(z.array(z.string().nullable())),
})

interface FilterRuleText {
  platform: string
  rule: string
}

/**
 * Whether a filter's rule matches a device, according to Intune itself.
 * @param device its id and name in Intune.
 * @returns null where more devices have that name than one answer holds.
 */
export async function matchesFilter(
  graph: Graph,
  filterId: string,
  device: { id: string; name: string },
): Promise<boolean | null> {
  const { total, ids } = await evaluatePage(graph, await readFilterRule(graph, filterId), {
    search: device.name,
  })
  const found = ids.includes(device.id.toLowerCase())
  return found || total <= ids.length ? found : null
}

/**
 * All devices that a filter's rule matches, according to Intune itself, by their lower-case ids in Intune.
 * @param most more are not read.
 * @returns null where there are more, or where they changed while they were read.
 */
export async function matchesOf(graph: Graph, filterId: string, most: number): Promise<string[] | null> {
  const rule = await readFilterRule(graph, filterId)
  const first = await evaluatePage(graph, rule, {})
  if (first.total > most) return null
  const starts: number[] = []
  for (let skip = first.ids.length; first.ids.length > 0 && skip < first.total; skip += first.ids.length)
    starts.push(skip)
  const others = await Promise.all(starts.map((skip) => evaluatePage(graph, rule, { skip })))
  const ids = new Set([first, ...others].flatMap((page) => page.ids))
  return ids.size === first.total ? [...ids] : null
}

async function readFilterRule(graph: Graph, filterId: string): Promise<FilterRuleText> {
  const path = `/deviceManagement/assignmentFilters/${encodeURIComponent(filterId)}?$select=id,platform,rule`
  return await graph.get<FilterRuleText>(path)
}

/**
 * One answer (learn.microsoft.com/graph/api/intune-policyset-devicemanagement-evaluateassignmentfilter): a stream of
 * JSON with columns, and a row for each device, in the order of their names.
 */
async function evaluatePage(
  graph: Graph,
  { platform, rule }: FilterRuleText,
  { skip = 0, search = '' }: { skip?: number; search?: string },
): Promise<{ total: number; ids: string[] }> {
  const data = { platform, rule, top: MAX_ROWS, skip, orderBy: [], search }
  const text = await graph.query<string>('/deviceManagement/evaluateAssignmentFilter', { data }, TEXT)
  const { TotalRowCount, Columns, Values } = evaluatedIn(text)
  const column = Columns.findIndex(({ Name }) => Name.toLowerCase() === 'deviceid')
  return { total: TotalRowCount, ids: Values.flatMap((row) => row[column]?.toLowerCase() ?? []) }
}

function evaluatedIn(text: string): z.infer<typeof Evaluated> {
  try {
    return Evaluated.parse(JSON.parse(text))
  } catch {
    throw unreadable('an evaluated filter that is no table')
  }
}
