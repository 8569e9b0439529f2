import { COMPANY } from '../company.ts'
import type { Answer, Call } from '../http.ts'
import { Denied } from './errors.ts'
import { page } from './paging.ts'
import type { Group, TenantState } from './state.ts'

const { ada, bruno, chiara } = COMPANY.people

/** Who and what is in a group, by its name; of all the others only the numbers are known. */
const MEMBERS: Record<string, { people?: string[]; groups?: string[] }> = {
  'IT Administrators': { people: [ada.oid, bruno.oid] },
  'Help Desk': { people: [chiara.oid] },
  'Pilot Users': { groups: ['IT Administrators'] },
  'Ring 1 Early': { groups: ['Pilot Devices'] },
  'Ring 2 Broad': { groups: ['Ring 1 Early'] },
}
/** A team is a group, too; here it is in nobody's lists. */
const OWNERS: Record<string, string[]> = { [COMPANY.team.aadGroupId]: [ada.oid] }

/** `/groups/{id}/transitiveMembers` (learn.microsoft.com/graph/api/group-list-transitivemembers). */
export function transitiveMembers(state: TenantState, call: Call): Answer {
  const seen = new Set<string>()
  const people = new Set<string>()
  const groups: Group[] = []
  const walk = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    for (const oid of MEMBERS[name]?.people ?? []) people.add(oid)
    for (const child of MEMBERS[name]?.groups ?? []) {
      groups.push(...state.groups.filter(({ displayName }) => displayName === child))
      walk(child)
    }
  }
  walk(groupOf(state, call).displayName)
  return listed(call, [...[...people].map(userBody), ...groups.map(groupBody)])
}

/** `/groups/{id}/transitiveMemberOf` */
export function transitiveMemberOf(state: TenantState, call: Call): Answer {
  const found: string[] = []
  const walk = (name: string) => {
    for (const [parent, { groups = [] }] of Object.entries(MEMBERS)) {
      if (!groups.includes(name) || found.includes(parent)) continue
      found.push(parent)
      walk(parent)
    }
  }
  walk(groupOf(state, call).displayName)
  return listed(call, state.groups.filter(({ displayName }) => found.includes(displayName)).map(groupBody))
}

/** `/groups/{id}/owners` */
export function owners(state: TenantState, call: Call): Answer {
  const known = OWNERS[call.params.id ?? '']
  if (!known) groupOf(state, call)
  return listed(call, (known ?? []).map(userBody))
}

function groupOf(state: TenantState, { params }: Call): Group {
  const group = state.groups.find(({ id }) => id === params.id?.toLowerCase())
  if (group) return group
  throw new Denied(404, 'Request_ResourceNotFound', `Resource '${params.id}' does not exist.`)
}

function userBody(id: string) {
  return { '@odata.type': '#microsoft.graph.user', id }
}

function groupBody({ id, displayName }: Group) {
  return { '@odata.type': '#microsoft.graph.group', id, displayName }
}

function listed(call: Call, value: Record<string, unknown>[]): Answer {
  return page(call, value, { context: 'directoryObjects', most: 999 })
}
