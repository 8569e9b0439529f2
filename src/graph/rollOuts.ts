import type { CatalogRow } from '../intune/catalog/catalog.ts'
import { objectPath } from './assignments.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'

/** Kinds for which the service has said, since this process started, that it has no staged assignments. */
const unknown = new Set<string>()
const DEPLOYMENTS = 'deployments'

/**
 * How many assignments Intune's own staged roll-out has made for an object; they are in a collection of their own.
 * Zero where the service does not have that collection: it is new, and nothing is ever written to it.
 */
export async function stagedCount(graph: Graph, row: CatalogRow, id: string): Promise<number> {
  if (!row.staged) return 0
  return (await listKnown(graph, row.key, `${objectPath(row, id)}/${row.staged}`)).length
}

/** A roll-out in rings that Intune itself carries out. */
export interface Deployment {
  name: string
  rings: number
  /** Ids of the objects that it delivers, in lower case. */
  payloads: ReadonlySet<string>
}

interface RawDeployment {
  displayName?: string
  mode?: string
  state?: string
  ringCount?: number
  payloads?: { payloadId?: string }[]
}

/**
 * Roll-outs that are under way or still to come: neither drafts nor ended ones
 * (learn.microsoft.com/graph/api/resources/intune-gntgraphservice-deviceandappmanagementdeployment, beta). None where
 * the service does not have them.
 */
export async function listDeployments(graph: Graph): Promise<Deployment[]> {
  const all = await listKnown<RawDeployment>(graph, DEPLOYMENTS, '/deviceManagement/deployments')
  return all
    .filter(({ mode, state }) => mode !== 'draft' && state !== 'canceled' && state !== 'completed')
    .map(({ displayName, ringCount, payloads = [] }) => ({
      name: displayName ?? '',
      rings: ringCount ?? 0,
      payloads: new Set(payloads.flatMap(({ payloadId }) => payloadId?.toLowerCase() ?? [])),
    }))
}

async function listKnown<Raw>(graph: Graph, what: string, path: string): Promise<Raw[]> {
  if (unknown.has(what)) return []
  try {
    return await graph.list<Raw>(path)
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.passing || error.code === 'signIn') throw error
    if (error.code === 'invalid' || error.code === 'unrouted') unknown.add(what)
    return []
  }
}
