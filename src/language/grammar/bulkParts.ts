import { spoken, type Token } from '../lexer/tokens.ts'
import type { BulkReading } from '../reading.ts'
import { AWAY_FROM, OVER_TO } from './bulkVerbs.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, isWhole, type Phrases, patterns } from './pattern.ts'
import { owned, ownerIn, type Quantity, quantityAt, sameAt, thingsAt } from './quantity.ts'
import { targetParts } from './targetPart.ts'

type Side = 'include' | 'exclude' | 'remove'

const IN = patterns('in|on|for|across|from|within')
const WITH = patterns('with|by|for')

const WHERE_EXCLUDED = patterns(
  'where|from|in which? it|they is|are|was|were excluded|exempted|exempt',
  'that|which it|they is|are excluded from',
  'it|they is|are excluded from',
  'that|which exclude|excludes it|them',
)

const MAX_WAYS = 4
const MAX_PLACES = 5

/** "copy A to B": all that A has, where these are groups. */
export function copying(tokens: readonly Token[]): BulkReading[] {
  return places(tokens, OVER_TO)
    .flatMap(({ start, end }) =>
      bulks('include', tokens.slice(end), owned(tokens.slice(0, start)), { kind: null, end: start }),
    )
    .slice(0, MAX_WAYS)
}

/** "A with B in everything": B comes wherever A goes. */
export function replacing(said: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const isEverywhere = said.at(-1)?.word === 'everywhere'
  const tokens = isEverywhere ? [...said.slice(0, -1), ...spoken('in everything')] : said
  const whole =
    places(tokens, IN).length === 0
      ? places(tokens, WITH).flatMap((one) =>
          bulks('include', tokens.slice(one.end), tokens.slice(0, one.start), { kind: null, end: 0 }),
        )
      : []
  const everywhere = places(tokens, IN)
    .flatMap(({ start, end }) => {
      const quantity = quantityAt(tokens, end, kinds)
      if (!quantity || quantity.end !== tokens.length) return []
      return places(tokens.slice(0, start), WITH).flatMap((one) =>
        bulks('include', tokens.slice(one.end, start), tokens.slice(0, one.start), quantity),
      )
    })
    .slice(0, MAX_WAYS)
  return [...whole, ...everywhere].map((one) => ({ ...one, moves: true as const }))
}

export function ofExclusions(reading: BulkReading): BulkReading {
  return { ...reading, side: 'exclusion' }
}

/** "B everything that A has", "to B everything that A has", "B the same as A" */
export function giving(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const start = Math.max(0, afterAny(OVER_TO, tokens, 0))
  // "add B to everything that A has"
  const whom = (at: number) =>
    tokens.slice(start, /^(to|onto)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at)
  for (let at = start + 1; at < tokens.length; at++) {
    const same = sameAt(tokens, at, kinds)
    const quantity = same ?? quantityAt(tokens, at, kinds) ?? whatAt(tokens, at)
    if (!quantity) continue
    const rest = tokens.slice(quantity.end)
    if (rest.length === 0 && isNarrow(quantity, tokens[at])) return bulks('include', whom(at), [], quantity)
    const owner = same ? (ownerIn(rest) ?? rest) : ownerIn(rest)
    const found = owner && owner.length > 0 ? bulks('include', whom(at), owner, quantity) : []
    if (found.length > 0) return found
  }
  return []
}

/** "everything that A has to B", "all assignments of A to B" */
export function moving(tokens: readonly Token[], kinds: KindPhrases, bare: boolean): BulkReading[] {
  const quantity = quantityAt(tokens, 0, kinds) ?? (bare ? bareAt(tokens, kinds) : whatAt(tokens, 0))
  if (!quantity) return []
  const to = afterAny(OVER_TO, tokens, quantity.end)
  if (to > quantity.end && isNarrow(quantity, tokens[0]))
    return bulks('include', tokens.slice(to), [], quantity)
  return places(tokens, OVER_TO)
    .filter(({ start }) => start > quantity.end)
    .reverse()
    .flatMap(({ start, end }) => {
      const owner = ownerIn(tokens.slice(quantity.end, start))
      return owner && owner.length > 0 ? bulks('include', tokens.slice(end), owner, quantity) : []
    })
    .slice(0, MAX_WAYS)
}

