import { listFilters } from '../../graph/filters.ts'
import { describeGroups } from '../../graph/groups.ts'
import { parentsOf } from '../../graph/membership.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from '../../graph/scopes.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { type Get, type Gets, getsOf, waysOf } from '../../intune/assignments/groupReport.ts'
import { CATALOG } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import { type GraphFor, mayPassOver } from '../setback.ts'
import { lookThrough, type Searched } from './bulkSearch.ts'

/** Everything that a group, all users or all devices get, over all kinds that the person may read. */
export async function findGets(
  graphFor: GraphFor,
  person: Person,
  subject: Subject,
  tell: (searched: Searched) => void,
): Promise<Gets> {
  const directory = graphFor(person, [GROUP_SCOPE])
  const id = subject.kind === 'group' ? subject.id : null
  const [facts, parents] = id
    ? await Promise.all([describeGroups(directory, [id], [id]), parentsOf(directory, id)])
    : [new Map(), []]
  const group = id ? (facts.get(id.toLowerCase()) ?? null) : null
  const ways = waysOf(subject, group, parents)
  const gets: Get[] = []
  const { unseen, hidden } = await lookThrough(
    graphFor,
    person,
    CATALOG,
    (held) => {
      for (const { policy, entries } of held) {
        const { lastModified: _date, ...ref } = policy
        gets.push(...getsOf(ref, entries, ways))
      }
      return gets.length
    },
    tell,
  )
  const order = CATALOG.map(({ key }) => key)
  gets.sort(
    (a, b) =>
      Number(a.excluded) - Number(b.excluded) ||
      order.indexOf(a.policy.kind) - order.indexOf(b.policy.kind) ||
      a.policy.name.localeCompare(b.policy.name, 'en'),
  )
  const name = id ? `“${group?.name ?? id}”` : subject.kind === 'allUsers' ? 'All users' : 'All devices'
  return {
    name,
    group,
    gets,
    filters: await filterNames(graphFor, person, gets),
    unseen: unseen.map(({ title }) => title),
    ...(hidden.length > 0 ? { hidden: hidden.map(({ name }) => name) } : {}),
  }
}

async function filterNames(
  graphFor: GraphFor,
  person: Person,
  gets: readonly Get[],
): Promise<Record<string, string>> {
  if (!gets.some(({ ways }) => ways.some(({ filter }) => filter))) return {}
  try {
    const filters = await listFilters(graphFor(person, [FILTER_SCOPE]))
    return Object.fromEntries(filters.map(({ id, name }) => [id, name]))
  } catch (error) {
    if (mayPassOver(error)) return {}
    throw error
  }
}
