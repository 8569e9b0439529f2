import { spoken } from '../lexer/rewrite.ts'
import { BULLET, type Token, tokenize } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import type { KindPhrases } from './kindWords.ts'
import { isCapital } from './names.ts'
import { framesOf } from './verbs.ts'

const LINKS = new Set([...'and or of the & + , / ( ) - a'.split(' '), BULLET])
const BETWEEN = new Set(['to', 'for', 'on'])
const ALL = /^(all|every|users|user|devices|device|everyone|everybody|group|groups)$/
const MAX_WORDS = 40

/**
 * "Edge Settings for Legal too", "Legal: add Edge Settings", "Edge Settings: Legal": what is asked for without a verb
 * or with the verb in the middle. Null where the words are not all names, so that talk is no request.
 */
export function withVerb(said: readonly Token[], kinds: KindPhrases): Token[] | null {
  if (said.length > MAX_WORDS || framesOf(said).length > 0) return null
  const tokens = withAs(said)
  const colon = tokens.findIndex(({ word }, at) => at > 0 && word === ':')
  if (colon > 0) return aroundColon(tokens.slice(0, colon), tokens.slice(colon + 1), kinds)
  const at = tokens.findIndex(({ word, raw }, index) => index > 0 && BETWEEN.has(word) && raw === word)
  const [before, behind] = [tokens.slice(0, at), tokens.slice(at + 1)]
  if (at < 0 || !areNames(free(before), kinds, false) || !areNames(free(behind), kinds, true)) return null
  return [...spoken('assign'), ...tokens]
}

/** "X required for G": the word says how, where it is no name's. */
function withAs(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ word, raw }, index) =>
      index > 0 &&
      raw === word &&
      /^(required|mandatory|available|optional)$/.test(word) &&
      BETWEEN.has(tokens[index + 1]?.word ?? '') &&
      tokens[index - 1]?.word !== 'as',
  )
  return at < 0 ? tokens : [...tokens.slice(0, at), ...spoken('as'), ...tokens.slice(at)]
}

/** Without the clauses: "as required", "except", "with filter". */
function free(tokens: readonly Token[]): Token[] {
  const clauses = markersIn(tokens)
  return tokens.filter((_, at) => !clauses.some(({ start, end }) => at >= start && at < end))
}

/** "“assign X to G”": somebody's words, and no name. */
export function isQuotedRequest({ quoted }: Token): boolean {
  const words = quoted === null ? [] : tokenize(quoted, (word) => word)
  const [found] = framesOf(words)
  return found?.rest.some(({ word }, at) => at > 0 && (BETWEEN.has(word) || word === 'from')) === true
}

function aroundColon(before: readonly Token[], behind: readonly Token[], kinds: KindPhrases): Token[] | null {
  if (behind.some(isQuotedRequest)) return null
  if (!areNames(before, kinds, true)) return null
  const [found] = framesOf(behind)
  if (!found)
    return areNames(behind, kinds, true) ? [...spoken('add'), ...before, ...spoken('to'), ...behind] : null
  if (found.rest.length === 0) return null
  const { side } = found.frame
  const isWhole = found.rest.some(({ word, raw }) => (BETWEEN.has(word) || word === 'from') && raw === word)
  if (isWhole) return null
  const between = side === 'include' ? 'to' : 'from'
  const verb = side === 'include' ? 'add' : side === 'exclude' ? 'exclude' : 'remove'
  return [...spoken(verb), ...before, ...spoken(between), ...found.rest]
}

/** Words with capitals, quoted names, kinds, ids: nothing that says what somebody does. */
function areNames(tokens: readonly Token[], kinds: KindPhrases, mayBeAll: boolean): boolean {
  if (tokens.length === 0) return false
  let named = false
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token
    const [kind] = kinds.first(tokens.slice(at, at + 6))
    const isNamed = token.quoted !== null || isCapital(token) || /[\p{Lu}\p{N}]/u.test(token.raw)
    const isAll = mayBeAll && ALL.test(token.word)
    if (!isNamed && !isAll && !kind && !LINKS.has(token.word) && token.word !== 'group') return false
    named ||= isNamed || isAll
    at += !isNamed && kind ? kind.length : 1
  }
  return named
}
