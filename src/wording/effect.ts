import { asIntent, intentWords } from './deed.ts'

type ReachedKind = 'devices' | 'users'

/** How many: `all`: every one in the tenant, how many that may be; null: not known. */
interface CountRange {
  least: number | 'all'
  most: number | 'all' | null
}

/** Why a number is a range. */
type GapCode = keyof typeof GAPS

/** What a change does to those it reaches, for one intent (null where the kind has none). */
interface EffectWords {
  reached: ReachedKind
  intent: string | null
  gain: CountRange
  lose: CountRange
  /** They have it before and afterwards, and by other filters. */
  keep?: CountRange
  /** Of those who gain it, who had it with another intent instead. */
  moves?: readonly { from: string; count: number }[]
  gaps?: readonly GapCode[]
  /** Where devices of others do not count. */
  platform?: string
}

/** What an effect is told of, and when. */
export interface EffectOf {
  /** "app", "policy": see {@link nounOf}. */
  noun: string
  /**
   * Whether it is written by now. Devices hear of that when they next check in with Intune
   * (learn.microsoft.com/intune/intune-service/configuration/device-profile-troubleshoot), not at once.
   */
  isWritten?: boolean
}

/** What people call one of a kind in the middle of a sentence; whatever is not listed they call a policy. */
const NOUNS: readonly string[] = [
  'app',
  'attribute',
  'baseline',
  'configuration',
  'eBook',
  'link',
  'notification',
  'page',
  'policy',
  'profile',
  'remediation',
  'ring',
  'script',
  'set',
  'setting',
  'update',
]

/** "compliance script" → "script", "Windows app (Win32)" → "app", "administrative template" → "policy". @param title of a kind, lower case. */
export function nounOf(title: string): string {
  const last =
    title
      .replace(/ \(.*\)$/, '')
      .split(' ')
      .at(-1) ?? ''
  return NOUNS.includes(last) ? last : 'policy'
}

/** How a card colours it: somebody loses, somebody gains, nobody does either. */
export type Weight = 'loses' | 'gains' | 'nothing'

/** The effect in the words that are always the same, one sentence each: "14 devices get this policy." */
export function effectInWords(
  effects: readonly EffectWords[],
  of: EffectOf,
): { sentences: string[]; weight: Weight } {
  const replaced = effects.filter((effect) => isReplaced(effect, effects))
  const swaps = effects.filter(mayTurnEither)
  const single = effects.filter((effect) => !swaps.includes(effect))
  const loses = [
    ...swaps.map((effect) => eitherWay(effect, of)),
    ...single.flatMap((effect) => (replaced.includes(effect) ? [] : lossOf(effect, effects, of))),
  ]
  const gains = [
    ...single.flatMap((effect) => gainInWords(effect, of)),
    ...replaced.map((effect) => hadBefore(effect, of)),
  ]
  const keeps = effects.flatMap((effect) => keptOf(effect, of))
  const isRemoval = effects.some(({ intent, gain }) => intent === 'uninstall' && !isNothing(gain))
  const weight = loses.length > 0 || isRemoval ? 'loses' : gains.length > 0 ? 'gains' : 'nothing'
  const nobody = weight === 'nothing' ? ['Nobody gains or loses by this.'] : []
  return { sentences: [...loses, ...gains, ...nobody, ...keeps], weight }
}

