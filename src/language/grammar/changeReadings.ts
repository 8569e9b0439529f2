import { strays, takesBack } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import type { Token } from '../lexer/tokens.ts'
import type { ChangeReading } from '../reading.ts'
import { markersIn } from './clauses.ts'
import { type Cut, cutAt, type Seam, withIntentBefore, withSpokenIntent } from './cut.ts'
import { partings } from './ditransitives.ts'
import type { Frame } from './frame.ts'
import { changesIntent } from './intentWords.ts'
import type { KindPhrases } from './kindWords.ts'
import type { Marker } from './marker.ts'
import { moves, type Weighed } from './move.ts'
import { isCapital } from './nameTokens.ts'
import { after } from './pattern.ts'
import { type PolicyPart, policyParts } from './policyPart.ts'
import { isQuantity } from './quantity.ts'
import { type TargetPart, targetParts } from './targetPart.ts'
import { framesOf } from './verbs.ts'

interface CutWeight {
  place: Seam
  penalty: number
  ditransitive: boolean
  /** "assign Sales the Edge policy": only where the kind is named, since "deploy Save the Date" is half a sentence. */
  needsKind: boolean
  /** The parting word itself has a capital: "Assign X To Pilot Group". */
  titled: boolean
  /** It is "on". */
  isOn: boolean
}

const MAX_PLACES = 5
const MAX_MARKERS = 5
const NONE: TargetPart = { targets: [], penalty: 0, sureness: 0 }

/**
 * Every way to read a request that is rid of its polite words: what its verb wants, around every word that may
 * part it, with every clause at work or a part of a name.
 */
export function changeReadings(tokens: readonly Token[], kinds: KindPhrases): Weighed[] {
  if (namesTime(tokens)) return []
  const moved = changesIntent(tokens) ? [] : moves(tokens, kinds)
  if (moved.length > 0) return moved
  return framesOf(tokens).flatMap(({ frame, rest, shorter }) =>
    choices(markersIn(rest).slice(-MAX_MARKERS)).flatMap(({ active, penalty }) =>
      placesIn(rest, active, frame, kinds).flatMap((weight) => {
        const cut = cutAt(rest, active, weight.place)
        const whole = cut && (frame.needsIntent ? withSpokenIntent(cut) : withIntentBefore(cut))
        const base = penalty + weight.penalty - (frame.needsIntent ? 2 : 0) + (shorter ? 4 : 0)
        return whole ? readingsOfCut(whole, frame, kinds, weight, base) : []
      }),
    ),
  )
}

/** All markers at work, or all but one, or none. */
function choices(markers: readonly Marker[]): { active: readonly Marker[]; penalty: number }[] {
  const all = { active: markers, penalty: 0 }
  if (markers.length === 0) return [all]
  const less = markers.map((_, index) => ({ active: markers.toSpliced(index, 1), penalty: 3 }))
  return markers.length === 1 ? [all, ...less] : [all, ...less, { active: [], penalty: 5 }]
}

function placesIn(
  tokens: readonly Token[],
  active: readonly Marker[],
  frame: Frame,
  kinds: KindPhrases,
): CutWeight[] {
  const isFree = (at: number) => !active.some((marker) => at >= marker.start && at < marker.end)
  const found: CutWeight[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (!isFree(at)) continue
    for (const [words, penalty] of frame.mains) {
      const end = after(words, tokens, at)
      if (end <= at) continue
      const titled = isCapital(tokens[at])
      const place = { start: at, end }
      found.push({
        place,
        penalty: penalty - found.length * 0.01,
        ditransitive: false,
        needsKind: false,
        titled,
        isOn: tokens[at]?.word === 'on',
      })
      break
    }
  }
  // "assign to Sales the policy X": the first of two parts has its own word.
  const offset = frame.ditransitive && (tokens[0]?.word === 'to' || tokens[0]?.word === 'for') ? 1 : 0
  const gives = frame.verb[0]?.words.has('give') === true
  const whole = tokens.slice(offset)
  const told =
    frame.ditransitive && (gives || offset > 0 || found.length === 0)
      ? partings(whole, kinds, offset === 0)
      : []
  const isAnywhere = gives && offset === 0 && told.length === 0 && found.length === 0
  const between = isAnywhere ? partings(whole, kinds, true, true) : told
  const apart = between
    .map((at) => at + offset)
    .filter(isFree)
    .map((at) => ({
      place: { start: at, end: at },
      penalty: offset > 0 ? 0 : 1,
      ditransitive: true,
      needsKind: !gives && offset === 0,
      titled: false,
      isOn: false,
    }))
  return [...firstAndLast(found), ...apart]
}

/** The first place and the last ones: enough for every sentence that a person would write. */
function firstAndLast<T>(places: readonly T[]): T[] {
  return places.length <= MAX_PLACES ? [...places] : [...places.slice(0, 1), ...places.slice(1 - MAX_PLACES)]
}

