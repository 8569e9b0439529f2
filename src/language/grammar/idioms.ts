import { indexOfPlain, isPlain } from '../guards/secondThoughts.ts'
import { withFilterAhead } from '../lexer/filterForm.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { withoutWholly } from './adverbs.ts'
import { withoutPortal } from './companyPortal.ts'
import { headedByGroup } from './coordination.ts'
import { lastIntent, withIntents, withoutBoth } from './intentIdioms.ts'
import { withLackStatement } from './lackStatement.ts'
import {
  changedFrom,
  haveInstalled,
  nothingFor,
  notLet,
  ownedAccess,
  rollOutOf,
  setUp,
  strippedOf,
  withoutBack,
} from './leadIdioms.ts'
import { moveAs, ownedMove } from './moveIdioms.ts'
import { keepingOut, withOnly, withoutNeither } from './negationIdioms.ts'
import { afterAny, isWhole, patterns } from './pattern.ts'
import { lacksGroup } from './pronouns.ts'
import {
  alongWith,
  butOnly,
  excludedInstead,
  intentArrow,
  notAnyone,
  ownedExclusion,
  ownedThings,
  withoutBothOf,
} from './sidePhrases.ts'
import { framesOf } from './verbs.ts'
import { withWherever } from './whereverClause.ts'
import { dashedIntents, insteadFirst, putIn, wantedThat } from './wishIdioms.ts'

const NOT_ONLY = patterns('not only|just|merely|solely')
const BUT_ALSO = patterns('but also?', ', but also?', 'also')

const SAME_FOR = patterns(
  'and|, and? do? the? same for|with|to',
  'and|, and? likewise for|to',
  'and|, and? the? same goes for',
)

const LEADING = /^(in|on|for|to|from|at)$/
const LEFT_ARROW = /^(<-|<--|<=|<==|←|⇐|⟵)$/
const MAX_LEADING = 12

/**
 * A sentence whose order or turn of phrase is unusual, in the usual one: "for Legal, replace A with B", "not only A but
 * also B", "and do the same for B", "nobody but A should get P", "neither A nor B should get P". Nothing is left out.
 */
export function saidPlainly(tokens: readonly Token[]): Token[] {
  return [
    unpleased,
    wantedThat,
    insteadFirst,
    dashedIntents,
    withoutPortal,
    rollOutOf,
    strippedOf,
    nothingFor,
    haveInstalled,
    ownedAccess,
    notLet,
    withoutBack,
    setUp,
    changedFrom,
    putIn,
    noMore,
    withoutWholly,
    ownedMove,
    moveAs,
    withFilterAhead,
    withLackStatement,
    withWherever,
    lastIntent,
    withoutBoth,
    intentArrow,
    withIntents,
    withoutBothOf,
    alongWith,
    withBoth,
    withSame,
    keepingOut,
    withoutNeither,
    ownedExclusion,
    ownedThings,
    excludedInstead,
    notAnyone,
    butOnly,
    withOnly,
    withLeft,
    fromBehind,
  ].reduce((said: Token[], turn) => turn(said) ?? said, [...tokens])
}

/** "assign, please, X to G" */
function unpleased(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(
    ({ word }, index) =>
      index > 0 &&
      /^(please|kindly)$/.test(word) &&
      tokens[index - 1]?.word === ',' &&
      tokens[index + 1]?.word === ',',
  )
  return at < 0 ? null : [...tokens.slice(0, at - 1), ...tokens.slice(at + 2)]
}

const ANY_MORE = patterns('any more|longer', 'anymore')

/**
 * "don't assign P to G any more", "don't exclude G from P any longer": that it ends is asked for, which is more than
 * that nothing be done.
 */
function noMore(tokens: readonly Token[]): Token[] | null {
  const start = /^(please|kindly)$/.test(tokens[0]?.word ?? '') ? 1 : 0
  const verb = tokens[start]?.word === "don't" ? start + 1 : start + 2
  const isNegated = verb === start + 1 || (tokens[start]?.word === 'do' && tokens[start + 1]?.word === 'not')
  const end = tokens.findIndex((_, at) => at > verb && isWhole(ANY_MORE, tokens.slice(at)))
  const isAssigning = framesOf(tokens.slice(verb))[0]?.frame.side === 'include'
  const isExcluding = /^(exclude|exempt)$/.test(tokens[verb]?.word ?? '')
  // "don't filter P for G any more"
  if (isNegated && end > 0 && tokens[verb]?.raw === 'filter')
    return [...spoken('remove the filter from'), ...tokens.slice(verb + 1, end)]
  return isNegated && end > 0 && (isAssigning || isExcluding)
    ? [...spoken('no longer'), ...tokens.slice(verb, end)]
    : null
}

