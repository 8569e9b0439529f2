import { rowOf } from '../catalog/catalog.ts'
import { platformOfPolicy } from '../catalog/platforms.ts'
import { intentIn } from '../plan/intents.ts'
import type { GroupFacts, PolicyRef } from './change.ts'
import type { Subject } from './entries.ts'
import { type Entry, sideOf } from './entries.ts'
import { isAbout } from './likeness.ts'

/** A way in which an assignment reaches a group: its own, or one of something it is part of. */
export interface Way {
  subject: Subject
  /** "all devices", a parent group's name; null: the group itself. */
  through: string | null
}

/** What a group gets, or does not get, from one policy. Plain data: it is stored as JSON. */
export interface Get {
  policy: PolicyRef
  excluded: boolean
  /**
   * What else decides, where it is included: a filter whose result is unknown, a filter that leaves it out, or a
   * platform that none of its devices runs.
   */
  but?: 'filter' | 'filteredOut' | 'platform'
  ways: {
    through: string | null
    intent: string | null
    filter: { id: string; mode: 'include' | 'exclude' } | null
  }[]
}

/** Everything a group gets in a tenant. */
export interface Gets {
  /** As cards call it. */
  name: string
  group: GroupFacts | null
  /** Where it is not a group that gets them. */
  member?: 'device' | 'user'
  gets: Get[]
  /** Names of the filters in it, by id. */
  filters: Record<string, string>
  /** Kinds that the person may not read. */
  unseen: string[]
  /** Names of objects that Intune says are assigned, without a list of their assignments. */
  hidden?: string[]
  /** What else is unknown, one sentence each. */
  notes?: string[]
}

/** The group itself, what it is in, and everybody: all users where it holds users, all devices where devices. */
export function waysOf(
  subject: Subject,
  group: GroupFacts | null,
  parents: readonly { id: string; name: string }[],
): Way[] {
  const own: Way = { subject, through: null }
  if (subject.kind !== 'group') return [own]
  const of = group?.of ?? 'unknown'
  return [
    own,
    ...parents.map(({ id, name }): Way => ({ subject: { kind: 'group', id }, through: `“${name}”` })),
    ...(of === 'devices' ? [] : [{ subject: { kind: 'allUsers' }, through: 'all users' } as Way]),
    ...(of === 'users' ? [] : [{ subject: { kind: 'allDevices' }, through: 'all devices' } as Way]),
  ]
}

/**
 * How one policy reaches the group, and what it is excluded from; empty where the policy has nothing to do with
 * it. A single exclusion outweighs every inclusion of the same intent, and does not affect other intents.
 */
export function getsOf(policy: PolicyRef, entries: readonly Entry[], ways: readonly Way[]): Get[] {
  const row = rowOf(policy.kind)
  const met = ways.flatMap(({ subject, through }) =>
    entries.filter((entry) => isAbout(entry, subject)).map((entry) => ({ entry, through })),
  )
  const out = met.filter(({ entry }) => sideOf(entry) === 'exclusion')
  const narrowed = new Set(out.map(({ entry }) => intentIn(row, entry)))
  const given = met.filter(
    ({ entry }) => sideOf(entry) === 'inclusion' && !narrowed.has(intentIn(row, entry)),
  )
  return [
    { excluded: false, those: given },
    { excluded: true, those: out },
  ].flatMap(({ excluded, those }) =>
    those.length === 0
      ? []
      : [
          {
            policy,
            excluded,
            ways: those.map(({ entry, through }) => {
              const intent = row.intent && entry.properties[row.intent.property]
              return { through, intent: typeof intent === 'string' ? intent : null, filter: entry.filter }
            }),
          },
        ],
  )
}

/**
 * The same with everything else that decides, for devices with these platforms.
 * @param platforms all that any of them runs; null: unknown, or the group has people.
 * @param passes whether a filter lets them through; null: unknown.
 */
export function withButs(
  gets: readonly Get[],
  platforms: ReadonlySet<string> | null,
  passes: (filter: NonNullable<Get['ways'][number]['filter']>) => boolean | null,
): Get[] {
  const told = gets.map((get): Get => {
    if (get.excluded) return get
    const own = platformOfPolicy(get.policy)?.split(', ')
    if (own && platforms && ![...platforms].some((one) => own.includes(one)))
      return { ...get, but: 'platform' }
    const verdicts = get.ways.map(({ filter }) => (filter ? passes(filter) : true))
    if (verdicts.includes(true)) return get
    return { ...get, but: verdicts.includes(null) ? 'filter' : 'filteredOut' }
  })
  return told.sort((a, b) => rankOf(a) - rankOf(b))
}

/** What they get comes first, what has no effect last. */
function rankOf({ excluded, but }: Get): number {
  if (excluded) return 2
  return but === undefined ? 0 : but === 'filter' ? 1 : 3
}
