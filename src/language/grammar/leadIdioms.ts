import { indexOfPlain, isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { isIntentWord } from './intentWords.ts'
import { afterAny, patterns } from './pattern.ts'
import { OWNED } from './sidePhrases.ts'
import { framesOf } from './verbs.ts'

// Beginnings that say in more words, or in another order, what a usual verb says; null where a sentence has none of it.

const ROLL_OUT = patterns(
  'begin|start|continue|commence with? the? rollout|roll-out|deployment|assignment|installation of',
  'kick off the? rollout|roll-out|deployment|assignment|installation of',
)

/** "start the rollout of P to G": "assign P to G" */
export function rollOutOf(tokens: readonly Token[]): Token[] | null {
  const end = afterAny(ROLL_OUT, tokens, 0)
  return end > 0 ? [...spoken('assign'), ...tokens.slice(end)] : null
}

const EVERYTHING = patterns('everything', 'all of? its|the? policies|apps|assignments')

/** "strip G of everything": "remove everything from G" */
export function strippedOf(tokens: readonly Token[]): Token[] | null {
  const of = indexOfPlain(tokens, (at) => at > 1 && tokens[at]?.word === 'of')
  if (tokens[0]?.word !== 'strip' || of < 0 || afterAny(EVERYTHING, tokens, of + 1) !== tokens.length)
    return null
  return [...spoken('remove'), ...tokens.slice(of + 1), ...spoken('from'), ...tokens.slice(1, of)]
}

const NOTHING_FOR = patterns('should|must|shall get|have|receive nothing any|left? more|longer?')

/** "G should have nothing any more": "remove everything from G" */
export function nothingFor(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(
    tokens,
    (index) => index > 0 && afterAny(NOTHING_FOR, tokens, index) === tokens.length,
  )
  return at > 0 ? [...spoken('remove everything from'), ...tokens.slice(0, at)] : null
}

const WITH = /^(onboard|equip|supply|provide|provision|set)$/
const ALL_THAT = /^(everything|whatever|all|the)$/

/** "onboard G with everything H has": "give G everything H has"; "set G up like H": "set up G like H" */
export function setUp(tokens: readonly Token[]): Token[] | null {
  const verb = tokens[0]
  if (verb?.word === 'set' && tokens[1]?.word === 'up') return setUp([verb, ...tokens.slice(2)])
  const up = indexOfPlain(tokens, (at) => at > 1 && tokens[at]?.word === 'up')
  if (verb?.word === 'set' && up > 0 && /^(like|exactly|just|the|with)$/.test(tokens[up + 1]?.word ?? ''))
    return setUp([verb, ...tokens.slice(1, up), ...tokens.slice(up + 1)]) ?? setUpLike(tokens, up)
  const at = indexOfPlain(tokens, (index) => index > 1 && tokens[index]?.word === 'with')
  return at > 0 && WITH.test(verb?.word ?? '') && ALL_THAT.test(tokens[at + 1]?.word ?? '')
    ? [...spoken('give'), ...tokens.slice(1, at), ...tokens.slice(at + 1)]
    : null
}

function setUpLike(tokens: readonly Token[], up: number): Token[] {
  return [...spoken('set up'), ...tokens.slice(1, up), ...tokens.slice(up + 1)]
}

const DONT_LET = patterns("don't let|allow|permit", 'do not let|allow|permit', 'never let|allow|permit')
const LET_DO = patterns('to? get|have|receive|use|install')

/** "don't let G have P", "no P for G", "P not for G": "block G from P" */
export function notLet(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(DONT_LET, tokens, 0)
  const get = indexOfPlain(tokens, (at) => at > start && afterAny(LET_DO, tokens, at) > at)
  if (start > 0 && get > 0)
    return [
      ...spoken('block'),
      ...tokens.slice(start, get),
      ...spoken('from'),
      ...tokens.slice(afterAny(LET_DO, tokens, get)),
    ]
  const to = indexOfPlain(tokens, (at) => at > 1 && /^(for|on)$/.test(tokens[at]?.word ?? ''))
  const isSaid = to > 0 && to < tokens.length - 1
  // With a capital it is a name, "No Sleep for Kiosks", and in small letters all of it may be one.
  if (isSaid && tokens[0]?.raw === 'no' && isNamed(tokens[1])) return [...spoken('block'), ...tokens.slice(1)]
  const isAlone = isSaid && tokens[to - 1]?.raw === 'not' && to > 1 && framesOf(tokens).length === 0
  const hasVerb = tokens.slice(0, to - 1).some((token) => isPlain(token) && IS.test(token.word))
  return isAlone && !hasVerb ? [...spoken('block'), ...tokens.toSpliced(to - 1, 1)] : null
}

const IS = /^(is|are|was|were|be|should|must|shall|if|but|and|,|:|\(|do|does|to|from|off|in)$/

const TAKES = patterns('revoke|remove|withdraw|cancel|drop|end')
const ACCESS = patterns('access to')

/** "revoke G's access to P": "remove G from P" */
export function ownedAccess(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(TAKES, tokens, 0)
  const at = indexOfPlain(tokens, (index) => index > start && afterAny(ACCESS, tokens, index) > index)
  const owner = tokens[at - 1]
  const [, single, many] = owner && owner.quoted === null ? (OWNED.exec(owner.raw) ?? []) : []
  const raw = single ?? many
  if (start <= 0 || at < 0 || !owner || !raw) return null
  return [
    ...spoken('remove'),
    ...tokens.slice(start, at - 1),
    { ...owner, raw, word: raw.toLowerCase() },
    ...spoken('from'),
    ...tokens.slice(afterAny(ACCESS, tokens, at)),
  ]
}

const GIVES = /^(give|hand|get|grant)$/
const WANTS = /^(needs?|should|must|shall)$/

/** "give G back P", "G needs P back": what was had before is given all the same. */
export function withoutBack(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => index > 1 && tokens[index]?.raw === 'back')
  const isLast = at === tokens.length - 1
  // "give legal back office settings" may be about a policy “Back Office Settings”.
  const isGiven = GIVES.test(tokens[0]?.word ?? '') && isNamed(tokens[at + 1])
  const isWanted =
    isLast &&
    isNamed(tokens[at - 1]) &&
    tokens.some((token, index) => index > 0 && isPlain(token) && WANTS.test(token.word))
  return at > 0 && (isGiven || isWanted) ? tokens.toSpliced(at, 1) : null
}

/** In capitals or quotes, so that what stands beside it is no part of it. */
function isNamed(token: Token | undefined): boolean {
  return token !== undefined && (token.quoted !== null || /[\p{Lu}\p{N}]/u.test(token.raw))
}

const HAS = /^(have|has|get|gets)$/
const WISHES = /^(should|must|shall|sure|ensure)$/

/** "G should have P installed": "G should have P as required" */
export function haveInstalled(tokens: readonly Token[]): Token[] | null {
  const last = tokens.at(-1)
  const has = indexOfPlain(tokens, (at) => at > 1 && HAS.test(tokens[at]?.word ?? ''))
  const wish = indexOfPlain(tokens, (at) => at < has && WISHES.test(tokens[at]?.word ?? ''))
  return last?.raw === 'installed' && wish >= 0 && has < tokens.length - 2
    ? [...tokens.slice(0, -1), ...spoken('as required')]
    : null
}

const CHANGE = patterns(
  'change|redirect|retarget|repoint',
  'change|switch the? group|target|assignment of|on|for|in?',
)

/** "redirect P from A to B", "change the group on P from A to B": "move P from A to B" */
export function changedFrom(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(CHANGE, tokens, 0)
  const from = indexOfPlain(tokens, (at) => at > start && tokens[at]?.word === 'from')
  const to = indexOfPlain(tokens, (at) => at > from + 1 && tokens[at]?.word === 'to')
  if (start <= 0 || from < 0 || to < 0 || to === tokens.length - 1) return null
  // Intents, filters and sides are changed in their own ways.
  const isOther = tokens.some(
    (token) => isPlain(token) && (OTHER.test(token.word) || isIntentWord(token.word)),
  )
  return isOther ? null : [...spoken('move'), ...tokens.slice(start)]
}

const OTHER =
  /^(filters?|intents?|modes?|included?|excluded?|inclusions?|exclusions?|install|uninstall|time|date)$/
