import { intentWords } from './deed.ts'

type Reached = 'devices' | 'users'

/** How many: `all`: every one in the tenant, how many that may be; null: not known. */
interface Range {
  least: number | 'all'
  most: number | 'all' | null
}

/** Why a number is a range. */
type Gap = keyof typeof GAPS

/** What a change does to those it reaches, for one intent (null where the kind has none). */
interface Effect {
  reached: Reached
  intent: string | null
  gain: Range
  lose: Range
  /** They have it before and afterwards, and by other filters. */
  keep?: Range
  /** Of those who gain it, who had it with another intent instead. */
  moves?: readonly { from: string; count: number }[]
  gaps?: readonly Gap[]
  /** Where devices of others do not count. */
  platform?: string
}

/** How a card colours it: somebody loses, somebody gains, nobody does either. */
export type Weight = 'loses' | 'gains' | 'nothing'

/** The effect in the words that are always the same, one sentence each: "14 devices get this." */
export function effectInWords(effects: readonly Effect[]): { sentences: string[]; weight: Weight } {
  const replaced = effects.filter((effect) => isReplaced(effect, effects))
  const loses = effects.flatMap((effect) => (replaced.includes(effect) ? [] : lossOf(effect, effects)))
  const gains = [...effects.flatMap(gainOf), ...replaced.map(hadToday)]
  const keeps = effects.flatMap(keptOf)
  const isRemoval = effects.some(({ intent, gain }) => intent === 'uninstall' && !isNothing(gain))
  const weight = loses.length > 0 || isRemoval ? 'loses' : gains.length > 0 ? 'gains' : 'nothing'
  const nobody = weight === 'nothing' ? ['Nobody gains or loses by this.'] : []
  return { sentences: [...loses, ...gains, ...nobody, ...keeps], weight }
}

/** Whether those who lose it are as many as have it uninstalled instead, where only counts are known. */
function isReplaced({ reached, intent, lose }: Effect, effects: readonly Effect[]): boolean {
  if (intent === null || intent === 'uninstall' || isNothing(lose)) return false
  return effects.some(
    ({ gain, ...other }) =>
      other.intent === 'uninstall' &&
      other.reached === reached &&
      !other.moves?.length &&
      gain.least === lose.least &&
      gain.most === lose.most,
  )
}

/** "Up to 214 devices are required to have it today." */
function hadToday({ intent, lose, ...effect }: Effect): string {
  const { who, isOne } = counted(lose, effect)
  const are = isOne ? 'is' : 'are'
  return `${who} ${are} ${intent === 'required' ? 'required to have it' : 'offered it'} today.`
}

/** Why the numbers are no better than they are, one sentence each; nothing where they are exact. */
export function gapsInWords(effects: readonly Effect[]): string[] {
  const gaps = new Set(effects.flatMap((effect) => effect.gaps ?? []))
  return (Object.keys(GAPS) as Gap[]).flatMap((gap) => (gaps.has(gap) ? (GAPS[gap] ?? []) : []))
}

/** While members of large groups are still being read. */
export const COUNTING = 'I am still reading who is in these groups: the exact number follows here.'

const GAPS = {
  filter: 'How many of them match the filter is not known.',
  limit: 'A group is too large to be counted one by one.',
  permission: 'Who is in a group is hidden from you.',
  uncounted: 'The members of a group were not counted.',
  busy: 'Microsoft Graph could not say who is in a group.',
  system: 'What some of these devices run is not known, so it may be fewer.',
  systems:
    'Which systems the devices run is hidden from Assent (permission Device.Read.All), so it may be fewer.',
  target: 'A target of a kind that I don’t know may include anybody.',
  // The words say so themselves, or it is said that the number follows.
  everybody: null,
  late: null,
}

function gainOf({ intent, gain, moves = [], ...effect }: Effect): string[] {
  const moved = moves.flatMap(({ from, count }) => {
    const { who, isOne } = counted({ least: count, most: count }, effect)
    if (intent === 'uninstall')
      return [`${who} ${isOne ? 'has' : 'have'} this app uninstalled, ${hadAs(from, isOne)} today.`]
    return [`${who} ${isOne ? 'gets' : 'get'} this${asIntent(intent)} instead of ${intentWords(from)}.`]
  })
  const rest = without(gain, sum(moves))
  if (isNothing(rest)) return moved
  const { who, isOne } = counted(rest, effect)
  if (intent === 'uninstall') return [...moved, `${who} ${isOne ? 'has' : 'have'} this app uninstalled.`]
  return [...moved, `${who} ${isOne ? 'gets' : 'get'} this${asIntent(intent)}.`]
}

/** "which they are required to have" */
function hadAs(intent: string, isOne: boolean): string {
  const they = isOne ? 'it is' : 'they are'
  return intent === 'required' ? `which ${they} required to have` : `which ${they} offered`
}

function lossOf({ intent, lose, ...effect }: Effect, effects: readonly Effect[]): string[] {
  const moved = effects
    .filter(({ reached }) => reached === effect.reached)
    .flatMap(({ moves = [] }) => moves.filter(({ from }) => from === intent))
  const rest = without(lose, sum(moved))
  if (isNothing(rest)) return []
  const { who, isOne } = counted(rest, effect)
  if (intent === 'uninstall') return [`${who} ${isOne ? 'is' : 'are'} no longer told to uninstall this app.`]
  return [`${who} ${isOne ? 'loses' : 'lose'} this${asIntent(intent)}.`]
}

function keptOf({ intent, keep, ...effect }: Effect): string[] {
  if (!keep) return []
  const { who, isOne } = counted(keep, effect)
  return [
    `${who} ${isOne ? 'has' : 'have'} this${asIntent(intent)} already and ${isOne ? 'keeps' : 'keep'} it.`,
  ]
}

function asIntent(intent: string | null): string {
  return intent === null ? '' : ` as ${intentWords(intent)}`
}

function isNothing({ most }: Range): boolean {
  return most === 0
}

function sum(moves: NonNullable<Effect['moves']>): number {
  return moves.reduce((all, { count }) => all + count, 0)
}

function without({ least, most }: Range, count: number): Range {
  const less = <T>(bound: T) => (typeof bound === 'number' ? Math.max(0, bound - count) : bound)
  return { least: less(least), most: less(most) }
}

/** "214 devices", "Up to 14 devices", "12 to 14 users", "All devices", "An unknown number of users" */
export function counted(
  { least, most }: Range,
  { reached, platform }: { reached: Reached; platform?: string | undefined },
): { who: string; isOne: boolean } {
  const many = (count: number) => (count === 1 ? reached.slice(0, -1) : reached)
  const all = platform ? `${platform} ${reached}` : reached
  if (least === 'all') return { who: `All ${all}`, isOne: false }
  if (most === 'all') return { who: `Up to all ${all}`, isOne: false }
  if (most === null) {
    const who = least > 0 ? `At least ${least} ${many(least)}` : `An unknown number of ${reached}`
    return { who, isOne: false }
  }
  const who = least === most ? `${most}` : least === 0 ? `Up to ${most}` : `${least} to ${most}`
  return { who: `${who} ${many(most)}`, isOne: most === 1 }
}