function readingsOfCut(
  cut: Cut,
  said: Frame,
  kinds: KindPhrases,
  weight: CutWeight,
  base: number,
): Weighed[] {
  const frame = cut.excluded ? asExclusion(said) : said
  if (cut.unfiltered && frame.side !== 'include') return []
  const isInclude = frame.side === 'include'
  // A filter there is refused with its reason, rather than taken for a part of a name and lost.
  if (!isInclude && (cut.exclude.length > 0 || cut.remove.length > 0)) return []
  if (strays(weight.ditransitive ? [...cut.first, ...cut.second] : cut.second) || takesBack(cut.first))
    return []
  const first = weight.ditransitive ? withoutTo(cut.first) : cut.first
  if (isQuantity(first, kinds) || isQuantity(cut.second, kinds)) return []
  const unread = first.concat(cut.second).filter((token) => isMain(token, frame)).length
  const excluded = cut.exclude.length > 0 ? targetParts(cut.exclude).slice(0, 2) : [NONE]
  const removed = cut.remove.length > 0 ? targetParts(cut.remove).slice(0, 1) : [NONE]
  // "change G on P from required to available" names the one that has it first.
  const isOnPolicy = cut.fromIntent !== null && weight.isOn
  const order = weight.ditransitive || isOnPolicy ? 'target' : frame.first
  const orders: readonly ('policy' | 'target')[] =
    weight.ditransitive || frame.swap === null ? [order] : ['policy', 'target']
  return orders.flatMap((firstIs) => {
    const [policyWords, targetWords] = firstIs === 'policy' ? [first, cut.second] : [cut.second, first]
    if (isOnlyKind(targetWords, kinds, weight.ditransitive || firstIs !== order)) return []
    const policies = policyParts(policyWords, kinds, weight.titled).filter(
      ({ sureness }) => sureness > 0 || !weight.needsKind,
    )
    const targets = targetParts(targetWords, weight.titled)
    const penalty = base + (firstIs === order ? 0 : (frame.swap ?? 0)) + Math.min(unread, 4) * 0.6
    return product(policies, targets, excluded).flatMap(([policy, target, except]) =>
      removed.flatMap((remove) =>
        sides(frame).map((side, index) => ({
          reading: readingOf(cut, side, policy, target, except, remove),
          penalty:
            penalty +
            policy.penalty +
            target.penalty +
            except.penalty -
            policy.sureness -
            target.sureness +
            index * 0.1,
        })),
      ),
    )
  })
}

/** "add G to X as excluded", "remove G from X as excluded" */
function asExclusion(frame: Frame): Frame {
  return frame.side === 'remove' ? { ...frame, lifts: true } : { ...frame, side: 'exclude', intent: null }
}

/** Who blocks a group may mean to exclude it or to take it away. */
function sides(frame: Frame): Frame[] {
  return frame.either ? [frame, { ...frame, side: 'remove' }] : [frame]
}

/** Pairs whose places in their lists add up to little: the rest would be cut off anyway. */
function product(
  policies: readonly PolicyPart[],
  targets: readonly TargetPart[],
  excluded: readonly TargetPart[],
): [PolicyPart, TargetPart, TargetPart][] {
  return policies.flatMap((policy, p) =>
    targets.flatMap((target, t) =>
      excluded.flatMap((except, e): [PolicyPart, TargetPart, TargetPart][] =>
        p + t + e <= 5 ? [[policy, target, except]] : [],
      ),
    ),
  )
}

function readingOf(
  cut: Cut,
  frame: Frame,
  policy: PolicyPart,
  target: TargetPart,
  except: TargetPart,
  remove: TargetPart,
): ChangeReading {
  const { side } = frame
  // Only apps are installed "as required"; anything else is simply assigned.
  // What is taken away is no new intent: it says which entry goes.
  const takes = side === 'remove'
  const fromIntent = cut.fromIntent ?? (takes ? (cut.intent ?? frame.intent) : null)
  const isApp = policy.kind === null || policy.kind === 'mobileApp'
  return {
    action: 'change',
    kind: policy.kind,
    policies: policy.policies,
    include: side === 'include' ? target.targets : [],
    exclude: side === 'exclude' ? target.targets : except.targets,
    remove: side === 'remove' ? target.targets : remove.targets,
    filter: cut.filter,
    intent: takes ? null : (cut.intent ?? (isApp ? frame.intent : null)),
    ...(fromIntent ? { fromIntent } : {}),
    ...(frame.lifts ? { side: 'exclusion' as const } : {}),
    ...(cut.unfiltered ? { withoutFilter: true as const, gives: true as const } : {}),
  }
}

function isMain(token: Token, frame: Frame): boolean {
  const [words] = frame.mains.find(([, penalty]) => penalty === 0) ?? []
  return words !== undefined && token.word !== '' && words.length === 1 && !!words[0]?.words.has(token.word)
}

/** "assign compliance policy to Sales" lacks its name, and no group is called so; "Compliance" may be one. */
function isOnlyKind(tokens: readonly Token[], kinds: KindPhrases, unlikely: boolean): boolean {
  const bare = tokens[0]?.word === 'the' ? tokens.slice(1) : tokens
  return kinds
    .first(bare)
    .some((kind) => kind.length === bare.length && (kind.length > 1 || (unlikely && kind.clear)))
}

function withoutTo(tokens: readonly Token[]): Token[] {
  const end = tokens.at(-1)?.word === ':' ? -1 : tokens.length
  return tokens.slice(tokens[0]?.word === 'to' || tokens[0]?.word === 'for' ? 1 : 0, end)
}
