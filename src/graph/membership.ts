import { isSameId } from '../intune/guid.ts'
import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'
import { GROUP_SCOPE } from './scopes.ts'

const V1 = { version: 'v1.0' } as const

/**
 * Whether somebody is in a group, nested groups included, as the signed-in person sees it. `GroupMember.Read.All`
 * is enough: ids are returned even for members that the person may not read
 * (learn.microsoft.com/graph/api/group-list-transitivemembers).
 * @returns null when there is no such group, or the person cannot see it.
 */
export async function isMember(graph: Graph, groupId: string, oid: string): Promise<boolean | null> {
  return await holdsId(graph, `/groups/${encodeURIComponent(groupId)}/transitiveMembers`, oid)
}

/** Whether somebody owns a group: a team's owners are those of its group. */
export async function isOwner(graph: Graph, groupId: string, oid: string): Promise<boolean | null> {
  return await holdsId(graph, `/groups/${encodeURIComponent(groupId)}/owners`, oid)
}

/**
 * The groups that a group is in, however deep, without directory roles and administrative units. A deleted group is in
 * none.
 */
export async function parentsOf(graph: Graph, groupId: string): Promise<{ id: string; name: string }[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/transitiveMemberOf?$select=id,displayName&$top=999`
  const found = await graph
    .list<{ '@odata.type'?: string; id: string; displayName: string }>(path, V1)
    .catch((error): [] => {
      if (error instanceof GraphRefusal && error.code === 'missing') return []
      throw withoutPermission(error)
    })
  return found
    .filter((one) => one['@odata.type'] === '#microsoft.graph.group')
    .map(({ id, displayName }) => ({ id, name: displayName }))
}

async function holdsId(graph: Graph, path: string, oid: string): Promise<boolean | null> {
  try {
    const found = await graph.list<{ id: string }>(`${path}?$select=id&$top=999`, V1)
    return found.some(({ id }) => isSameId(id, oid))
  } catch (error) {
    if (error instanceof GraphRefusal && error.code === 'missing') return null
    throw withoutPermission(error)
  }
}

/**
 * Groups belong to the directory: access to them comes from the permission that Assent was granted, not from an Intune
 * role.
 */
function withoutPermission(error: unknown): unknown {
  if (!(error instanceof GraphRefusal) || error.code !== 'denied') return error
  return new GraphRefusal('invalid', { code: 'membersHidden', permission: GROUP_SCOPE }, error)
}
