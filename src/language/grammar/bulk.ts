import { isPlain, strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import type { Token } from '../lexer/tokens.ts'
import type { BulkReading, Intent } from '../reading.ts'
import { EXCEPT, excepted } from './bulkException.ts'
import {
  bulks,
  clearing,
  copying,
  giving,
  moving,
  ofExclusions,
  places,
  replacing,
  takingFrom,
} from './bulkParts.ts'
import { AWAY_FROM, COPY, EXCLUDE, GIVE, MAKE, MOVE, REMOVE, REPLACE, UNEXCLUDE } from './bulkVerbs.ts'
import { markersIn } from './clauses.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, type Phrases, patterns } from './pattern.ts'

const EXCLUSIONS_FROM = patterns(
  'remove|lift|drop|delete|clear all|any|every? of? the? exclusion|exclusions from',
)

const LIKE = patterns('exactly|just? like', 'the? same way? as', 'identical to')

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
      ...(intent && reading.like !== null && reading.kind === null
        ? { kind: 'mobileApp', onlyWithIntent: true as const }
        : {}),
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
    const isWhole = last > 0 && (isAll || last < rest.length) && places(rest, AWAY_FROM).length === 0
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
  if (saysEverywhere(tokens) && places(rest, AWAY_FROM).length === 0)
    return bulks('remove', rest.slice(0, -1), [], { kind: null, end: rest.length })
  return [...clearing(rest, kinds), ...takingFrom(rest, kinds, 'remove')]
}

const WHOLLY = /^(completely|entirely|altogether)$/

/** Of these, only a policy is said: "stop assigning P completely". To delete it completely is more than that. */
const OF_POLICY = /^(delete|unassign|clear|stop)$/

/** What has no name of its own: "remove the filter completely", "remove everyone completely". */
const UNNAMED = /^(everyone|everybody|anyone|anybody|all|filters?|exclusions?|exemptions?|assignments?)$/

/** "remove G everywhere", "remove G completely" */
export function saysEverywhere(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  if (!last || !isPlain(last) || tokens.length < 3) return false
  if (last.word === 'everywhere') return true
  const isOfGroup = !OF_POLICY.test(tokens[0]?.word ?? '') && !tokens.some(({ raw }) => UNNAMED.test(raw))
  return WHOLLY.test(last.word) && isOfGroup
}

/** "remove all exclusions from G", where G may be a policy as well. */
export function liftingsIn(tokens: readonly Token[]): BulkReading[] {
  const start = afterAny(EXCLUSIONS_FROM, tokens, 0)
  const rest = tokens.slice(Math.max(0, start))
  const isAll = tokens.slice(0, start).some(({ word }) => /^(all|any|every)$/.test(word))
  if (start <= 0 || !isAll || rest.length === 0 || namesTime(tokens) || strays(rest)) return []
  if (places(rest, AWAY_FROM).length > 0 || rest.some((_, at) => afterAny(EXCEPT, rest, at) > at)) return []
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
