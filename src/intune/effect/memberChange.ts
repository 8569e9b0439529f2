import type { Entry } from '../assignments/entries.ts'
import { sizeOf } from './counts.ts'
import { knownMembers, type Reach, runsOn } from './members.ts'
import { ALL, type Range, type Reached, sumOfMosts, targetKey } from './range.ts'

/**
 * A yes or no: known, or left open under a name. What is open under one name is the same in both sets, and so
 * cancels out.
 */
type Known = boolean | string

/** One entry as it stands for one member: it applies where both hold. */
interface Term {
  intent: string | null
  isExclusion: boolean
  isIn: Known
  /** Whether the filter lets them through. */
  passes: Known
  filter: string | null
}

/** Those for whom everything that is known is the same. */
interface Alike {
  members: number
  /** Whether a policy of this platform works on their devices. */
  runs: Known
  before: Term[]
  after: Term[]
}

/** How many there are of each, of those that are known one by one and of all others together. */
export interface MemberChange {
  intent: string | null
  gain: Range
  lose: Range
  /** They receive it before and after, and by other filters. */
  keep: Range
  /** Of those who gain it, those who lose one other intent by the same change. */
  moves: { from: string; count: Range }[]
}

/** By which filters somebody receives it with an intent; null: they do not. */
type Receives = (intent: string | null) => string | null

/** Something that may be so of a member, told from how they stood before and stand afterwards. */
interface Outcome {
  intents: readonly (string | null)[]
  holds: (was: Receives, is: Receives) => boolean
}

/** Beyond so many open questions about one member, the answers are not tried one by one. */
const MOST_OPEN = 9

/**
 * Who gains and who loses between two sets of entries, member by member. What is not known of a member (a filter, a
 * group's list) is tried both ways: what holds either way is sure, what holds one way is possible.
 * @param intentOf the intent of an entry; null where the kind has none.
 */
export function memberChanges(
  before: readonly Entry[],
  after: readonly Entry[],
  reached: Reached,
  reach: Reach,
  intentOf: (entry: Entry) => string | null,
): MemberChange[] {
  const sides: Sides = { before, after, reached, reach, intentOf }
  const classes = alikeMembers(sides)
  const intents = [...new Set([...before, ...after].map(intentOf))]
  const count = (outcome: Outcome): Range => {
    const known = { least: 0, most: 0 }
    for (const alike of classes) {
      const { always, ever } = tried(alike, outcome)
      if (always) known.least += alike.members
      if (ever) known.most += alike.members
    }
    return { least: known.least, most: sumOfMosts(known.most, mostOfOthers(sides, outcome)) }
  }
  return intents.map((intent) => ({
    intent,
    gain: count({ intents: [intent], holds: (was, is) => gains(was, is, intent) }),
    lose: count({ intents: [intent], holds: (was, is) => gains(is, was, intent) }),
    keep: count({
      intents: [intent],
      holds: (was, is) => was(intent) !== null && is(intent) !== null && was(intent) !== is(intent),
    }),
    moves: intents.flatMap((from) => {
      if (from === null || from === intent) return []
      const holds: Outcome['holds'] = (was, is) =>
        gains(was, is, intent) &&
        gains(is, was, from) &&
        intents.every((one) => one === from || one === intent || (was(one) === null) === (is(one) === null))
      const moved = count({ intents, holds })
      return moved.most === 0 ? [] : [{ from, count: moved }]
    }),
  }))
}

function gains(was: Receives, is: Receives, intent: string | null): boolean {
  return was(intent) === null && is(intent) !== null
}

interface Sides {
  before: readonly Entry[]
  after: readonly Entry[]
  reached: Reached
  reach: Reach
  intentOf: (entry: Entry) => string | null
}

function alikeMembers(sides: Sides): Alike[] {
  const { before, after, reached, reach } = sides
  const sets = new Map<string, ReadonlySet<string>>()
  for (const { groupId } of [...before, ...after]) {
    const key = groupId?.toLowerCase()
    const known = key === undefined ? null : knownMembers(reach, key, reached)
    if (key !== undefined && known) sets.set(key, new Set(known))
  }
  const classes = new Map<string, Alike>()
  for (const member of new Set([...sets.values()].flatMap((set) => [...set]))) {
    const runs = reached === 'users' ? true : (runsOn(reach, member) ?? 'runs')
    const isIn = (key: string): Known => sets.get(key)?.has(member) ?? `in ${key}`
    const passes = (id: string, mode: string): Known => {
      const matched = reached === 'devices' ? reach.matches.get(id)?.has(member) : undefined
      return matched === undefined ? `${mode} ${id}` : matched === (mode === 'include')
    }
    const termsOf = (entries: readonly Entry[]) =>
      entries.flatMap((entry) => termFor(entry, sides, isIn, passes) ?? [])
    const [was, is] = [termsOf(before), termsOf(after)]
    const key = JSON.stringify([runs, was, is])
    const alike = classes.get(key)
    if (alike) alike.members += 1
    else classes.set(key, { members: 1, runs, before: was, after: is })
  }
  return [...classes.values()]
}

