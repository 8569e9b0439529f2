import { amountOf, type CountRange, counted, type ReachedKind } from './amount.ts'
import { asIntent, intentWords } from './deed.ts'
import { uncapital } from './inflection.ts'
import { list } from './list.ts'

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
  /** Whoever loses that intent gains this one; `isAll`: and nobody else does. */
  instead?: { from: string; isAll: boolean }
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
  /** Whether devices have reported on it since. */
  isReported?: boolean
  /** What has been written is only to last longer, or shorter: it stays as it is for now. */
  stays?: boolean
  /** It was only asked what would happen: nothing of it will. */
  isTried?: boolean
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

/**
 * How a card colours it: somebody loses, somebody only gets in a weaker way what they have, somebody gains, nobody does
 * any of it. `ends`: an uninstall is ended, which takes nothing from anybody.
 */
export type Weight = 'loses' | 'weakens' | 'gains' | 'ends' | 'nothing'

/** What a sentence says of somebody: "14 devices" "get this policy", or "gets this policy" of one alone. */
interface Part {
  who: string
  isOne: boolean
  says: (isOne: boolean) => string
}

/** The effect in the words that are always the same, one sentence each: "14 devices get this policy." */
export function effectInWords(
  effects: readonly EffectWords[],
  of: EffectOf,
): { sentences: string[]; weight: Weight } {
  const swaps = effects.filter(mayTurnEither)
  const single = effects.filter((effect) => !swaps.includes(effect))
  const lossesOf = (those: readonly EffectWords[]) => those.flatMap((effect) => lossOf(effect, effects, of))
  const ends = lossesOf(single.filter(({ intent }) => intent === 'uninstall'))
  const loses = [
    ...swaps.map((effect) => eitherWay(effect, of)),
    ...lossesOf(single.filter(({ intent }) => intent !== 'uninstall')),
  ]
  const gains = single.flatMap((effect) => gainInWords(effect, effects, of))
  const keeps = effects.flatMap((effect) => keptOf(effect, of))
  const isRemoval = effects.some(({ intent, gain }) => intent === 'uninstall' && !isNothing(gain))
  const weakens = !of.stays && effects.some(isWeaker)
  const weight = weightOf({
    loses: loses.length > 0 || isRemoval,
    weakens,
    gains: gains.length > 0,
    ends: ends.length > 0,
  })
  const nobody = of.isTried ? 'Nobody would gain or lose by this.' : 'Nobody gains or loses by this.'
  return {
    sentences: [
      ...said([...loses, ...ends]),
      ...said(gains),
      ...(weakens ? [noLongerInstalled(of)] : []),
      ...(weight === 'nothing' ? [nobody] : []),
      ...said(keeps),
    ],
    weight,
  }
}

/** The weightiest of what happens. */
function weightOf(is: Record<Exclude<Weight, 'nothing'>, boolean>): Weight {
  return (['loses', 'weakens', 'gains', 'ends'] as const).find((weight) => is[weight]) ?? 'nothing'
}

/** Required no longer, though still offered. */
function isWeaker({ intent, moves = [], instead }: EffectWords): boolean {
  const isOffered = intent === 'available' || intent === 'availableWithoutEnrollment'
  return isOffered && (instead?.from === 'required' || moves.some(({ from }) => from === 'required'))
}

/** Only the intent to uninstall removes an app (learn.microsoft.com/intune/intune-service/apps/apps-deploy). */
function noLongerInstalled({ noun, isTried }: EffectOf): string {
  return `Where available replaces required, Intune uninstalls nothing, and ${isTried ? 'would no longer install' : 'no longer installs'} this ${noun} by itself.`
}

/** Devices and users of whom the same is said share a sentence. */
function said(parts: readonly Part[]): string[] {
  const alike = new Map<string, Part[]>()
  for (const part of parts) alike.set(part.says(false), [...(alike.get(part.says(false)) ?? []), part])
  return [...alike.values()].map((same) => {
    const who = list(same.map((part, index) => (index === 0 ? part.who : uncapital(part.who))))
    return `${who} ${same[0]?.says(same.length === 1 && same[0].isOne)}.`
  })
}

/** Whether nothing is known but that any of all may gain it, and any lose it. */
function mayTurnEither({ intent, gain, lose, moves = [], instead }: EffectWords): boolean {
  const isOpen = ({ least, most }: CountRange) => least !== 'all' && most === 'all'
  return intent !== 'uninstall' && !instead && moves.length === 0 && isOpen(gain) && isOpen(lose)
}

function eitherWay({ intent, lose, ...effect }: EffectWords, of: EffectOf): Part {
  const what = `this ${of.noun}${asIntent(intent)}`
  return {
    ...counted(lose, effect),
    says: (isOne) =>
      of.stays
        ? `${isOne ? 'stays' : 'stay'} as now with ${what}`
        : `${does('lose or get', isOne, of)} ${what}${then(effect, isOne, of)}`,
  }
}

/** "get", "gets" of one alone, "would get" of what is only tried. */
function does(
  verb: 'get' | 'lose' | 'lose or get' | 'have' | 'keep',
  isOne: boolean,
  { isTried }: EffectOf,
): string {
  if (isTried) return `would ${verb}`
  if (!isOne || verb === 'lose or get') return verb
  return verb === 'have' ? 'has' : `${verb}s`
}

