import type { Entry } from '../assignments/entries.ts'
import {
  type Alike,
  alikeMembers,
  type Known,
  namedBesides,
  type Sides,
  type Term,
  termFor,
} from './alikeMembers.ts'
import { sizeOf } from './counts.ts'
import { knownMembers, type Reach } from './members.ts'
import { ALL, type Range, type Reached, sumOfMosts } from './range.ts'
import { reachedInTheEnd, withRuling } from './rulingIntents.ts'

/** How many there are of each, among those known one by one and among all others together. */
export interface MemberChange {
  intent: string | null
  gain: Range
  lose: Range
  /** They receive it before and after, but through other filters. */
  keep: Range
  /** Of those who gain it, those who lose one other intent by the same change. */
  moves: { from: string; count: Range }[]
  /** Whoever loses that intent gains this one; `isAll`: and nobody else does. Null: there is no such intent. */
  instead: { from: string; isAll: boolean } | null
}

/** The filters through which somebody receives it with an intent; null: they do not. */
type Receives = (intent: string | null) => string | null

/** Something that may be true of a member, judged by how they were reached before and are afterwards. */
interface ReceiptChange {
  intents: readonly (string | null)[]
  holds: (was: Receives, is: Receives) => boolean
}

/** Beyond this many open questions about one member, the answers are not tried one by one. */
const MAX_OPEN = 9

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
  const count = (asked: ReceiptChange): Range => {
    const ruling = asked.intents.flatMap((one) => withRuling(one, intents))
    const outcome = { ...asked, intents: [...new Set(ruling)] }
    const known = { least: 0, most: 0 }
    for (const alike of classes) {
      const { always, ever } = outcomeOverAnswers(alike, outcome)
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
      const holds: ReceiptChange['holds'] = (was, is) =>
        gains(was, is, intent) &&
        gains(is, was, from) &&
        intents.every((one) => one === from || one === intent || (was(one) === null) === (is(one) === null))
      const moved = count({ intents, holds })
      return moved.most === 0 ? [] : [{ from, count: moved }]
    }),
    instead: insteadOf(intent, intents, count),
  }))
}

/** The first intent that nobody loses without gaining another one instead. */
function insteadOf(
  intent: string | null,
  intents: readonly (string | null)[],
  count: (outcome: ReceiptChange) => Range,
): MemberChange['instead'] {
  for (const from of intents) {
    if (from === null || from === intent) continue
    const most = (holds: (gained: boolean, lost: boolean) => boolean) =>
      count({
        intents: [from, intent],
        holds: (was, is) => holds(gains(was, is, intent), gains(is, was, from)),
      }).most
    if (most((_gained, lost) => lost) === 0 || most((gained, lost) => lost && !gained) !== 0) continue
    return { from, isAll: most((gained, lost) => gained && !lost) === 0 }
  }
  return null
}

function gains(was: Receives, is: Receives, intent: string | null): boolean {
  return was(intent) === null && is(intent) !== null
}

/** Whether an outcome holds whatever the open questions come to, and whether it holds for any answer at all. */
function outcomeOverAnswers(
  { runs, before, after }: Pick<Alike, 'runs' | 'before' | 'after'>,
  outcome: ReceiptChange,
) {
  if (runs === false) return { always: false, ever: false }
  const terms = [...before, ...after].filter(({ intent }) => outcome.intents.includes(intent))
  const open = [
    ...new Set([runs, ...terms.flatMap(({ isIn, passes }) => [isIn, passes])].filter(isUnanswered)),
  ]
  if (open.length > MAX_OPEN) return { always: false, ever: true }
  const bits = new Map(open.map((question, place) => [question, 1 << place]))
  const [was, is] = [Map.groupBy(before, ({ intent }) => intent), Map.groupBy(after, ({ intent }) => intent)]
  let [always, ever] = [true, false]
  // Where one answer has it so and another one not, no further answer changes that.
  for (let answers = 0; answers < 2 ** open.length && (always || !ever); answers++) {
    const yes = (known: Known) => (isUnanswered(known) ? (answers & (bits.get(known) ?? 0)) !== 0 : known)
    const receives = (side: ReadonlyMap<string | null, readonly Term[]>): Receives => {
      const by: Receives = (intent) => receivesBy(side.get(intent) ?? [], yes)
      return (intent) => reachedInTheEnd(by, intent)
    }
    const here = yes(runs) && outcome.holds(receives(was), receives(is))
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

/** At most this many more, who are in no group whose members are known. */
function mostOfOthers(sides: Sides, outcome: ReceiptChange): Range['most'] {
  const { reached, reach } = sides
  const named = namedBesides(sides)
  // Whoever a filter matches is told from it by name.
  const passes = (id: string, mode: string): Known => (named.has(id) ? mode === 'exclude' : `${mode} ${id}`)
  const isHidden = ({ groupId }: Entry) => !knownMembers(reach, groupId?.toLowerCase() ?? '', reached)
  const termsOf = (entries: readonly Entry[], isIn: (groupId: string) => Known) =>
    entries
      .filter((entry) => !isOfGroup(entry) || isHidden(entry))
      .flatMap((entry) => termFor(entry, sides, isIn, !named.has('enrolled'), passes) ?? [])
  const ever = (isIn: (groupId: string) => Known) =>
    outcomeOverAnswers(
      { runs: true, before: termsOf(sides.before, isIn), after: termsOf(sides.after, isIn) },
      outcome,
    ).ever
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

function isUnanswered(known: Known): known is string {
  return typeof known === 'string'
}
