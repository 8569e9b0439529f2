import { listFilters } from '../../graph/filters.ts'
import { describeGroups } from '../../graph/groups.ts'
import { parentsOf } from '../../graph/membership.ts'
import { readReach } from '../../graph/membershipReach.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from '../../graph/scopes.ts'
import type { GroupFacts, PolicyRef } from '../../intune/assignments/change.ts'
import type { Entry, Subject } from '../../intune/assignments/entries.ts'
import {
  type Get,
  type Gets,
  getsOf,
  type Way,
  waysOf,
  withButs,
} from '../../intune/assignments/groupReport.ts'
import { CATALOG, type CatalogRow } from '../../intune/catalog/catalog.ts'
import { platformOfSystem } from '../../intune/effect/systems.ts'
import type { Person } from '../../request/person.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { type GraphFor, mayPassOver, unlessPassedOver } from '../setback.ts'
import { lookThrough, type Searched } from './lookThrough.ts'

/** Everything that a group, all users or all devices get, over all kinds that the person may read. */
export async function findGets(
  graphFor: GraphFor,
  person: Person,
  subject: Subject,
  members: MemberReading,
  tell: (searched: Searched) => void,
): Promise<Gets> {
  const directory = graphFor(person, [GROUP_SCOPE])
  const id = subject.kind === 'group' ? subject.id : null
  const [facts, parents] = id
    ? await Promise.all([describeGroups(directory, [id], [id]), parentsOf(directory, id)])
    : [new Map(), []]
  const group = id ? (facts.get(id.toLowerCase()) ?? null) : null
  const ways = waysOf(subject, group, parents)
  const platforms = group ? await platformsIn(graphFor, person, group, members) : null
  const name = id ? `“${group?.name ?? id}”` : subject.kind === 'allUsers' ? 'All users' : 'All devices'
  const found = await findAll(graphFor, person, [ways], tell)
  return { name, group, ...found, gets: withButs(found.gets, platforms, () => null) }
}

/** The systems of a group's devices; null where not all of them are known, or the group has people. */
async function platformsIn(
  graphFor: GraphFor,
  person: Person,
  group: GroupFacts,
  { lists, limits }: MemberReading,
): Promise<ReadonlySet<string> | null> {
  if (group.of !== 'devices') return null
  const session = (scopes: readonly string[]) => graphFor(person, scopes)
  const read = await readReach({ person, session, lists, limits, mayPassOver }, [group], 'none')
  const devices = read.members.get(group.id.toLowerCase())?.devices ?? []
  const platforms = devices.map((device) => platformOfSystem(read.systems.get(device) ?? null))
  const known = platforms.filter((one) => one !== null)
  return devices.length > 0 && known.length === devices.length ? new Set(known) : null
}

/**
 * All policies that reach somebody in some way.
 * @param parts the ways of a device and of whoever uses it, each evaluated without the other.
 */
export async function findAll(
  graphFor: GraphFor,
  person: Person,
  parts: readonly (readonly Way[])[],
  tell: (searched: Searched) => void,
): Promise<Pick<Gets, 'gets' | 'filters' | 'unseen' | 'hidden'>> {
  const found = await getsThrough(
    graphFor,
    person,
    CATALOG,
    (policy, entries) => parts.flatMap((ways) => getsOf(policy, entries, ways)),
    tell,
  )
  return { ...found, filters: await filterNames(graphFor, person, found.gets) }
}

/**
 * What counts of every object of some kinds, in the order of the catalog, exclusions last.
 * @param counted of one object and its assignments.
 */
export async function getsThrough(
  graphFor: GraphFor,
  person: Person,
  rows: readonly CatalogRow[],
  counted: (policy: PolicyRef, entries: readonly Entry[]) => readonly Get[],
  tell: (searched: Searched) => void,
): Promise<Pick<Gets, 'gets' | 'unseen' | 'hidden'>> {
  const gets: Get[] = []
  const { unseen, hidden } = await lookThrough(
    graphFor,
    person,
    rows,
    (held) => {
      for (const { policy, entries } of held) {
        const { lastModified: _date, ...ref } = policy
        gets.push(...counted(ref, entries))
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
  return {
    gets,
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
  const filters = (await unlessPassedOver(listFilters(graphFor(person, [FILTER_SCOPE])))) ?? []
  return Object.fromEntries(filters.map(({ id, name }) => [id, name]))
}