/** Of what is written, when it comes about. */
function then({ reached }: Pick<EffectWords, 'reached'>, isOne: boolean, { isWritten }: EffectOf): string {
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
  permission: 'Who is in a group is hidden from the requester.',
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

function gainInWords(
  { intent, gain, moves = [], instead, ...effect }: EffectWords,
  effects: readonly EffectWords[],
  of: EffectOf,
): Part[] {
  const isUninstall = intent === 'uninstall'
  const when = (isOne: boolean) => {
    if (of.stays) return ` ${UNTIL_ITS_END}`
    return of.isReported ? '' : then(effect, isOne, of)
  }
  const gets = (isOne: boolean) => {
    if (isUninstall)
      return `${does('have', isOne, of)} this app uninstalled${of.stays ? ' as now' : when(isOne)}`
    return `${does(of.stays ? 'keep' : 'get', isOne, of)} this ${of.noun}${asIntent(intent)}`
  }
  const turned = (from: string, range: CountRange): Part => ({
    ...counted(range, effect),
    says: (isOne) => {
      if (!isUninstall) return `${gets(isOne)} instead of ${intentWords(from)}${when(isOne)}`
      const isIt = isOne && effect.reached === 'devices'
      return `${gets(isOne)}. ${isIt ? 'It' : 'They'} ${areOrWere(isIt, of)} ${hadAs(from, of)}`
    },
  })
  if (instead?.isAll) return [turned(instead.from, gain)]
  const rest = lessCount(gain, sum(moves))
  const others = {
    ...counted(rest, effect),
    says: (isOne: boolean) => gets(isOne) + (isUninstall ? '' : when(isOne)),
  }
  if (instead) {
    const lost = effects.find(
      ({ reached, intent: was }) => reached === effect.reached && was === instead.from,
    )
    return [
      {
        ...others,
        says: (isOne) =>
          others.says(isOne) + partOfThem(instead.from, gain, lost?.lose ?? gain, isUninstall, of),
      },
    ]
  }
  return [
    ...moves.map(({ from, count }) => turned(from, { least: count, most: count })),
    ...(isNothing(rest) ? [] : [others]),
  ]
}

/** ". Any of them may be required to have it today", ", up to 25 of them instead of required" */
function partOfThem(
  from: string,
  gain: CountRange,
  lost: CountRange,
  isUninstall: boolean,
  of: EffectOf,
): string {
  if (!isUninstall) return `, ${uncapital(amountOf(lost))} of them instead of ${intentWords(from)}`
  const isAsOpen = lost.least !== lost.most && lost.least === gain.least && lost.most === gain.most
  const [who, are] = isAsOpen
    ? ['Any of them', of.isWritten || of.stays ? 'may have been' : 'may be']
    : [`${amountOf(lost)} of them`, areOrWere(lost.most === 1, of)]
  return `. ${who} ${are} ${hadAs(from, of)}`
}

/** "required to have it today" */
function hadAs(intent: string, { isWritten, stays }: EffectOf): string {
  const how = intent === 'required' ? 'required to have it' : 'offered it'
  return `${how} ${isWritten || stays ? 'before' : 'today'}`
}

function areOrWere(isOne: boolean, { isWritten, stays }: EffectOf): string {
  if (isWritten || stays) return isOne ? 'was' : 'were'
  return isOne ? 'is' : 'are'
}

function lossOf(
  { intent, lose, ...effect }: EffectWords,
  effects: readonly EffectWords[],
  of: EffectOf,
): Part[] {
  const others = effects.filter(({ reached }) => reached === effect.reached)
  // Said of those who have it in another way instead.
  if (intent !== null && others.some(({ instead }) => instead?.from === intent)) return []
  const moved = others.flatMap(({ moves = [] }) => moves.filter(({ from }) => from === intent))
  const rest = lessCount(lose, sum(moved))
  if (isNothing(rest)) return []
  const who = counted(rest, effect)
  const ended = intent === null ? undefined : ENDED[intent]
  if (ended && (intent === 'uninstall' || !of.stays))
    return [{ ...who, says: (isOne) => noLonger(ended(of.noun), isOne, of) }]
  const what = `this ${of.noun}${asIntent(intent)}`
  return [
    {
      ...who,
      says: (isOne) =>
        of.stays
          ? `${isOne ? 'stays' : 'stay'} without ${what} ${UNTIL_ITS_END}`
          : `${does('lose', isOne, of)} ${what}${then(effect, isOne, of)}`,
    },
  ]
}

/** Of what is to end at another time, which the card names below. */
const UNTIL_ITS_END = 'until the new end'

/** What ends with an intent. Whether the app stays where it is installed depends on its platform. */
const ENDED: Readonly<Record<string, (noun: string) => string>> = {
  uninstall: () => 'told to uninstall this app',
  required: (noun) => `required to have this ${noun}`,
  available: (noun) => `offered this ${noun}`,
  availableWithoutEnrollment: (noun) => `offered this ${noun} without enrollment`,
}

function noLonger(ended: string, isOne: boolean, { isTried }: EffectOf): string {
  return isTried ? `would no longer be ${ended}` : `${isOne ? 'is' : 'are'} no longer ${ended}`
}

function keptOf({ intent, keep, ...effect }: EffectWords, of: EffectOf): Part[] {
  if (!keep) return []
  // Whose assignments do not change is not counted here.
  const says = (isOne: boolean) =>
    `${does('keep', isOne, of)} this ${of.noun}${asIntent(intent)}, with only the filter changed`
  return [{ ...counted(keep, effect), says }]
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
