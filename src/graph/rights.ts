import type { Graph } from './client.ts'

/** What somebody's Intune roles allow, as far as Graph shows it to them. */
export interface Rights {
  /** Resource actions of all their roles together, such as `Microsoft.Intune_MobileApps_Assign`; null: not known. */
  actions: ReadonlySet<string> | null
  /**
   * Lower-case ids of the only groups that they may assign to, nested groups included; null: not known, or no such
   * limit.
   */
  groups: ReadonlySet<string> | null
}

/**
 * Directory roles that may do everything in Intune: Intune Administrator and Global Administrator
 * (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference).
 */
const INTUNE_ADMINISTRATORS = ['3a2c62db-5318-420d-8d74-23affee5d9d5', '62e90394-69f5-4237-9190-012177145e10']

/** @param directoryRoles template ids. */
export function mayDoAll(directoryRoles: readonly string[]): boolean {
  return directoryRoles.some((role) => INTUNE_ADMINISTRATORS.includes(role))
}

export const UNKNOWN_RIGHTS: Rights = { actions: null, groups: null }

interface EffectivePermissions {
  value?: { resourceActions?: { allowedResourceActions?: string[] }[] }[]
}

interface RoleAssignment {
  id: string
  /** Beta: `resourceScope` if the groups of `resourceScopes` are the whole scope. */
  scopeType?: string
  resourceScopes?: string[]
}

/** People who may create roles can give themselves any scope, and so can an Intune Administrator of the directory. */
const MAKES_ROLES = 'Microsoft.Intune_Roles_Create'

/**
 * The person's own actions, and the scope groups of their own role assignments, in one call. What Graph does not show
 * (reading the assignments takes a role that may read roles) is unknown, and no failure here is a reason to fail: it
 * only means that the write itself will tell.
 *
 * `scope='*'` is what the admin center itself asks for; the answer has only what is allowed
 * (learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions;
 * github.com/Micke-K/IntuneManagement, Docs/EffectivePermissions.md).
 */
export async function readRights(graph: Graph): Promise<Rights> {
  const root = '/deviceManagement'
  const [effective, own, all] = await Promise.all([
    graph.get<EffectivePermissions>(`${root}/getEffectivePermissions(scope='*')`).catch(() => null),
    graph.get<{ roleAssignmentIds?: string[] }>(`${root}/getAssignedRoleDetails`).catch(() => null),
    graph.list<RoleAssignment>(`${root}/roleAssignments`).catch(() => null),
  ])
  const actions = effective && actionsIn(effective)
  const isLimited = actions && !actions.has(MAKES_ROLES)
  return { actions, groups: isLimited && own && all ? groupsIn(own.roleAssignmentIds ?? [], all) : null }
}

/** Whether a group is inside one of the others (lower-case ids), however deep. */
export async function isWithin(graph: Graph, id: string, others: ReadonlySet<string>): Promise<boolean> {
  const path = `/groups/${encodeURIComponent(id)}/transitiveMemberOf/microsoft.graph.group?$select=id&$top=999&$count=true`
  const around = await graph.list<{ id: string }>(path, { version: 'v1.0', eventual: true })
  return around.some((one) => others.has(one.id.toLowerCase()))
}

function actionsIn({ value = [] }: EffectivePermissions): Set<string> | null {
  const allowed = value.flatMap(({ resourceActions = [] }) =>
    resourceActions.flatMap(({ allowedResourceActions = [] }) => allowedResourceActions),
  )
  // Without any Intune role, the directory role is what counts.
  return allowed.length > 0 ? new Set(allowed) : null
}

/** Roles add up, so that one without such a limit, or one that is not shown, leaves everything open. */
function groupsIn(own: readonly string[], all: readonly RoleAssignment[]): Set<string> | null {
  const mine = all.filter(({ id }) => own.includes(id))
  const isKnown = mine.length > 0 && mine.length === own.length
  if (!isKnown || mine.some(({ scopeType }) => scopeType !== 'resourceScope')) return null
  return new Set(mine.flatMap(({ resourceScopes = [] }) => resourceScopes.map((id) => id.toLowerCase())))
}
