import { type Answer, type Call, jsonOf } from '../http.ts'
import type { Caller } from './bearer.ts'
import { bodyOf, type DirectoryObject, memberBody } from './directoryBodies.ts'
import { Denied } from './errors.ts'
import { demandFound } from './memberRoutes.ts'
import { page, selected } from './paging.ts'
import { findDevice, findPerson } from './population.ts'
import type { Group, TenantState } from './state.ts'

/** Entra's groups, as Graph answers for them (learn.microsoft.com/graph/aad-advanced-queries). */

export function listGroups(state: TenantState, call: Call): Answer {
  const { searchParams } = call.url
  const search = searchParams.get('$search')
  const filter = searchParams.get('$filter')
  const isEventual = call.headers.consistencylevel === 'eventual'
  if (search !== null && !isEventual) {
    throw badDirectoryRequest(
      'Request with $search query parameter only works through MSGraph with a special request header: ConsistencyLevel: eventual',
    )
  }
  const found = state.groups
    .filter((group) => filter === null || groupFilter(filter)(group))
    .filter((group) => search === null || searchOf(search)(group))
  return page(call, found.map(groupBody), {
    context: 'groups',
    most: 999,
    count: isEventual && searchParams.get('$count') === 'true',
  })
}

export function getGroup(state: TenantState, call: Call): Answer {
  return {
    status: 200,
    body: selected(
      call,
      groupBody(
        demandFound(
          state.groups.find(({ id }) => id === call.params.id?.toLowerCase()),
          call,
        ),
      ),
    ),
  }
}

/** `/directoryObjects/getByIds`; ids that nobody has are left out of the answer. */
export function getByIds(state: TenantState, call: Call, caller: Caller): Answer {
  const { ids, types } = (jsonOf(call) ?? {}) as { ids?: unknown; types?: unknown }
  if (!Array.isArray(ids) || ids.length > 1000)
    throw badDirectoryRequest('The ids have to be a collection of at most 1000.')
  const isAsked = (type: string) => !Array.isArray(types) || types.includes(type)
  const asked = new Set(ids.map((id) => String(id).toLowerCase()))
  const found: DirectoryObject[] = state.groups
    .filter(({ id }) => asked.has(id))
    .map((one) => ({ type: 'group', one }))
  for (const id of asked) {
    const device = findDevice(state, id, 'device')
    const person = findPerson(state, id)
    if (device) found.push({ type: 'device', one: device })
    if (person) found.push({ type: 'user', one: person })
  }
  const value = found
    .filter(({ type }) => isAsked(type))
    .map((object) => memberBody(caller, object, { typed: true }))
  return { status: 200, body: { '@odata.context': '$metadata#directoryObjects', value } }
}

function groupBody(one: Group) {
  return bodyOf({ type: 'group', one })
}

/** `displayName eq 'x'` and `startswith(displayName,'x')`; Entra compares without regard to case. */
function groupFilter(filter: string): (group: Group) => boolean {
  const [, equal] = /^displayName eq '((?:[^']|'')*)'$/.exec(filter) ?? []
  const [, start] = /^startswith\(displayName,\s*'((?:[^']|'')*)'\)$/.exec(filter) ?? []
  const value = (equal ?? start)?.replaceAll("''", "'").toLowerCase()
  if (value === undefined) throw badDirectoryRequest('Invalid filter clause.')
  return ({ displayName }) =>
    equal === undefined ? displayName.toLowerCase().startsWith(value) : displayName.toLowerCase() === value
}

/** `"displayName:some words"`: every word is the beginning of one, in any order. */
function searchOf(search: string): (group: Group) => boolean {
  const [, text] = /^"displayName:([^"]*)"$/.exec(search) ?? []
  if (text === undefined) throw badDirectoryRequest('Syntax error: the $search clause is malformed.')
  const sought = wordsIn(text)
  return ({ displayName }) => {
    const given = wordsIn(displayName)
    return sought.every((word) => given.some((one) => one.startsWith(word)))
  }
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function badDirectoryRequest(message: string): Denied {
  return new Denied(400, 'Request_BadRequest', message)
}
