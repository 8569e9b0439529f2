import type { GroupFacts } from '../intune/change.ts'
import type { Graph } from './client.ts'
import { best, type Found } from './names.ts'
import { isId, quoted } from './policies.ts'

interface Raw {
  id: string
  displayName: string
  groupTypes?: string[]
  securityEnabled?: boolean
}

const SELECT = '$select=id,displayName,groupTypes,securityEnabled'
const EVENTUAL = { version: 'v1.0', eventual: true } as const
const AT_ONCE = 20
/** Counting costs five units of Graph's quota a group, so a long card does not count them all. */
const MOST_COUNTED = 30

/** The groups that answer to a name or id, the best answers only; without member counts. */
export async function findGroups(graph: Graph, asked: string): Promise<Found<GroupFacts>> {
  if (isId(asked)) {
    const byId = (await describeGroups(graph, [asked], [])).get(asked.toLowerCase())
    if (byId?.name) return { closeness: 'exact', found: [byId] }
  }
  const exact = await search(graph, `$filter=${encodeURIComponent(`displayName eq ${quoted(asked)}`)}`)
  if (exact.length > 0) return best(asked, exact, (group) => group.name ?? '')
  const [starting, containing, close] = await Promise.all([
    search(graph, `$filter=${encodeURIComponent(`startswith(displayName,${quoted(asked)})`)}`),
    search(graph, `$search=${encodeURIComponent(`"displayName:${searchable(asked)}"`)}`),
    search(graph, `$search=${encodeURIComponent(`"displayName:${longestWord(asked)}"`)}`),
  ])
  const all = new Map([...starting, ...containing, ...close].map((group) => [group.id, group]))
  return best(asked, [...all.values()], (group) => group.name ?? '')
}

/**
 * What is known of groups, by lower-case id. Groups that the directory does not know are in the answer with
 * no name.
 * @param countFirst ids whose members are counted before the others'.
 */
export async function describeGroups(
  graph: Graph,
  ids: readonly string[],
  countFirst: readonly string[],
): Promise<Map<string, GroupFacts>> {
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))]
  const facts = new Map<string, GroupFacts>()
  for (let at = 0; at < unique.length; at += 1000) {
    const { body } = await graph.post<{ value: Raw[] }>(
      '/directoryObjects/getByIds',
      { ids: unique.slice(at, at + 1000), types: ['group'] },
      { version: 'v1.0' },
    )
    for (const raw of body.value) facts.set(raw.id.toLowerCase(), groupFrom(raw))
  }
  for (const id of unique) if (!facts.has(id)) facts.set(id, missing(id))
  const first = countFirst.map((id) => id.toLowerCase())
  const order = [...first, ...unique.filter((id) => !first.includes(id))]
  await countMembers(
    graph,
    order
      .flatMap((id) => facts.get(id) ?? [])
      .filter((g) => g.name)
      .slice(0, MOST_COUNTED),
  )
  return facts
}

async function search(graph: Graph, query: string): Promise<GroupFacts[]> {
  const { value } = await graph.get<{ value: Raw[] }>(
    `/groups?${query}&${SELECT}&$top=50&$count=true`,
    EVENTUAL,
  )
  return value.map(groupFrom)
}

/** Fills in users and devices, nested groups included, for many groups in few calls. */
export async function countMembers(graph: Graph, groups: readonly GroupFacts[]): Promise<void> {
  const asked = groups.flatMap((group) => [
    { group, of: 'user' },
    { group, of: 'device' },
  ])
  const counts = new Map<string, number>()
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const requests = asked.slice(at, at + AT_ONCE).map(({ group, of }) => ({
      id: `${of}:${group.id}`,
      method: 'GET',
      url: `/groups/${group.id}/transitiveMembers/microsoft.graph.${of}/$count`,
      headers: { ConsistencyLevel: 'eventual' },
    }))
    const { body } = await graph.post<{ responses: { id: string; status: number; body: unknown }[] }>(
      '/$batch',
      { requests },
      { version: 'v1.0' },
    )
    for (const { id, status, body: count } of body.responses) {
      const number = status === 200 ? Number(count) : Number.NaN
      if (Number.isFinite(number)) counts.set(id, number)
    }
  }
  for (const group of groups) {
    const users = counts.get(`user:${group.id}`)
    const devices = counts.get(`device:${group.id}`)
    if (users === undefined || devices === undefined) continue
    group.members = users + devices
    group.of = users && devices ? 'users and devices' : users ? 'users' : devices ? 'devices' : 'nobody'
  }
}

function groupFrom(raw: Raw): GroupFacts {
  return {
    id: raw.id,
    name: raw.displayName,
    membership: raw.groupTypes?.includes('DynamicMembership') ? 'dynamic' : 'assigned',
    of: 'unknown',
    members: null,
    securityEnabled: raw.securityEnabled !== false,
  }
}

function missing(id: string): GroupFacts {
  return { id, name: null, membership: 'unknown', of: 'unknown', members: null, securityEnabled: true }
}

/** `$search` takes its text in double quotes; a quote inside has no reliable escape there. */
function searchable(text: string): string {
  return text.replace(/["\\]/g, ' ').trim()
}

function longestWord(text: string): string {
  const words = searchable(text).split(/[^\p{L}\p{N}]+/u)
  return (
    words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || searchable(text)
  )
}
