import type { GroupFacts } from '../assignments/change.ts'
import type { Entry } from '../assignments/entries.ts'
import { ALL, NOBODY, type Range, type Reached, targetKey } from './range.ts'

/** One side of a set: whom it includes and excludes, among users or devices, under one intent. */
interface TargetedSides {
  included: CountedTarget[]
  excluded: CountedTarget[]
}

interface CountedTarget {
  /** A group's id, or `all`. */
  key: string
  /** The filter as text; null: none. */
  filter: string | null
  /** Null: not known. */
  least: number
  most: number | null
}

/**
 * Who gains and who loses between two sets of entries of one intent, from member counts alone. Groups may overlap in
 * ways that counts do not show, and a filter may leave out anybody, so the ends of a range are what has to hold in
 * every case.
 * @param isForAll whether it works on whatever anybody uses: a policy for one platform leaves out other devices.
 */
export function countedChange(
  before: readonly Entry[],
  after: readonly Entry[],
  reached: Reached,
  groups: ReadonlyMap<string, GroupFacts>,
  isForAll: boolean,
): { gain: Range; lose: Range } {
  const was = stateFor(before, reached, groups, isForAll)
  const is = stateFor(after, reached, groups, isForAll)
  return { gain: gained(was, is), lose: gained(is, was) }
}

/** At most this many are included by entries of one intent. */
export function mostIncluded(
  entries: readonly Entry[],
  reached: Reached,
  groups: ReadonlyMap<string, GroupFacts>,
): Range['most'] {
  return sumOfTargets(uniqueTargets(stateFor(entries, reached, groups, false).included))
}

function stateFor(
  entries: readonly Entry[],
  reached: Reached,
  groups: ReadonlyMap<string, GroupFacts>,
  isForAll: boolean,
): TargetedSides {
  const everybody = reached === 'devices' ? 'allDevices' : 'allUsers'
  const included: CountedTarget[] = []
  const excluded: CountedTarget[] = []
  for (const entry of entries) {
    const { target, groupId, filter } = entry
    const shown = filter ? `${filter.mode} ${filter.id}` : null
    if (target === everybody) included.push({ key: ALL, filter: shown, least: 0, most: null })
    // A target that Assent does not know (a ConfigMgr collection, say) may contain anybody.
    if (target === 'other') included.push({ key: targetKey(entry), filter: shown, least: 0, most: null })
    if (target !== 'group' && target !== 'exclusionGroup') continue
    const key = groupId?.toLowerCase() ?? ''
    const size = sizeOf(groups.get(key), reached)
    if (size.most === 0) continue
    const side = target === 'group' ? included : excluded
    side.push({ key, filter: shown, most: size.most, least: isForAll ? size.least : 0 })
  }
  return { included, excluded }
}

/** How many of a group's members are of a kind, as far as its count tells. */
export function sizeOf(
  group: GroupFacts | undefined,
  reached: Reached,
): { least: number; most: number | null } {
  if (group?.of === 'nobody' || (group && group.of !== reached && isOneKind(group.of))) {
    return { least: 0, most: 0 }
  }
  const members = group?.members ?? null
  if (members === null) return { least: 0, most: null }
  // For a group with both, the count does not say how many of each there are.
  return { least: group?.of === reached ? members : 0, most: members }
}

function isOneKind(of: GroupFacts['of']): boolean {
  return of === 'users' || of === 'devices'
}

/** Those who receive under `is` and did not under `was`. */
function gained(was: TargetedSides, is: TargetedSides): Range {
  if (is.included.length === 0) return NOBODY
  const hadAll = was.included.some(({ key, filter }) => key === ALL && filter === null)
  const lifted = was.excluded.filter(({ key }) => !is.excluded.some((one) => one.key === key))
  const fresh = hadAll ? [] : is.included.filter((one) => !isReachedAlready(one, was.included))
  const reachable = fresh.filter(({ key }) => !is.excluded.some((one) => one.key === key))
  return {
    least: leastGained(was, is, hadAll),
    most: mostGained(is, uniqueTargets([...reachable, ...lifted])),
  }
}

/** A target that got it before without a filter, or with the same one, adds nobody new. */
function isReachedAlready(one: CountedTarget, before: readonly CountedTarget[]): boolean {
  return before.some(({ key, filter }) => key === one.key && (filter === null || filter === one.filter))
}

function mostGained(is: TargetedSides, sources: readonly CountedTarget[]): Range['most'] {
  const most = sumOfTargets(sources)
  // Nobody can gain who is not included afterwards.
  const within = sumOfTargets(is.included)
  if (most === null || within === null) return most ?? within
  if (most === ALL || within === ALL) return most === ALL ? within : most
  return Math.min(most, within)
}

/** What is certain: the largest target that nothing else can account for. Unknown sizes make nothing certain. */
function leastGained(was: TargetedSides, is: TargetedSides, hadAll: boolean): Range['least'] {
  const whole = is.included.filter(({ filter }) => filter === null)
  const hasAll = whole.some(({ key }) => key === ALL)
  if (hasAll && is.excluded.length === 0 && was.included.length === 0) return ALL
  const candidates = hasAll ? uniqueTargets([...whole, ...was.excluded]) : whole
  const sure = candidates
    .filter(({ key }) => key !== ALL)
    .map((one) => {
      const out = atMost(is.excluded)
      const had = was.excluded.some(({ key }) => key === one.key) ? 0 : hadAll ? null : atMost(was.included)
      return out === null || had === null ? 0 : one.least - out - had
    })
  return Math.max(0, ...sure)
}

/** The sum of sizes; `all` where everybody is among them, null where one of them is unknown. */
function sumOfTargets(targets: readonly CountedTarget[]): number | 'all' | null {
  if (targets.some(({ key }) => key === ALL)) return ALL
  return atMost(targets)
}

function atMost(targets: readonly CountedTarget[]): number | null {
  return targets.reduce<number | null>(
    (sum, { most }) => (sum === null || most === null ? null : sum + most),
    0,
  )
}

function uniqueTargets(targets: readonly CountedTarget[]): CountedTarget[] {
  return [...new Map(targets.map((one) => [one.key, one])).values()]
}
