import { type Answer, type Call, jsonOf } from '../http.ts'
import { Denied } from './errors.ts'
import { page, selected } from './paging.ts'
import type { Group, TenantState } from './state.ts'

/** Entra's groups, as Graph answers for them (learn.microsoft.com/graph/aad-advanced-queries). */
export const GROUP_SCOPES = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']

export function listGroups(state: TenantState, call: Call): Answer {
  const { searchParams } = call.url
  const search = searchParams.get('$search')
  const filter = searchParams.get('$filter')
  const isEventual = call.headers.consistencylevel === 'eventual'
  if (search !== null && !isEventual) {
    throw bad(
      'Request with $search query parameter only works through MSGraph with a special request header: ConsistencyLevel: eventual',
    )
  }
  const found = state.groups
    .filter((group) => filter === null || filterOf(filter)(group))
    .filter((group) => search === null || searchOf(search)(group))
  return page(call, found.map(groupBody), {
    context: 'groups',
    most: 999,
    count: isEventual && searchParams.get('$count') === 'true',
  })
}

export function getGroup(state: TenantState, call: Call): Answer {
  return { status: 200, body: selected(call, groupBody(groupOf(state, call.params.id))) }
}

/** `/directoryObjects/getByIds`; ids that nobody has are left out of the answer. */
export function getByIds(state: TenantState, call: Call): Answer {
  const { ids, types } = (jsonOf(call) ?? {}) as { ids?: unknown; types?: unknown }
  if (!Array.isArray(ids) || ids.length > 1000) throw bad('The ids have to be a collection of at most 1000.')
  const isAsked = !Array.isArray(types) || types.includes('group')
  const found = isAsked
    ? state.groups.filter(({ id }) => ids.some((one) => String(one).toLowerCase() === id))
    : []
  const value = found.map((group) => ({ '@odata.type': '#microsoft.graph.group', ...groupBody(group) }))
  return { status: 200, body: { '@odata.context': '$metadata#directoryObjects', value } }
}

/** `/groups/{id}/transitiveMembers/microsoft.graph.{user|device}/$count`: plain text. */
export function countMembers(state: TenantState, call: Call): Answer {
  if (call.headers.consistencylevel !== 'eventual') {
    throw bad('$count is not currently supported without the header ConsistencyLevel: eventual.')
  }
  const group = groupOf(state, call.params.id)
  const count = call.params.type === 'user' ? group.users : group.devices
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(count) }
}

function groupOf(state: TenantState, id: string | undefined): Group {
  const group = state.groups.find((one) => one.id === id?.toLowerCase())
  if (group) return group
  throw new Denied(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

function groupBody({ id, displayName, description, dynamic, securityEnabled }: Group) {
  return {
    id,
    displayName,
    description,
    groupTypes: dynamic ? ['DynamicMembership'] : [],
    securityEnabled,
    mailEnabled: !securityEnabled,
  }
}

/** `displayName eq 'x'` and `startswith(displayName,'x')`; Entra compares without regard to case. */
function filterOf(filter: string): (group: Group) => boolean {
  const [, equal] = /^displayName eq '((?:[^']|'')*)'$/.exec(filter) ?? []
  const [, start] = /^startswith\(displayName,\s*'((?:[^']|'')*)'\)$/.exec(filter) ?? []
  const value = (equal ?? start)?.replaceAll("''", "'").toLowerCase()
  if (value === undefined) throw bad('Invalid filter clause.')
  return ({ displayName }) =>
    equal === undefined ? displayName.toLowerCase().startsWith(value) : displayName.toLowerCase() === value
}

/** `"displayName:some words"`: every word is the beginning of one, in any order. */
function searchOf(search: string): (group: Group) => boolean {
  const [, text] = /^"displayName:([^"]*)"$/.exec(search) ?? []
  if (text === undefined) throw bad('Syntax error: the $search clause is malformed.')
  const sought = words(text)
  return ({ displayName }) => {
    const given = words(displayName)
    return sought.every((word) => given.some((one) => one.startsWith(word)))
  }
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function bad(message: string): Denied {
  return new Denied(400, 'Request_BadRequest', message)
}