/** "not only to A but also to B" */
function withBoth(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => afterAny(NOT_ONLY, tokens, index) > index)
  if (at < 0) return null
  const first = at + 2
  const but = indexOfPlain(tokens, (index) => index > first && afterAny(BUT_ALSO, tokens, index) > index)
  if (but < 0) return null
  const behind = tokens.slice(afterAny(BUT_ALSO, tokens, but))
  const too = behind.findIndex(({ word, raw }) => raw === 'too' && word === raw)
  const rest = too > 0 ? behind.toSpliced(too, 1) : behind
  const named = tokens.slice(first, tokens[but - 1]?.word === ',' ? but - 1 : but)
  return [...tokens.slice(0, at), ...named, ...spoken('and'), ...rest]
}

/** "to A and do the same for B" */
function withSame(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => index > 2 && afterAny(SAME_FOR, tokens, index) > index)
  return at < 0
    ? null
    : [...tokens.slice(0, at), ...spoken('and'), ...tokens.slice(afterAny(SAME_FOR, tokens, at))]
}

/**
 * "add A to P and do the same for B", where B may be another group as well as another policy: with B beside A. Null
 * where there is no such choice.
 */
export function withSameGroup(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => index > 2 && afterAny(SAME_FOR, tokens, index) > index)
  const [verb] = framesOf(tokens)
  if (at < 0 || verb?.frame.first !== 'target') return null
  const main = indexOfPlain(
    tokens,
    (index) => index > 1 && index < at && /^(to|from|on|off|of|in)$/.test(tokens[index]?.word ?? ''),
  )
  if (main < 0) return null
  const other = tokens.slice(afterAny(SAME_FOR, tokens, at))
  return [...tokens.slice(0, main), ...spoken('and'), ...other, ...tokens.slice(main, at)]
}

/**
 * "add A to P, also B": B may be another group as well as another policy: with B beside A. Null where no more than names
 * comes after one comma.
 */
export function withListedGroup(tokens: readonly Token[]): Token[] | null {
  const [verb] = framesOf(tokens)
  if (verb?.frame.first !== 'target') return null
  const main = indexOfPlain(
    tokens,
    (index) => index > 1 && /^(to|from|on|off|of|in)$/.test(tokens[index]?.word ?? ''),
  )
  const commas = tokens.flatMap(({ word }, at) => (word === ',' ? [at] : []))
  const [comma] = commas
  if (main < 0 || comma === undefined || commas.length > 1 || comma < main + 2) return null
  const behind = tokens.slice(comma + 1)
  const other = /^(and|also)$/.test(behind[0]?.word ?? '') ? behind.slice(1) : behind
  const areNames =
    other.length > 0 && other.every(({ quoted, raw }) => quoted !== null || /[\p{Lu}\p{N}]/u.test(raw))
  return areNames
    ? [...tokens.slice(0, main), ...spoken('and'), ...other, ...tokens.slice(main, comma)]
    : null
}

/** "G <- P" */
function withLeft(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(({ word }) => LEFT_ARROW.test(word))
  const [whom, what] = [tokens.slice(0, at), tokens.slice(at + 1)]
  return at > 0 && what.length > 0 ? [...what, ...spoken('to'), ...whom] : null
}

/** "on P replace A with B", "from P remove A": what leads the sentence is said after it. */
function fromBehind(tokens: readonly Token[]): Token[] | null {
  const [leading] = tokens
  if (!leading || !LEADING.test(leading.word)) return null
  const at = tokens.findIndex(
    (token, index) =>
      index > 1 &&
      index <= MAX_LEADING &&
      isPlain(token) &&
      (framesOf(tokens.slice(index)).length > 0 || /^(replace|swap|exchange|move)$/.test(token.word)),
  )
  if (at < 0 || at === tokens.length - 1 || headedByGroup(tokens, lacksGroup).length > 1) return null
  const name = tokens
    .slice(1, at)
    .filter(({ word }, index, all) => !/^[,:]$/.test(word) || index < all.length - 1)
  const lower = { ...leading, raw: leading.word, startsLine: false }
  return [...tokens.slice(at), lower, ...name]
}