/** "G from everything assigned to A"; without an owner, from all that G has. */
export function takingFrom(tokens: readonly Token[], kinds: KindPhrases, side: Side): BulkReading[] {
  return places(tokens, AWAY_FROM)
    .flatMap(({ start, end }) => {
      const quantity = quantityAt(tokens, end, kinds)
      const behind = quantity ? tokens.slice(quantity.end) : []
      if (quantity && side === 'remove' && isWhole(WHERE_EXCLUDED, behind)) {
        return bulks(side, tokens.slice(0, start), [], quantity).map(ofExclusions)
      }
      const owner = quantity && ownerIn(behind)
      if (!quantity || !owner || (owner.length === 0 && side === 'exclude' && !isNarrow(quantity))) return []
      return bulks(side, tokens.slice(0, start), owner, quantity)
    })
    .slice(0, MAX_WAYS)
}

/**
 * "all compliance policies", "all policies with Edge in the name": what people can look through; "everything" alone is
 * too much.
 */
function isNarrow({ kind, words }: Quantity, first?: Token): boolean {
  // "assign All Hands Policy to G" names one.
  const isNamed = first !== undefined && first.raw !== first.word
  return kind !== null || (words !== undefined && !isNamed)
}

/** "everything from G", "all assignments of G" */
export function clearing(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const quantity = quantityAt(tokens, 0, kinds) ?? theseAt(tokens, kinds)
  if (!quantity) return []
  const rest = tokens.slice(quantity.end)
  const from = afterAny(AWAY_FROM, rest, 0)
  const target = from > 0 ? rest.slice(from) : ownerIn(rest)
  const isPolicy = kinds.first(target?.slice(0, 6) ?? []).some((kind) => kind.clear)
  return target && target.length > 0 && !isPolicy ? bulks('remove', target, [], quantity) : []
}

/** "the scripts" in "remove the scripts from G" */
function theseAt(tokens: readonly Token[], kinds: KindPhrases): Quantity | null {
  const [the, name] = tokens
  if (the?.raw !== 'the' || !name || name.raw !== name.word) return null
  const things = thingsAt(tokens, 1, kinds)
  const isMany = things !== null && tokens[things.end - 1]?.word.endsWith('s') === true
  return isMany && afterAny(AWAY_FROM, tokens, things.end) > things.end ? things : null
}

/**
 * Every reading of targets against everything of an owner.
 * @param owner whose things they are; empty: those of the kind itself.
 */
export function bulks(
  side: Side,
  targets: readonly Token[],
  owner: readonly Token[],
  { kind, alsoKinds, platform, words, begins }: Quantity,
): BulkReading[] {
  const owners =
    owner.length === 0
      ? [null]
      : targetParts(owner).flatMap((part) => (part.targets.length === 1 ? part.targets : []))
  const empty = { include: [], exclude: [], remove: [] }
  return targetParts(targets)
    .slice(0, 2)
    .flatMap((part) =>
      owners.slice(0, 2).map((like) => ({
        action: 'bulk' as const,
        like,
        kind,
        ...empty,
        [side]: part.targets,
        ...(alsoKinds ? { alsoKinds } : {}),
        ...(platform ? { platform } : {}),
        ...(words ? { words } : {}),
        ...(begins ? { begins } : {}),
      })),
    )
}

/** "give B what A has" */
function whatAt(tokens: readonly Token[], at: number): Quantity | null {
  return tokens[at]?.word === 'what' ? { kind: null, end: at } : null
}

/** "copy assignments of A to B", "copy the scripts of A to B" */
function bareAt(tokens: readonly Token[], kinds: KindPhrases): Quantity | null {
  const at = tokens[0]?.word === 'the' ? 1 : 0
  return thingsAt(tokens, at, kinds)
}

/** Where one of the phrases is, past the first token; the last few places, since names come first. */
export function places(tokens: readonly Token[], phrases: Phrases): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = 1; at < tokens.length; at++) {
    const end = afterAny(phrases, tokens, at)
    if (end > at) found.push({ start: at, end })
  }
  return found.slice(-MAX_PLACES)
}
