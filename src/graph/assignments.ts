import type { PolicyRef } from '../intune/assignments/change.ts'
import {
  assignBody,
  distinct,
  type Entry,
  readEntry,
  readLegacyEntry,
  writeElement,
} from '../intune/assignments/entries.ts'
import { stepsLeft } from '../intune/assignments/steps.ts'
import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { addedEntries, type Plan } from '../intune/plan/plan.ts'
import type { ApprovalHeader, Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'

type RawAssignment = Record<string, unknown>

/**
 * An object's whole set of assignments, read from beta: v1.0 shows neither filters nor who wrote an entry.
 * @throws {HiddenSet}
 */
export async function readSet(graph: Graph, row: CatalogRow, id: string): Promise<Entry[]> {
  const object = objectPath(row, id)
  const [own, legacy] = await Promise.all([
    row.reads === 'expand'
      ? expandedAssignments(graph, object)
      : graph.list<RawAssignment>(`${object}/assignments`),
    row.legacyGroups ? graph.list<RawAssignment>(`${object}/${row.legacyGroups.read}`) : [],
  ])
  const entries = distinct(
    own.map((raw) => readEntry(raw, row)),
    row,
  )
  if (entries.length === 0 && row.tellsAssigned) await demandUnassigned(graph, row, object)
  if (!row.legacyGroups) return entries
  const known = new Set(entries.map((entry) => (entry.target === 'group' ? entry.groupId : null)))
  // The service may list an older entry in both collections; it is one entry, and the newer form says more.
  const unknown = legacy.map((raw) => readLegacyEntry(raw, row)).filter((entry) => !known.has(entry.groupId))
  return [...entries, ...unknown]
}

/**
 * Intune says that an object is assigned but lists no assignments. Nobody can tell what a write would replace, so
 * there is nothing to show, plan or apply.
 */
export class HiddenSet extends GraphRefusal {
  constructor(name: string) {
    super(
      'invalid',
      { code: 'setHidden', name },
      {
        status: 200,
        detail: 'isAssigned is true, the list is empty',
        requestId: null,
        retryAfterMs: null,
      },
    )
  }
}

/** The whole set; null where Intune says there is one but does not show it, or has not yet noticed that it is gone. */
export async function shownSet(graph: Graph, row: CatalogRow, id: string): Promise<Entry[] | null> {
  return await readSet(graph, row, id).catch((error): null => {
    if (error instanceof HiddenSet) return null
    throw error
  })
}

/** Templates have answered with an empty set that held entries (github.com/microsoftgraph/msgraph-sdk-powershell/issues/3337). */
async function demandUnassigned(graph: Graph, row: CatalogRow, object: string): Promise<void> {
  const found = await graph.get<RawAssignment>(object)
  if (found.isAssigned === true) throw new HiddenSet(String(found[row.name] ?? found.id))
}

/** The set as part of its object, for kinds that do not offer `…/assignments`. */
async function expandedAssignments(graph: Graph, object: string): Promise<RawAssignment[]> {
  const { assignments = [], 'assignments@odata.nextLink': next } = await graph.get<{
    assignments?: RawAssignment[]
    'assignments@odata.nextLink'?: string
  }>(`${object}?$expand=assignments`)
  return next ? [...assignments, ...(await graph.list<RawAssignment>(next))] : assignments
}

/**
 * Writes what a plan says. A pure addition to a kind that takes single entries is sent alone, since it cannot
 * overwrite anybody else's; everything else replaces the whole set.
 * @param again an earlier attempt may have taken effect: then only the whole set is safe to send.
 * @param approval sent with the whole set too, since Intune wants exactly the same call again after its approval.
 * @returns Graph's request id.
 */
export async function writeSet(
  graph: Graph,
  row: CatalogRow,
  plan: Plan,
  again: boolean,
  approval?: ApprovalHeader,
): Promise<string | null> {
  const object = objectPath(row, plan.policy.id)
  const { version } = plan.write
  if (plan.write.how === 'oneByOne') return await writeOneByOne(graph, row, plan)
  const [added] = addedEntries(row, plan.before, plan.after)
  if (plan.write.how === 'addOne' && added && !again && !approval) {
    try {
      const { requestId } = await graph.post(`${object}/assignments`, writeElement(added, row), {
        version,
        once: true,
      })
      return requestId
    } catch (error) {
      // Public metadata lists the route for every kind, but the service does not route it everywhere
      // (github.com/deploymenttheory/terraform-provider-microsoft365/issues/504).
      if (!(error instanceof GraphRefusal && error.code === 'unrouted')) throw error
    }
  }
  const action = row.writes === 'update' ? 'update' : 'assign'
  const { requestId } = await graph.post(`${object}/${action}`, assignBody(plan.after, row), {
    version,
    once: true,
    ...(approval ? { approval } : {}),
  })
  return requestId
}

/**
 * Removes and adds single entries, for kinds that offer nothing else. The ids come from a fresh read: what is already
 * gone is not removed again, what is there is not added twice, and nobody else's entry is touched.
 */
async function writeOneByOne(graph: Graph, row: CatalogRow, plan: Plan): Promise<string | null> {
  const object = objectPath(row, plan.policy.id)
  const { version } = plan.write
  const { remove, add } = stepsLeft(row, await readSet(graph, row, plan.policy.id), plan)
  let last: string | null = null
  for (const { id } of remove) {
    const answer = await graph.delete(`${object}/assignments/${encodeURIComponent(id ?? '')}`, { version })
    last = answer.requestId
  }
  for (const entry of add) {
    const answer = await graph.post(`${object}/assignments`, writeElement(entry, row), { version })
    last = answer.requestId
  }
  return last
}

/** The path of one object under the version, with a leading slash. */
export function objectPath(row: CatalogRow, id: PolicyRef['id']): string {
  return `/${row.path}/${encodeURIComponent(id)}`
}
