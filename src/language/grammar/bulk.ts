import { isPlain, strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import { spoken } from '../lexer/rewrite.ts'
import type { Token } from '../lexer/tokens.ts'
import type { BulkReading, Intent } from '../reading.ts'
import { markersIn } from './clauses.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, isWhole, type Phrases, patterns } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { kindsAlone, owned, ownerIn, type Quantity, quantityAt, sameAt, thingsAt } from './quantity.ts'
import { targetParts } from './targetPart.ts'

type Side = 'include' | 'exclude' | 'remove'

const GIVE = patterns('give|grant|assign|add|apply|deploy|push|provide|target', 'roll out')
const COPY = patterns('copy|clone|duplicate|mirror|replicate')
const EXCLUDE = patterns('exclude|exempt|omit')
const REMOVE = patterns(
  'remove|unassign|withdraw|revoke|detach|take|drop|delete|clear',
  'stop assigning|deploying|applying',
)
const UNEXCLUDE = patterns(
  'stop|quit excluding|exempting',
  'unexclude|un-exclude',
  'remove|lift|drop|delete|clear all|any|every? of? the? exclusion|exclusions of|for',
)
const EXCLUSIONS_FROM = patterns(
  'remove|lift|drop|delete|clear all|any|every? of? the? exclusion|exclusions from',
)
const MOVE = patterns('move|transfer|migrate|shift')
const MAKE = patterns('make|set|treat|handle|configure|equip|provision', 'set up')
const LIKE = patterns('exactly|just? like', 'the? same way? as', 'identical to')
const REPLACE = patterns('replace|swap')
const IN = patterns('in|on|for|across|from|within')
const WITH = patterns('with|by|for')
const EXCEPT = patterns(
  'except for|from?',
  'excluding',
  'but not|without',
  'but|, leave|leaving out',
  'but|, keep|keeping',
  'apart|aside from',
  'other than',
  'with the exception of',
  'without|minus',
  'bar|barring|save for?',
  'but',
)
/** What is no policy's name behind "except". */
const EVERYWHERE = /^(everyone|everybody|all (users|devices|groups))$/i
const WHERE_EXCLUDED = patterns(
  'where|from|in which? it|they is|are|was|were excluded|exempted|exempt',
  'that|which it|they is|are excluded from',
  'it|they is|are excluded from',
  'that|which exclude|excludes it|them',
)
const FROM = patterns('away|off? from', 'off')
const TO = patterns('over? to|onto|for')
const MAX_WAYS = 4
const MAX_PLACES = 5

/** "give group B everything that group A has": every way to read a request about all that a group gets. */
export function bulksIn(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  if (namesTime(tokens)) return []
  const { words, except, exceptKinds } = excepted(tokens, kinds)
  if (!words || strays(words)) return []
  const { rest, intent } = withoutIntent(words)
  return wholesIn(rest, kinds)
    .filter(({ include }) => intent === null || include.length > 0)
    .map((reading) => ({
      ...reading,
      // Only apps have intents.
      ...(intent && reading.like !== null && reading.kind === null ? { kind: 'mobileApp' } : {}),
      ...(except.length > 0 ? { except } : {}),
      ...(exceptKinds.length > 0 ? { exceptKinds } : {}),
      ...(intent ? { intent } : {}),
    }))
}

function wholesIn(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const verb = (phrases: Phrases) => afterAny(phrases, tokens, 0)
  const unexcluded = verb(UNEXCLUDE)
  if (unexcluded > 0) {
    const rest = tokens.slice(unexcluded)
    const isAll = tokens.slice(0, unexcluded).some(({ word }) => /^(all|any|every)$/.test(word))
    const last = rest.at(-1)?.word === 'everywhere' ? rest.length - 1 : rest.length
    const isWhole = last > 0 && (isAll || last < rest.length) && places(rest, FROM).length === 0
    // "lift all exclusions of G", "stop excluding G everywhere"
    const everywhere = isWhole ? bulks('remove', rest.slice(0, last), [], { kind: null, end: last }) : []
    return [...takingFrom(rest, kinds, 'remove'), ...everywhere].map(ofExclusions)
  }
  const given = verb(GIVE)
  if (given > 0) return [...giving(tokens.slice(given), kinds), ...moving(tokens.slice(given), kinds, false)]
  const copied = verb(COPY)
  if (copied > 0) {
    const rest = tokens.slice(copied)
    const moved = moving(rest, kinds, true)
    return moved.length > 0 ? moved : copying(rest)
  }
  const moved = verb(MOVE)
  if (moved > 0) return moving(tokens.slice(moved), kinds, false).map((one) => ({ ...one, moves: true }))
  const replaced = verb(REPLACE)
  if (replaced > 0) return replacing(tokens.slice(replaced), kinds)
  const made = verb(MAKE)
  if (made > 0) {
    const rest = tokens.slice(made)
    return places(rest, LIKE).flatMap(({ start, end }) =>
      bulks('include', rest.slice(0, start), rest.slice(end), { kind: null, end }),
    )
  }
  const excluded = verb(EXCLUDE)
  if (excluded > 0) return takingFrom(tokens.slice(excluded), kinds, 'exclude')
  const removed = verb(REMOVE)
  if (removed <= 0) return []
  const rest = tokens.slice(removed)
  // "remove G everywhere"
  if (rest.length > 1 && rest.at(-1)?.word === 'everywhere')
    return bulks('remove', rest.slice(0, -1), [], { kind: null, end: rest.length })
  return [...clearing(rest, kinds), ...takingFrom(rest, kinds, 'remove')]
}

/** "remove all exclusions from G", where G may be a policy as well. */
export function liftingsIn(tokens: readonly Token[]): BulkReading[] {
  const start = afterAny(EXCLUSIONS_FROM, tokens, 0)
  const rest = tokens.slice(Math.max(0, start))
  const isAll = tokens.slice(0, start).some(({ word }) => /^(all|any|every)$/.test(word))
  if (start <= 0 || !isAll || rest.length === 0 || namesTime(tokens) || strays(rest)) return []
  if (places(rest, FROM).length > 0 || rest.some((_, at) => afterAny(EXCEPT, rest, at) > at)) return []
  return bulks('remove', rest, [], { kind: null, end: rest.length }).map(ofExclusions)
}

/** "assign all apps to G as required" */
function withoutIntent(tokens: readonly Token[]): { rest: readonly Token[]; intent: Intent | null } {
  const last = markersIn(tokens).at(-1)
  const isIntent = last?.type === 'intent' && last.end === tokens.length && !last.fromIntent
  return isIntent
    ? { rest: tokens.slice(0, last.start), intent: last.intent ?? null }
    : { rest: tokens, intent: null }
}

/** "… except Firewall" at the end; no words where what is excepted is no name. */
function excepted(
  tokens: readonly Token[],
  kinds: KindPhrases,
): { words: readonly Token[] | null; except: string[]; exceptKinds: string[] } {
  const at = tokens.findLastIndex((_, index) => index > 1 && afterAny(EXCEPT, tokens, index) > index)
  if (at < 0) return { words: tokens, except: [], exceptKinds: [] }
  const behind = withoutPlace(tokens.slice(afterAny(EXCEPT, tokens, at)))
  const before = tokens.slice(0, tokens[at - 1]?.word === ',' ? at - 1 : at)
  // "assign all scripts except A to G": the target comes behind it.
  // "move everything except A from G to H": so does its owner.
  // "remove everything except scripts from G", too.
  const isMove = [MOVE, COPY, REMOVE].some((verb) => afterAny(verb, tokens, 0) > 0)
  const isRemoval = afterAny(REMOVE, tokens, 0) > 0
  const isOpen =
    (isMove || afterAny(GIVE, tokens, 0) > 0) &&
    !before.some((_, place) => afterAny(place > 0 && isRemoval ? FROM : TO, before, place) > place)
  const ends = (place: number) =>
    afterAny(TO, behind, place) > place || (isMove && afterAny(FROM, behind, place) > place)
  const to = isOpen ? behind.findIndex((_, place) => place > 0 && ends(place)) : -1
  const left = to < 0 ? behind : behind.slice(0, to)
  const words = to < 0 ? before : [...before, ...behind.slice(to)]
  const exceptKinds = kindsAlone(left, kinds)
  if (exceptKinds.length > 0) return { words, except: [], exceptKinds }
  const [part] = policyParts(left, kinds)
  const isName = part?.policies.every((name) => !EVERYWHERE.test(name))
  return part && isName
    ? { words, except: part.policies, exceptKinds }
    : { words: null, except: [], exceptKinds }
}

/** "except on A", "but not from A" */
function withoutPlace(tokens: readonly Token[]): readonly Token[] {
  return tokens.length > 1 && isPlain(tokens[0] as Token) && /^(on|from|in)$/.test(tokens[0]?.word ?? '')
    ? tokens.slice(1)
    : tokens
}

/** "copy A to B": all that A has, where these are groups. */
function copying(tokens: readonly Token[]): BulkReading[] {
  return places(tokens, TO)
    .flatMap(({ start, end }) =>
      bulks('include', tokens.slice(end), owned(tokens.slice(0, start)), { kind: null, end: start }),
    )
    .slice(0, MAX_WAYS)
}

/** "A with B in everything": B comes wherever A goes. */
function replacing(said: readonly Token[], kinds: KindPhrases): BulkReading[] {
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

function ofExclusions(reading: BulkReading): BulkReading {
  return { ...reading, side: 'exclusion' }
}

/** "B everything that A has", "to B everything that A has", "B the same as A" */
function giving(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const start = Math.max(0, afterAny(TO, tokens, 0))
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
function moving(tokens: readonly Token[], kinds: KindPhrases, bare: boolean): BulkReading[] {
  const quantity = quantityAt(tokens, 0, kinds) ?? (bare ? bareAt(tokens, kinds) : whatAt(tokens, 0))
  if (!quantity) return []
  const to = afterAny(TO, tokens, quantity.end)
  if (to > quantity.end && isNarrow(quantity, tokens[0]))
    return bulks('include', tokens.slice(to), [], quantity)
  return places(tokens, TO)
    .filter(({ start }) => start > quantity.end)
    .reverse()
    .flatMap(({ start, end }) => {
      const owner = ownerIn(tokens.slice(quantity.end, start))
      return owner && owner.length > 0 ? bulks('include', tokens.slice(end), owner, quantity) : []
    })
    .slice(0, MAX_WAYS)
}

/** "G from everything assigned to A"; without an owner, from all that G has. */
function takingFrom(tokens: readonly Token[], kinds: KindPhrases, side: Side): BulkReading[] {
  return places(tokens, FROM)
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
function clearing(tokens: readonly Token[], kinds: KindPhrases): BulkReading[] {
  const quantity = quantityAt(tokens, 0, kinds) ?? theseAt(tokens, kinds)
  if (!quantity) return []
  const rest = tokens.slice(quantity.end)
  const from = afterAny(FROM, rest, 0)
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
  return isMany && afterAny(FROM, tokens, things.end) > things.end ? things : null
}

function bulks(
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

function places(tokens: readonly Token[], phrases: Phrases): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = 1; at < tokens.length; at++) {
    const end = afterAny(phrases, tokens, at)
    if (end > at) found.push({ start: at, end })
  }
  return found.slice(-MAX_PLACES)
}
