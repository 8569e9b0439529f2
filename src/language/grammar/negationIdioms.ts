import { indexOfPlain, isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { afterAny, isWhole, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

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
const KEEP = patterns(
  ',|–|- and|but|while? keep|leave|keeping|leaving',
  'and|but|while keep|leave|keeping|leaving',
)

const EXCLUSION = patterns('the? exclusion|exclusions of|for|on')
const OUT = patterns('excluded|exempt|exempted|out', 'stays|remains|stay|remain excluded|exempt|exempted|out')

/** "assign P to A, but keep B excluded", "…, B stays excluded": what is assigned to A excepts B. */
export function keepingOut(tokens: readonly Token[]): Token[] | null {
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
export function withoutNeither(tokens: readonly Token[]): Token[] | null {
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
export function withOnly(tokens: readonly Token[]): Token[] | null {
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