/** How an entry stands for one member; null where it is none of theirs. */
function termFor(
  entry: Entry,
  { reached, intentOf }: Sides,
  isIn: (groupId: string) => Known,
  passes: (filterId: string, mode: string) => Known,
): Term | null {
  const { target, groupId, filter } = entry
  const isExclusion = target === 'exclusionGroup'
  const within: Known =
    target === 'group' || isExclusion
      ? isIn(groupId?.toLowerCase() ?? '')
      : target === 'other'
        ? targetKey(entry)
        : target === (reached === 'devices' ? 'allDevices' : 'allUsers')
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

/** Whether an outcome is there whatever the answers to what is open, and whether it is with any. */
function tried({ runs, before, after }: Pick<Alike, 'runs' | 'before' | 'after'>, outcome: Outcome) {
  if (runs === false) return { always: false, ever: false }
  const terms = [...before, ...after].filter(({ intent }) => outcome.intents.includes(intent))
  const open = [...new Set([runs, ...terms.flatMap(({ isIn, passes }) => [isIn, passes])].filter(isOpen))]
  if (open.length > MOST_OPEN) return { always: false, ever: true }
  let [always, ever] = [true, false]
  for (let answers = 0; answers < 2 ** open.length; answers++) {
    const yes = (known: Known) =>
      isOpen(known) ? Math.floor(answers / 2 ** open.indexOf(known)) % 2 === 1 : known
    const receives =
      (side: readonly Term[]): Receives =>
      (intent) =>
        receivesBy(
          side.filter((term) => term.intent === intent),
          yes,
        )
    const here = yes(runs) && outcome.holds(receives(before), receives(after))
    always &&= here
    ever ||= here
  }
  return { always, ever }
}

/** No filter at all beats every other; an exclusion beats everything. */
function receivesBy(terms: readonly Term[], yes: (known: Known) => boolean): string | null {
  const applying = terms.filter(({ isIn, passes }) => yes(isIn) && yes(passes))
  if (applying.length === 0 || applying.some(({ isExclusion }) => isExclusion)) return null
  if (applying.some(({ filter }) => filter === null)) return 'all'
  return [...new Set(applying.map(({ filter }) => filter))].sort().join(', ')
}

/** At most so many more, who are in no group whose members are known. */
function mostOfOthers(sides: Sides, outcome: Outcome): Range['most'] {
  const { reached, reach } = sides
  const isHidden = ({ groupId }: Entry) => !knownMembers(reach, groupId?.toLowerCase() ?? '', reached)
  const termsOf = (entries: readonly Entry[], isIn: (groupId: string) => Known) =>
    entries
      .filter((entry) => !isOfGroup(entry) || isHidden(entry))
      .flatMap((entry) => termFor(entry, sides, isIn, (id, mode) => `${mode} ${id}`) ?? [])
  const ever = (isIn: (groupId: string) => Known) =>
    tried({ runs: true, before: termsOf(sides.before, isIn), after: termsOf(sides.after, isIn) }, outcome)
      .ever
  if (!ever((groupId) => `in ${groupId}`)) return 0
  const all = [...sides.before, ...sides.after]
  // Whoever is in none of these groups is reached as everybody is.
  if (ever(() => false)) return all.some(isOfEverybody) ? ALL : null
  const hidden = all
    .filter((entry) => isOfGroup(entry) && isHidden(entry))
    .filter((entry) => outcome.intents.includes(sides.intentOf(entry)))
    .map(({ groupId }) => groupId?.toLowerCase() ?? '')
  const sizes = [...new Set(hidden)].map((key) => sizeOf(reach.groups.get(key), reached).most)
  return sizes.reduce<Range['most']>((sum, size) => sumOfMosts(sum, size), 0)
}

function isOfGroup({ target }: Entry): boolean {
  return target === 'group' || target === 'exclusionGroup'
}

function isOfEverybody({ target }: Entry): boolean {
  return target === 'allDevices' || target === 'allUsers'
}

function isOpen(known: Known): known is string {
  return typeof known === 'string'
}
