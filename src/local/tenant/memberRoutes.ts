import { COMPANY } from '../company.ts'
import type { Answer, Call, Route } from '../http.ts'
import type { Version } from './assignmentElements.ts'
import type { Caller } from './bearer.ts'
import {
  DECLARED,
  type DirectoryObject,
  type DirectoryType,
  isDirectoryType,
  memberBody,
  READ_SCOPES,
} from './directoryBodies.ts'
import { Denied } from './errors.ts'
import type { Guard } from './guard.ts'
import { groupsAround, membersOf } from './memberships.ts'
import { bareCount, demandAdvanced, directoryPage, filterBy } from './odata.ts'
import { type Listed, listOf } from './paging.ts'
import { findDevice, findPerson } from './population.ts'
import type { Group, TenantState } from './state.ts'

const { ada } = COMPANY.people

/** A team is a group, too; here it is in nobody's lists. */
const OWNERS: Record<string, string[]> = { [COMPANY.team.aadGroupId]: [ada.oid] }
const FILTERED = ['id', 'displayName', 'operatingSystem', 'deviceId', 'userPrincipalName', 'mail']

type FoundMembers = (call: Call) => Record<DirectoryType, Listed<DirectoryObject>>

/** Who is in a group, and the groups around a group, a device or a person. */
export function memberRoutes(state: TenantState, guarded: Guard, version: Version): Route[] {
  const groups = `/${version}/groups/{id}`
  const members =
    (nested: boolean): FoundMembers =>
    (call) => {
      const found = membersOf(state, groupOf(state, call), { nested })
      return {
        user: typed('user', found.people),
        device: typed('device', found.devices),
        group: typed('group', listOf(found.groups)),
      }
    }
  const around =
    (nested: boolean, idOf: (call: Call) => string): FoundMembers =>
    (call) => ({
      ...NOBODY,
      group: typed('group', listOf(groupsAround(state, idOf(call), { nested }))),
    })
  const idOfGroup = (call: Call) => groupOf(state, call).id
  const idOfDevice = (call: Call) => demandFound(findDevice(state, call.params.id ?? '', 'device'), call).id
  const idOfPerson = (call: Call) => demandFound(findPerson(state, call.params.id ?? ''), call).id
  // learn.microsoft.com/graph/api/user-list-transitivememberof names the groups' permissions, too.
  const ofPerson = ['User.Read.All', ...READ_SCOPES.group]
  return [
    ...collection(guarded, `${groups}/members`, READ_SCOPES.group, members(false)),
    ...collection(guarded, `${groups}/transitiveMembers`, READ_SCOPES.group, members(true)),
    ...collection(guarded, `${groups}/memberOf`, READ_SCOPES.group, around(false, idOfGroup)),
    ...collection(guarded, `${groups}/transitiveMemberOf`, READ_SCOPES.group, around(true, idOfGroup)),
    ...collection(
      guarded,
      `/${version}/devices/{id}/memberOf`,
      READ_SCOPES.device,
      around(false, idOfDevice),
    ),
    ...collection(
      guarded,
      `/${version}/devices/{id}/transitiveMemberOf`,
      READ_SCOPES.device,
      around(true, idOfDevice),
    ),
    ...collection(guarded, `/${version}/users/{id}/memberOf`, ofPerson, around(false, idOfPerson)),
    ...collection(guarded, `/${version}/users/{id}/transitiveMemberOf`, ofPerson, around(true, idOfPerson)),
    ['GET', `${groups}/owners`, guarded({ scopes: READ_SCOPES.group, byIntune: false }, owners(state))],
  ]
}

/** A collection of directory objects: whole, one type of it, and how many (learn.microsoft.com/graph/api/group-list-transitivemembers). */
function collection(guarded: Guard, path: string, scopes: readonly string[], found: FoundMembers): Route[] {
  const reading = (act: (call: Call, caller: Caller) => Answer) => guarded({ scopes, byIntune: false }, act)
  const list = (call: Call, caller: Caller): Answer => {
    const asked = typeOf(call)
    if (asked) demandAdvanced(call, 'The cast of a collection')
    const all = chosen(call, caller, found(call), asked)
    return directoryPage(call, all, (object) => memberBody(caller, object, { typed: asked === null }), {
      context: asked ? `${asked}s` : 'directoryObjects',
      declared: asked ? DECLARED[asked] : null,
    })
  }
  const count = (call: Call, caller: Caller): Answer =>
    bareCount(call, chosen(call, caller, found(call), typeOf(call)).size)
  return [
    ['GET', `${path}/microsoft.graph.{type}/$count`, reading(count)],
    ['GET', `${path}/microsoft.graph.{type}`, reading(list)],
    ['GET', `${path}/$count`, reading(count)],
    ['GET', path, reading(list)],
  ]
}

function chosen(
  call: Call,
  caller: Caller,
  found: ReturnType<FoundMembers>,
  asked: DirectoryType | null,
): Listed<DirectoryObject> {
  const all = asked ? found[asked] : joinedLists([found.user, found.device, found.group])
  if (!call.url.searchParams.has('$filter')) return all
  demandAdvanced(call, '$filter on members')
  const isAsked = filterBy(call, FILTERED)
  return listOf(
    all.slice(0, all.size).filter((object) => isAsked(memberBody(caller, object, { typed: false }))),
  )
}

function typeOf({ params }: Call): DirectoryType | null {
  if (params.type === undefined) return null
  if (isDirectoryType(params.type)) return params.type
  throw new Denied(400, 'BadRequest', `Unable to resolve the type 'microsoft.graph.${params.type}'.`)
}

function typed<Type extends DirectoryType>(
  type: Type,
  all: Listed<Extract<DirectoryObject, { type: Type }>['one']>,
): Listed<DirectoryObject> {
  return {
    size: all.size,
    slice: (from, count) => all.slice(from, count).map((one) => ({ type, one }) as DirectoryObject),
  }
}

function joinedLists(parts: readonly Listed<DirectoryObject>[]): Listed<DirectoryObject> {
  return {
    size: parts.reduce((sum, { size }) => sum + size, 0),
    slice(from, count) {
      const taken: DirectoryObject[] = []
      let before = 0
      for (const part of parts) {
        const start = Math.max(0, from - before)
        if (taken.length < count && start < part.size) taken.push(...part.slice(start, count - taken.length))
        before += part.size
      }
      return taken
    },
  }
}

const NOBODY = { user: listOf<DirectoryObject>([]), device: listOf<DirectoryObject>([]) }

function owners(state: TenantState) {
  return (call: Call, caller: Caller): Answer => {
    const known = OWNERS[call.params.id ?? '']
    if (!known) groupOf(state, call)
    const all = (known ?? []).flatMap((id): DirectoryObject[] => {
      const one = findPerson(state, id)
      return one ? [{ type: 'user', one }] : []
    })
    return directoryPage(call, listOf(all), (object) => memberBody(caller, object, { typed: true }), {
      context: 'directoryObjects',
      declared: null,
    })
  }
}

function groupOf(state: TenantState, call: Call): Group {
  return demandFound(
    state.groups.find(({ id }) => id === call.params.id?.toLowerCase()),
    call,
  )
}

/** @throws {Denied} 404 */
export function demandFound<One>(found: One | undefined, { params }: Call): One {
  if (found) return found
  throw new Denied(
    404,
    'Request_ResourceNotFound',
    `Resource '${params.id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
