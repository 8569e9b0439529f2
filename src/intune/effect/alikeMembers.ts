import type { Entry } from '../assignments/entries.ts'
import { knownMembers, type Reach, runsOn } from './members.ts'
import { type Reached, targetKey } from './range.ts'

/**
 * A yes or no: known, or left open under a name. What is open under one name is the same in both sets, and so
 * cancels out.
 */
export type Known = boolean | string

/** One entry as it applies to one member: it takes effect where both hold. */
export interface Term {
  intent: string | null
  isExclusion: boolean
  isIn: Known
  /** Whether the filter lets them through. */
  passes: Known
  filter: string | null
}

/** Members about whom everything known is the same. */
export interface Alike {
  members: number
  /** Whether a policy of this platform works on their devices. */
  runs: Known
  before: Term[]
  after: Term[]
}

/** Two sets of entries, and what is known about those whom they reach. */
export interface Sides {
  before: readonly Entry[]
  after: readonly Entry[]
  reached: Reached
  reach: Reach
  intentOf: (entry: Entry) => string | null
}

/** Everybody named in a set, grouped with those about whom the same is known. */
export function alikeMembers(sides: Sides): Alike[] {
  const { before, after, reached, reach } = sides
  const sets = new Map<string, ReadonlySet<string>>()
  for (const { groupId } of [...before, ...after]) {
    const key = groupId?.toLowerCase()
    const known = key === undefined ? null : knownMembers(reach, key, reached)
    if (key !== undefined && known) sets.set(key, new Set(known))
  }
  const classes = new Map<string, Alike>()
  const named = [...sets.values(), ...namedBesides(sides).values()]
  for (const member of new Set(named.flatMap((set) => [...set]))) {
    const runs = reached === 'users' ? true : (runsOn(reach, member) ?? 'runs')
    const isAny = reached === 'users' || (reach.enrolled?.has(member) ?? true)
    const isIn = (key: string): Known => sets.get(key)?.has(member) ?? `in ${key}`
    const passes = (id: string, mode: string): Known => {
      const matched = reached === 'devices' ? reach.matches.get(id)?.has(member) : undefined
      return matched === undefined ? `${mode} ${id}` : matched === (mode === 'include')
    }
    const termsOf = (entries: readonly Entry[]) =>
      entries.flatMap((entry) => termFor(entry, sides, isIn, isAny, passes) ?? [])
    const [was, is] = [termsOf(before), termsOf(after)]
    const key = JSON.stringify([runs, was, is])
    const alike = classes.get(key)
    if (alike) alike.members += 1
    else classes.set(key, { members: 1, runs, before: was, after: is })
  }
  return [...classes.values()]
}

/** All devices, or those that filters match, where that is known: by `enrolled`, or by the filter's id. */
export function namedBesides({ before, after, reached, reach }: Sides): Map<string, ReadonlySet<string>> {
  const named = new Map<string, ReadonlySet<string>>()
  const ofAll = [...before, ...after].filter(({ target }) => target === 'allDevices')
  if (reached === 'users' || ofAll.length === 0) return named
  if (reach.enrolled) return named.set('enrolled', reach.enrolled)
  for (const { filter } of ofAll) {
    const matched = filter && reach.matches.get(filter.id)
    if (filter && matched) named.set(filter.id, matched)
  }
  return named
}

/**
 * How an entry applies to one member; null where it does not.
 * @param isAny whether they are among all devices, or all users.
 */
export function termFor(
  entry: Entry,
  { reached, intentOf }: Sides,
  isIn: (groupId: string) => Known,
  isAny: boolean,
  passes: (filterId: string, mode: string) => Known,
): Term | null {
  const { target, groupId, filter } = entry
  const isExclusion = target === 'exclusionGroup'
  const within: Known =
    target === 'group' || isExclusion
      ? isIn(groupId?.toLowerCase() ?? '')
      : target === 'other'
        ? targetKey(entry)
        : isAny && target === (reached === 'devices' ? 'allDevices' : 'allUsers')
  if (within === false) return null
  // Intune takes no filter on an exclusion (learn.microsoft.com/mem/intune/fundamentals/filters).
  const through = filter && !isExclusion ? passes(filter.id, filter.mode) : true
  if (through === false) return null
  return {
    intent: intentOf(entry),
    isExclusion,
    isIn: within,
    passes: through,
    filter: filter && !isExclusion ? `${filter.mode} ${filter.id}` : null,
  }
}
