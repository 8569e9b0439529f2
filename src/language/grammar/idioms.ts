import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { lastIntent, withIntents, withoutBoth } from './intentIdioms.ts'
import { withLackStatement } from './lackStatement.ts'
import { afterAny, isWhole, patterns } from './pattern.ts'
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

const NOBODY_BUT = patterns(
  'nobody|none but|except|besides|bar for?',
  'no one|group|other but|except|besides|bar for?',
  'no-one but|except|besides|bar for?',
  'nobody|none other than',
  'no one other than',
  'no other group|groups than|but|except|besides',
)

const NOBODY = patterns('nobody|no-one|none', 'no one')
const BUT = patterns('but|except|besides for?', 'other than', 'apart from')
const MAY_GET = patterns('should|must|shall|may|can get|have|receive', 'gets|needs')
const SHALL = /^(should|must|shall|may)$/
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
    noMore,
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

/** "don't assign P to G any more": that it ends is asked for, which is more than that nothing be done. */
function noMore(tokens: readonly Token[]): Token[] | null {
  const start = /^(please|kindly)$/.test(tokens[0]?.word ?? '') ? 1 : 0
  const verb = tokens[start]?.word === "don't" ? start + 1 : start + 2
  const isNegated = verb === start + 1 || (tokens[start]?.word === 'do' && tokens[start + 1]?.word === 'not')
  const end = tokens.findIndex((_, at) => at > verb && isWhole(ANY_MORE, tokens.slice(at)))
  return isNegated && end > 0 && framesOf(tokens.slice(verb))[0]?.frame.side === 'include'
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

const KEEP = patterns(
  ',|–|- and|but|while? keep|leave|keeping|leaving',
  'and|but|while keep|leave|keeping|leaving',
)

const EXCLUSION = patterns('the? exclusion|exclusions of|for|on')
const OUT = patterns('excluded|exempt|exempted|out', 'stays|remains|stay|remain excluded|exempt|exempted|out')

/** "assign P to A, but keep B excluded", "…, B stays excluded": what is assigned to A excepts B. */
function keepingOut(tokens: readonly Token[]): Token[] | null {
  const [verb] = framesOf(tokens)
  if (verb?.frame.side !== 'include') return null
  const keep = indexOfPlain(tokens, (index) => index > 2 && afterAny(KEEP, tokens, index) > index)
  if (keep > 0) {
    const rest = tokens.slice(afterAny(KEEP, tokens, keep))
    const named = afterAny(EXCLUSION, rest, 0)
    if (named > 0 && named < rest.length)
      return [...tokens.slice(0, keep), ...spoken('except'), ...rest.slice(named)]
    const last = rest.length - 1
    return last > 0 && isPlain(rest[last] as Token) && isWhole(OUT, rest.slice(last))
      ? [...tokens.slice(0, keep), ...spoken('except'), ...rest.slice(0, last)]
      : null
  }
  const comma = tokens.findLastIndex(({ word }, at) => word === ',' && at > 2)
  const stays = indexOfPlain(tokens, (index) => index > comma + 1 && isWhole(OUT, tokens.slice(index)))
  if (comma < 0 || stays !== tokens.length - 2) return null
  const said = tokens.slice(comma + 1, stays)
  const named = /^(and|but|while)$/.test(said[0]?.word ?? '') ? said.slice(1) : said
  return named.length > 0 ? [...tokens.slice(0, comma), ...spoken('except'), ...named] : null
}

/** "neither A nor B should get P", "G should get neither A nor B", "G needs neither A nor B" */
function withoutNeither(tokens: readonly Token[]): Token[] | null {
  if (tokens[0]?.word !== 'neither') return neitherOf(tokens)
  const nor = indexOfPlain(tokens, (index) => tokens[index]?.word === 'nor')
  const shall = indexOfPlain(tokens, (index) => index > nor + 1 && SHALL.test(tokens[index]?.word ?? ''))
  if (nor < 2 || shall < 0) return null
  return [
    ...tokens.slice(1, nor),
    ...spoken('and'),
    ...tokens.slice(nor + 1, shall + 1),
    ...spoken('not'),
    ...tokens.slice(shall + 1),
  ]
}

function neitherOf(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => index > 1 && tokens[index]?.word === 'neither')
  const nor = indexOfPlain(tokens, (index) => index > at + 1 && tokens[index]?.word === 'nor')
  if (at < 0 || nor < 0) return null
  const [shall, verb] = [tokens[at - 2]?.word ?? '', tokens[at - 1]?.word ?? '']
  const isNeed = /^needs?$/.test(verb)
  if (!isNeed && !(/^(should|must|shall)$/.test(shall) && /^(get|have|receive)$/.test(verb))) return null
  return [
    ...tokens.slice(0, isNeed ? at - 1 : at - 2),
    ...spoken(isNeed ? 'does not need' : 'should not get'),
    ...tokens.slice(at + 1, nor),
    ...spoken('and'),
    ...tokens.slice(nor + 1),
  ]
}

/** "nobody but A should get P", "nobody but A gets P", "nobody should get P except A" */
function withOnly(tokens: readonly Token[]): Token[] | null {
  const end = afterAny(NOBODY_BUT, tokens, 0)
  const shall = indexOfPlain(tokens, (index) => index > end && SHALL.test(tokens[index]?.word ?? ''))
  if (end > 0 && shall > 0) return [...spoken('only'), ...tokens.slice(end)]
  const start = end > 0 ? end : afterAny(NOBODY, tokens, 0)
  const get =
    start > 0
      ? tokens.findIndex((_, index) => index >= start && afterAny(MAY_GET, tokens, index) > index)
      : -1
  if (get < 0) return null
  const behind = tokens.slice(afterAny(MAY_GET, tokens, get))
  if (end > 0) return [...spoken('only'), ...tokens.slice(end, get), ...spoken('should get'), ...behind]
  const but = behind.findLastIndex((_, index) => index > 0 && afterAny(BUT, behind, index) > index)
  if (get !== start || but < 0) return null
  const policy = behind.slice(0, behind[but - 1]?.word === ',' ? but - 1 : but)
  return [...spoken('only'), ...behind.slice(afterAny(BUT, behind, but)), ...spoken('should get'), ...policy]
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
  if (at < 0 || at === tokens.length - 1) return null
  const name = tokens.slice(1, at).filter(({ word }, index, all) => word !== ',' || index < all.length - 1)
  const lower = { ...leading, raw: leading.word, startsLine: false }
  return [...tokens.slice(at), lower, ...name]
}

function indexOfPlain(tokens: readonly Token[], found: (index: number) => boolean): number {
  return tokens.findIndex((token, index) => isPlain(token) && found(index))
}
