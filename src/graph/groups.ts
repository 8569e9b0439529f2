import { type GroupFacts, unknownGroup } from '../intune/assignments/change.ts'
import { isSameId } from '../intune/guid.ts'
import type { Graph } from './client.ts'
import {
  best,
  foldedName,
  isThatName,
  type Named,
  type NameMatching,
  nameWords,
  nearest,
  writings,
} from './nameMatch.ts'
import { isId, odataString } from './policies.ts'

/** A group as a search returns it, with what tells it apart from others of its name. */
export interface GroupFound extends GroupFacts {
  description: string | null
  /** ISO 8601. */
  created: string | null
}

interface RawGroup {
  id: string
  displayName: string
  description?: string | null
  createdDateTime?: string | null
  groupTypes?: string[]
  securityEnabled?: boolean
}

const SELECT = '$select=id,displayName,description,createdDateTime,groupTypes,securityEnabled'
const EVENTUAL = { version: 'v1.0', eventual: true } as const
/** Counting costs five units of Graph's quota a group, so a long card does not count them all. */
const MAX_COUNTED = 30
const MAX_FOUND = 50
/** How many words of a name are searched for one by one. */
const MAX_WORDS = 4

export interface GroupsFound extends Named<GroupFound> {
  /** How many similar names are offered when nothing was found. */
  nearest: string[]
}

/**
 * The groups that match a name or id, best matches only, without member counts. The directory is never listed: it is
 * asked for the exact name first, and for similar names only if there is none.
 */
export async function findGroups(graph: Graph, asked: string, reach: NameMatching): Promise<GroupsFound> {
  if (isId(asked)) {
    const byId = await groupById(graph, asked)
    if (byId) return { closeness: 'exact', found: [byId], nearest: [] }
  }
  const named = writings(asked).map((name) => filter(`displayName eq ${odataString(name)}`))
  const exact = groupsMatching(asked, await searchAll(graph, named))
  // An unknown id is not a misspelled name.
  if (isThatName(exact) || reach === 'exactly' || isId(asked)) return exact
  const words = nameWords(asked)
  const longest = [...words].sort((a, b) => b.length - a.length)
  const near = await searchAll(graph, [
    filter(`startswith(displayName,${odataString(asked)})`),
    searchFor(asked),
    searchFor(foldedName(asked)),
    ...longest.slice(0, 1).map(searchFor),
  ])
  const found = groupsMatching(asked, near)
  if (found.closeness) return found
  // Other spellings: each word on its own, and the letters before the first that may carry an accent.
  const far = await searchAll(graph, [
    ...longest.slice(1, MAX_WORDS).map(searchFor),
    searchFor(words.map((word) => foldedName(word).replace(/(?<=.)[aceinosuyz].*$/, '')).join(' ')),
    filter(`startswith(displayName,${odataString([...asked].slice(0, 3).join(''))})`),
  ])
  return groupsMatching(asked, [...near, ...far])
}

/**
 * What is known about groups, by lower-case id. Groups that the directory does not know are in the result without a
 * name.
 * @param countFirst ids whose members are counted before the others'.
 */
export async function describeGroups(
  graph: Graph,
  ids: readonly string[],
  countFirst: readonly string[],
): Promise<Map<string, GroupFacts>> {
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))]
  const order = [...new Set([...countFirst.map((id) => id.toLowerCase()), ...unique])]
  // Counted while they are looked up, which saves a round trip; one that is gone has no count.
  const early = order.slice(0, MAX_COUNTED)
  const [facts, counts] = await Promise.all([
    lookUpGroups(graph, unique),
    Promise.all(early.map((id) => countsOf(graph, id))),
  ])
  for (const [index, id] of early.entries()) {
    const [group, count] = [facts.get(id), counts[index]]
    if (group?.name && count) Object.assign(group, count)
  }
  const counted = order.filter((id) => facts.get(id)?.name).slice(0, MAX_COUNTED)
  await countMembers(
    graph,
    counted.flatMap((id) => (early.includes(id) ? [] : (facts.get(id) ?? []))),
  )
  return facts
}