/** Whether those who lose it are as many as have it uninstalled instead, where only counts are known. */
function isReplaced({ reached, intent, lose }: EffectWords, effects: readonly EffectWords[]): boolean {
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

/** Whether nothing is known but that any of all may gain it, and any lose it. */
function mayTurnEither({ intent, gain, lose, moves = [] }: EffectWords): boolean {
  const isOpen = ({ least, most }: CountRange) => least !== 'all' && most === 'all'
  return intent !== 'uninstall' && moves.length === 0 && isOpen(gain) && isOpen(lose)
}

function eitherWay({ intent, lose, ...effect }: EffectWords, of: EffectOf): string {
  const { who } = counted(lose, effect)
  return `${who} lose or get this ${of.noun}${asIntent(intent)}${atCheckIn(effect.reached, false, of)}.`
}

/** "Up to 214 devices are required to have it today." */
function hadBefore({ intent, lose, ...effect }: EffectWords, { isWritten }: EffectOf): string {
  const { who, isOne } = counted(lose, effect)
  const are = isWritten ? (isOne ? 'was' : 'were') : isOne ? 'is' : 'are'
  return `${who} ${are} ${intent === 'required' ? 'required to have it' : 'offered it'} ${day(isWritten)}.`
}

function day(isWritten: boolean | undefined): string {
  return isWritten ? 'before' : 'today'
}

/** Of what is written, when it comes about. */
function atCheckIn(reached: ReachedKind, isOne: boolean, { isWritten }: EffectOf): string {
  if (!isWritten) return ''
  if (reached === 'users') return ` when ${isOne ? 'that user’s' : 'their'} devices next check in`
  return isOne ? ' when it next checks in' : ' when they next check in'
}

/** Why the numbers are no better than they are, one sentence each; nothing where they are exact. */
export function gapsInWords(effects: readonly EffectWords[]): string[] {
  const gaps = new Set(effects.flatMap((effect) => effect.gaps ?? []))
  return (Object.keys(GAPS) as GapCode[]).flatMap((gap) => (gaps.has(gap) ? (GAPS[gap] ?? []) : []))
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

function gainInWords({ intent, gain, moves = [], ...effect }: EffectWords, of: EffectOf): string[] {
  const moved = moves.flatMap(({ from, count }) => {
    const { who, isOne } = counted({ least: count, most: count }, effect)
    const then = atCheckIn(effect.reached, isOne, of)
    if (intent === 'uninstall')
      return [`${who} ${isOne ? 'has' : 'have'} this app uninstalled${then}, ${hadAs(from, isOne, of)}.`]
    return [
      `${who} ${isOne ? 'gets' : 'get'} this ${of.noun}${asIntent(intent)} instead of ${intentWords(from)}${then}.`,
    ]
  })
  const rest = lessCount(gain, sum(moves))
  if (isNothing(rest)) return moved
  const { who, isOne } = counted(rest, effect)
  const then = atCheckIn(effect.reached, isOne, of)
  if (intent === 'uninstall')
    return [...moved, `${who} ${isOne ? 'has' : 'have'} this app uninstalled${then}.`]
  return [...moved, `${who} ${isOne ? 'gets' : 'get'} this ${of.noun}${asIntent(intent)}${then}.`]
}

/** "which they are required to have today" */
function hadAs(intent: string, isOne: boolean, { isWritten }: EffectOf): string {
  const are = isWritten ? (isOne ? 'was' : 'were') : isOne ? 'is' : 'are'
  const they = isOne ? `it ${are}` : `they ${are}`
  return `which ${they} ${intent === 'required' ? 'required to have' : 'offered'} ${day(isWritten)}`
}

function lossOf(
  { intent, lose, ...effect }: EffectWords,
  effects: readonly EffectWords[],
  of: EffectOf,
): string[] {
  const moved = effects
    .filter(({ reached }) => reached === effect.reached)
    .flatMap(({ moves = [] }) => moves.filter(({ from }) => from === intent))
  const rest = lessCount(lose, sum(moved))
  if (isNothing(rest)) return []
  const { who, isOne } = counted(rest, effect)
  if (intent === 'uninstall') return [`${who} ${isOne ? 'is' : 'are'} no longer told to uninstall this app.`]
  const then = atCheckIn(effect.reached, isOne, of)
  return [`${who} ${isOne ? 'loses' : 'lose'} this ${of.noun}${asIntent(intent)}${then}.`]
}

function keptOf({ intent, keep, ...effect }: EffectWords, { noun, isWritten }: EffectOf): string[] {
  if (!keep) return []
  const { who, isOne } = counted(keep, effect)
  const have = isWritten ? 'had' : isOne ? 'has' : 'have'
  return [`${who} ${have} this ${noun}${asIntent(intent)} already and ${isOne ? 'keeps' : 'keep'} it.`]
}

function isNothing({ most }: CountRange): boolean {
  return most === 0
}

function sum(moves: NonNullable<EffectWords['moves']>): number {
  return moves.reduce((all, { count }) => all + count, 0)
}

function lessCount({ least, most }: CountRange, count: number): CountRange {
  const less = <T>(bound: T) => (typeof bound === 'number' ? Math.max(0, bound - count) : bound)
  return { least: less(least), most: less(most) }
}

/** "214 devices", "Up to 14 devices", "12 to 14 users", "All devices", "Possibly all users" */
export function counted(
  { least, most }: CountRange,
  { reached, platform }: { reached: ReachedKind; platform?: string | undefined },
): { who: string; isOne: boolean } {
  const many = (count: number) => (count === 1 ? reached.slice(0, -1) : reached)
  const all = platform ? `${platform} ${reached}` : reached
  if (least === 'all') return { who: `All ${all}`, isOne: false }
  if (most === 'all') return { who: `Possibly all ${all}`, isOne: false }
  if (most === null) {
    const who = least > 0 ? `At least ${least} ${many(least)}` : `An unknown number of ${reached}`
    return { who, isOne: false }
  }
  const who = least === most ? `${most}` : least === 0 ? `Up to ${most}` : `${least} to ${most}`
  return { who: `${who} ${many(most)}`, isOne: most === 1 }
}
