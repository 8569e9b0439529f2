import { BULLET, spoken, type Token, tokenize } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import { isIntentWord } from './intentWords.ts'
import type { KindPhrases } from './kindWords.ts'
import { isCapital } from './nameTokens.ts'
import { afterAny, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const LINKS = new Set([...'and or of the & + , / ( ) - a'.split(' '), BULLET])
const BETWEEN = new Set(['to', 'for', 'on', 'onto'])
const HEADED = patterns('rollout|roll-out|deployment of', 'assignment|deployment :')
const EXCLUSION = patterns('exclusion|exception|exemption for|of')
const AWAY = patterns('out of', 'off from?')
/** Of a forwarded mail, which names nothing. */
const HEADER = /^(from|sent|to|cc|subject|date|von|gesendet|an|betreff)$/
const PLACING = /^(to|from|on|off|in|out)$/
const ALL = /^(all|every|users|user|devices|device|everyone|everybody|group|groups)$/
const MAX_WORDS = 40

/**
 * "Edge Settings for Legal too", "Legal: add Edge Settings", "Edge Settings: Legal": what is asked for without a verb
 * or with the verb in the middle. Null where the words are not all names, so that talk is no request.
 */
export function withVerb(said: readonly Token[], kinds: KindPhrases): Token[] | null {
  if (said.length > MAX_WORDS) return null
  const head = Math.max(0, afterAny(HEADED, said, 0))
  if (head > 0) return withVerb(said.slice(head), kinds)
  if (framesOf(said).length > 0) return null
  const tokens = withAs(said.filter(({ word, raw }, at) => !(at > 0 && word === 'also' && raw === word)))
  const colon = tokens.findIndex((_, at) => at > 0 && isColon(tokens, at))
  if (colon > 0 && BETWEEN.has(tokens[colon - 1]?.word ?? ''))
    return withVerb(tokens.toSpliced(colon, 1), kinds)
  if (colon > 0) return aroundColon(tokens.slice(0, colon), tokens.slice(colon + 1), kinds)
  // "exclusion for G on X"
  if (afterAny(EXCLUSION, tokens, 0) > 0) return [...spoken('add an'), ...tokens]
  const away = tokens.findIndex((_, index) => index > 0 && afterAny(AWAY, tokens, index) > index)
  if (away > 0) {
    const [whom, what] = [tokens.slice(0, away), tokens.slice(afterAny(AWAY, tokens, away))]
    const areBoth = areNames(whom, kinds, true) && areNames(what, kinds, false)
    return areBoth ? [...spoken('remove'), ...whom, ...spoken('from'), ...what] : null
  }
  const at = tokens.findIndex(({ word, raw }, index) => index > 0 && BETWEEN.has(word) && raw === word)
  const [before, behind] = [tokens.slice(0, at), tokens.slice(at + 1)]
  if (at < 0 || !areNames(free(before), kinds, false) || !areNames(free(behind), kinds, true)) return null
  return [...spoken('assign'), ...tokens]
}

/** "X: …", and "X - remove G", where a verb follows. */
function isColon(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] as Token
  return word === ':' || (/^[-–—]$/.test(word) && framesOf(tokens.slice(at + 1)).length > 0)
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
  if (behind.some(isQuotedRequest) || (before.length === 1 && HEADER.test(before[0]?.word ?? ''))) return null
  if (!areNames(free(before), kinds, true)) return null
  const [found] = framesOf(behind)
  // "X: replace H with G"
  if (
    /^(replace|swap|exchange)$/.test(behind[0]?.word ?? '') &&
    !behind.some(({ word }) => /^(on|in|from)$/.test(word))
  )
    return [...behind, ...spoken('on'), ...before]
  if (!found) return withoutEither(before, behind, kinds)
  if (found.rest.length === 0) return null
  const { side } = found.frame
  const verb = behind.slice(0, behind.length - found.rest.length)
  // "Legal: remove from X"
  if (PLACING.test(found.rest[0]?.word ?? '')) return [...verb, ...before, ...found.rest]
  const isWhole = found.rest.some(({ word, raw }) => (BETWEEN.has(word) || word === 'from') && raw === word)
  if (isWhole) return null
  // "X: lift the exclusion of Legal", "X: block Legal", "Legal: uninstall X": another verb would lose what this one says.
  const { lifts, either, intent, mains } = found.frame
  if (lifts || either || intent) {
    const [parting] = [...(mains[0]?.[0].at(-1)?.words ?? [])]
    return parting ? [...verb, ...found.rest, ...spoken(parting), ...before] : null
  }
  const between = side === 'include' ? 'to' : 'from'
  const plain = side === 'include' ? 'add' : side === 'exclude' ? 'exclude' : 'remove'
  return [...spoken(plain), ...before, ...spoken(between), ...found.rest]
}

/** "X: G", "X: required for G", "all users minus G: X" */
function withoutEither(
  before: readonly Token[],
  behind: readonly Token[],
  kinds: KindPhrases,
): Token[] | null {
  const [intent, between] = behind[0]?.word === 'as' ? behind.slice(1) : behind
  if (isIntentWord(intent?.word ?? '') && BETWEEN.has(between?.word ?? '')) {
    const isOne = behind.filter(({ word }) => isIntentWord(word)).length === 1
    const said = behind.slice(behind[0] === intent ? 0 : 1)
    return isOne ? [...spoken('assign'), ...before, ...spoken('as'), ...said] : null
  }
  if (isInstead(behind, kinds)) return [...spoken('assign'), ...before, ...spoken('to'), ...behind]
  if (!areNames(behind, kinds, true)) return null
  const isPlain = free(before).length === before.length
  return isPlain
    ? [...spoken('add'), ...before, ...spoken('to'), ...behind]
    : [...spoken('assign'), ...behind, ...spoken('to'), ...before]
}

const INSTEAD = patterns('instead|rather of|than')

/** "X: G instead of H" */
function isInstead(behind: readonly Token[], kinds: KindPhrases): boolean {
  const at = behind.findIndex((_, index) => index > 0 && afterAny(INSTEAD, behind, index) > index)
  const end = afterAny(INSTEAD, behind, at)
  return at > 0 && areNames(behind.slice(0, at), kinds, true) && areNames(behind.slice(end), kinds, true)
}

/** Words with capitals, quoted names, kinds, ids: nothing that says what somebody does. */
export function areNames(tokens: readonly Token[], kinds: KindPhrases, mayBeAll: boolean): boolean {
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