async function lookUpGroups(graph: Graph, ids: readonly string[]): Promise<Map<string, GroupFacts>> {
  const facts = new Map<string, GroupFacts>()
  for (let at = 0; at < ids.length; at += 1000) {
    const { value } = await graph.query<{ value: RawGroup[] }>(
      '/directoryObjects/getByIds?$select=id,displayName,groupTypes,securityEnabled',
      { ids: ids.slice(at, at + 1000), types: ['group'] },
      { version: 'v1.0' },
    )
    for (const raw of value) facts.set(raw.id.toLowerCase(), factsFrom(raw))
  }
  for (const id of ids) if (!facts.has(id)) facts.set(id, unknownGroup(id))
  return facts
}

/** Fills in users and devices, nested groups included. What Graph will not say stays unknown. */
export async function countMembers(graph: Graph, groups: readonly GroupFacts[]): Promise<void> {
  await Promise.all(groups.map(async (group) => Object.assign(group, await countsOf(graph, group.id))))
}

/** Null where Graph does not say. */
async function countsOf(graph: Graph, id: string): Promise<Pick<GroupFacts, 'members' | 'of'> | null> {
  const [users, devices] = await Promise.all(
    ['user', 'device'].map((kind) =>
      graph
        .get<unknown>(
          `/groups/${encodeURIComponent(id)}/transitiveMembers/microsoft.graph.${kind}/$count`,
          EVENTUAL,
        )
        .then(Number, () => Number.NaN),
    ),
  )
  if (users === undefined || devices === undefined || !Number.isFinite(users + devices)) return null
  const of = users && devices ? 'users and devices' : users ? 'users' : devices ? 'devices' : 'nobody'
  return { members: users + devices, of }
}

async function groupById(graph: Graph, id: string): Promise<GroupFound | null> {
  const { value } = await graph.query<{ value: RawGroup[] }>(
    `/directoryObjects/getByIds?${SELECT}`,
    { ids: [id], types: ['group'] },
    { version: 'v1.0' },
  )
  const raw = value.find((one) => isSameId(one.id, id))
  return raw ? groupFrom(raw) : null
}

function groupsMatching(asked: string, groups: readonly GroupFound[]): GroupsFound {
  const nameOf = (group: GroupFound) => group.name ?? ''
  const found = best(asked, groups, nameOf)
  return { ...found, nearest: found.closeness ? [] : nearest(asked, groups.map(nameOf)) }
}

async function searchAll(graph: Graph, questions: readonly (string | null)[]): Promise<GroupFound[]> {
  const asked = [...new Set(questions.filter((question) => question !== null))]
  const found = await Promise.all(asked.map((question) => searchGroups(graph, question)))
  return [...new Map(found.flat().map((group) => [group.id, group])).values()]
}

/** All groups of the tenant where there are no more than `most`; else none. Without member counts. */
export async function listFewGroups(graph: Graph, most: number): Promise<GroupFound[]> {
  const { value } = await graph.get<{ value: RawGroup[] }>(`/groups?${SELECT}&$top=${most + 1}`, {
    version: 'v1.0',
  })
  return value.length > most ? [] : value.map(groupFrom)
}

async function searchGroups(graph: Graph, question: string): Promise<GroupFound[]> {
  const { value } = await graph.get<{ value: RawGroup[] }>(
    `/groups?${question}&${SELECT}&$top=${MAX_FOUND}&$count=true`,
    EVENTUAL,
  )
  return value.map(groupFrom)
}

function filter(expression: string): string {
  return `$filter=${encodeURIComponent(expression)}`
}

/**
 * `$search` finds words by their beginnings, in any order (learn.microsoft.com/graph/search-query-parameter).
 * It takes its text in double quotes; a quote inside has no reliable escape there.
 */
function searchFor(text: string): string | null {
  const clean = text.replace(/["\\]/g, ' ').trim()
  return clean ? `$search=${encodeURIComponent(`"displayName:${clean}"`)}` : null
}

function groupFrom(raw: RawGroup): GroupFound {
  return {
    ...factsFrom(raw),
    description: raw.description || null,
    created: raw.createdDateTime ?? null,
  }
}

function factsFrom(raw: RawGroup): GroupFacts {
  return {
    id: raw.id,
    name: raw.displayName,
    membership: raw.groupTypes?.includes('DynamicMembership') ? 'dynamic' : 'assigned',
    of: 'unknown',
    members: null,
    securityEnabled: raw.securityEnabled !== false,
  }
}
