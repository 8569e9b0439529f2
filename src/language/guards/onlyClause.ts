import { isIntentWord } from '../grammar/intentWords.ts'
import { afterAny, patterns } from '../grammar/pattern.ts'
import { framesOf } from '../grammar/verbs.ts'
import { nameOf, spoken, type Token } from '../lexer/tokens.ts'
import type { ChangeReading } from '../reading.ts'
import { isPlain } from './secondThoughts.ts'
import { endsInTarget, NOBODY_ELSE, NOTHING_ELSE, OTHERS_GO } from './statedReason.ts'

const NARROWED = patterns(
  "only for|on|to|where|in? devices|users|device|those|when? that|which|with? not|don't? matching|match|in?",
)

/** "limit X on G to devices matching F" */
const TO_MATCHING = patterns("to devices|users|those that|which? not|don't? match|matching")

/** "replace all groups on X with Legal" */
const ALL_REPLACED = patterns(
  'replace|overwrite|swap all|any|the|every? of? the? current|existing|other? assignments|groups|targets of|on|for|in',
  'replace|swap everyone|everybody on|in|of',
)

const KEEPS = patterns('keep|reset', 'reset the? assignments|assignment|targeting|targets of|for|on')

function isWith(token: Token | undefined): boolean {
  return token !== undefined && token.raw === token.word && (token.word === 'with' || token.word === 'by')
}

const FILTERED = /^(the|a|included?|excluded?|filter)$/

/** Where "only" stands: what is said before it and what after it. Both are empty where it cannot mean anything else. */
export interface Only {
  before: readonly Token[]
  after: readonly Token[]
  /** That the others are to lose it was said in as many words. */
  othersGo?: true
  /** Said of the deed as a whole, or of what is given: whether others are to lose it, nobody can tell. */
  maybe?: true
}

const NOBODY: Only = { before: [], after: [] }
const OTHERS: Only = { ...NOBODY, othersGo: true }
const MAYBE: Only = { ...NOBODY, maybe: true }

/** "only to Legal", "to Legal only", "only Legal should get it", "to Legal and nobody else" */
export function onlyIn(tokens: readonly Token[]): { words: Token[]; only: Only | null } {
  for (let at = Math.max(1, tokens.length - 6); at < tokens.length; at++) {
    const before = tokens.slice(0, at)
    // "and remove Others" names a group.
    if (!tokens.slice(at).every(isPlain)) continue
    if (afterAny(OTHERS_GO, tokens, at) === tokens.length)
      return { words: onlyIn(before).words, only: OTHERS }
    if (afterAny(NOBODY_ELSE, tokens, at) === tokens.length)
      return { words: onlyIn(before).words, only: NOBODY }
    if (afterAny(NOTHING_ELSE, tokens, at) === tokens.length && endsInTarget(before))
      return { words: onlyIn(before).words, only: { before, after: [], maybe: true } }
  }
  // "limit X to Legal" takes it from everybody else; "limit X to a filter" does not.
  const [first, ...rest] = tokens
  const isFiltered = tokens.some(
    ({ word }, at) => word === 'filter' || afterAny(TO_MATCHING, tokens, at) > at,
  )
  if (/^(limit|restrict|confine|reserve|narrow)$/.test(first?.word ?? '') && rest.length > 2 && !isFiltered) {
    const words = rest.filter((token, at) => !isOnly(token, at + 1, tokens))
    // "limit X to Legal as available": it is said of Legal, and not of the intent at its end.
    const isHow = words.at(-2)?.word === 'as' && isIntentWord(words.at(-1)?.word ?? '')
    return {
      words: [...spoken('assign'), ...words],
      only: { before: isHow ? words.slice(0, -2) : words, after: [] },
    }
  }
  const all = afterAny(ALL_REPLACED, tokens, 0)
  const by = tokens.findIndex((token, place) => place > all && isWith(token))
  if (all > 0 && by > 0 && !isFiltered)
    return {
      words: [...spoken('assign'), ...tokens.slice(all, by), ...spoken('to'), ...tokens.slice(by + 1)],
      only: OTHERS,
    }
  // "keep X for Legal only", "reset the assignments of X to Legal only"
  const kept = afterAny(KEEPS, tokens, 0)
  if (kept > 0 && tokens.length > kept + 3 && rest.some(isOnly) && !isFiltered)
    return {
      words: [
        ...spoken('assign'),
        ...tokens.slice(kept).filter((token, at) => !isOnly(token, at + kept, tokens)),
      ],
      only: NOBODY,
    }
  const at = tokens.findIndex(isOnly)
  const isFilter = tokens.slice(at, at + 8).some(({ word }) => /^(filter|matching|match)$/.test(word))
  if (at < 0 || (afterAny(NARROWED, tokens, at) > at + 1 && isFilter))
    return { words: [...tokens], only: null }
  const without = tokens.toSpliced(at, 1)
  // "only as available" says how, and nothing of who else has it.
  const isHow = tokens[at + 1]?.word === 'as' && isIntentWord(tokens[at + 2]?.word ?? '')
  // "to A, only B" is no list.
  const isBehind = tokens[at - 1]?.word === ',' && tokens.slice(0, at).some(({ word }) => PLACING.test(word))
  if (isHow) return { words: without, only: null }
  if (isOfPolicy(tokens, at) || (isBehind && !PLACING.test(tokens[at + 1]?.word ?? '')))
    return { words: [...tokens], only: null }
  // "only A may have P"
  const may = without.findIndex(
    ({ word }, place) => MAY.test(word) && GETS.test(without[place + 1]?.word ?? ''),
  )
  const words = at === 0 && may > 0 ? without.toSpliced(may, 1, ...spoken('should')) : without
  // "only assign X to Legal", "we only need X on Legal": do nothing else, or let nobody else have it.
  const isOfAll = (at === 0 && framesOf(without).length > 0) || WANTS.test(tokens[at + 1]?.word ?? '')
  return { words, only: isOfAll ? MAYBE : { before: tokens.slice(0, at), after: tokens.slice(at + 1) } }
}

/**
 * What "only" makes of a request: only those who are named keep the policy; nothing, where it stands beside how they get
 * it ("as available only"). Null where it stands beside the policy: "add Legal to X only" and "assign X and only X to
 * Legal" are about what else Legal has, and take nothing from anybody else.
 */
export function leftToOnly(reading: ChangeReading, { before, after }: Only): ChangeReading | null {
  const { policies, include, exclude, remove, filter } = reading
  if (include.length === 0) return null
  const [left, right] = [nameOf(before).toLowerCase(), nameOf(after).toLowerCase()]
  // "with only include filter F", "with filter only F"
  const isBefore = isWith(before.at(-1)) && FILTERED.test(after[0]?.word ?? '')
  const isOfFilter = (name: string) =>
    before.at(-1)?.word === 'filter' && right.startsWith(name.toLowerCase())
  if (filter && (isBefore || isOfFilter(filter.name))) return reading
  const firstIn = (names: readonly string[]) =>
    Math.min(...names.map((name) => right.indexOf(name.toLowerCase())).map((at) => (at < 0 ? Infinity : at)))
  const [policy, target] = [firstIn(policies), Math.min(firstIn(include), right.search(EVERY) >>> 0)]
  // "Legal only should get X"
  const isSaidOfLeft = HAS_TO.test(after[0]?.word ?? '')
  if (!isSaidOfLeft && policy < target) return null
  if (!isSaidOfLeft && target < right.length) return { ...reading, only: true }
  // Of a policy “Kiosk” and a group “Sales Kiosk”, it is the longer name that "only" stands beside.
  const ended = (names: readonly string[]) =>
    Math.max(0, ...names.filter((name) => left.endsWith(name.toLowerCase())).map(({ length }) => length))
  const [whom, what] = [ended(include), ended(policies)]
  const gone = ended([...remove, ...exclude])
  const how = filter ? ended([filter.name]) : 0
  if (after.length === 0) {
    // "to G instead of H only", "except H only": said of those that have it no more.
    if (gone > 0 && gone >= whom) return null
    // "as available only", and not "to 7-Zip Available only"
    if (whom === 0 && isIntentWord(before.at(-1)?.word ?? '')) return reading
    if (how > Math.max(whom, what)) return reading
    // Of a filter and a group of one name nobody can tell which it is.
    if (how > 0 && how === whom) return null
  }
  // "assign Kiosk to Kiosk only": what comes behind "to" is the group.
  const isOfGroup = what === whom && isBehindPlacing(before, whom)
  return what > 0 && what >= whom && !isOfGroup ? null : { ...reading, only: true }
}

/** Whether a name of so many letters at the end comes behind "to", after a verb that has the policy first. */
function isBehindPlacing(words: readonly Token[], length: number): boolean {
  const at = words.findIndex((_, index) => nameOf(words.slice(index)).length === length)
  const [verb] = framesOf(words)
  return verb?.frame.first === 'policy' && PLACING.test(words[at - 1]?.word ?? '')
}

const EVERY = /\b(all|every\w*|any\w*)\b/

/**
 * Whether "only" stands beside words that are said of something else than who gets it: "only today", or, where they are
 * not in `rest`, "only because …".
 */
export function isOnlyBeside(tokens: readonly Token[], rest: readonly Token[]): boolean {
  const isElse = (token: Token | undefined) =>
    token !== undefined && !/^[,;–-]$/.test(token.word) && (NOW.test(token.word) || !rest.includes(token))
  return tokens.some(
    (token, at) =>
      isOnly(token, at, tokens) && rest.includes(token) && (isElse(tokens[at - 1]) || isElse(tokens[at + 1])),
  )
}

const NOW = /^(today|tonight|now|once)$/

const WANTS = /^(needs?|wants?|requires?)$/

const MAY = /^(may|can)$/
const GETS = /^(get|gets|have|has|receive|receives)$/

/**
 * "Legal should only get X", "Legal only needs X", "assign only X to Legal": Legal is to have nothing else, and nothing
 * is said of who else has X.
 */
function isOfPolicy(tokens: readonly Token[], at: number): boolean {
  const [before, behind] = [tokens[at - 1]?.word ?? '', tokens[at + 1]?.word ?? '']
  // "we only need X on Legal" and "X only needs to go to Legal" are about X.
  const isOfGroup = !/^(we|i|you|they)$/.test(before) && tokens[at + 2]?.word !== 'to'
  if (at > 0 && WANTS.test(behind) && isOfGroup) return true
  if (GETS.test(before) || (at > 1 && GETS.test(behind))) return true
  if (behind === '' || PLACING.test(behind) || PLACING.test(before)) return false
  // "give Legal only X"
  if (/^(give|grant|provide|hand)$/.test(tokens[0]?.word ?? '') && at > 0) return true
  const [verb] = at > 0 && !/^(sure|that|ensure)$/.test(before) ? framesOf(tokens.slice(0, at)) : []
  return verb?.rest.length === 0
}

const PLACING = /^(to|for|on|from|in)$/

function isOnly(token: Token, at: number, tokens: readonly Token[]): boolean {
  const isPlain = token.raw === token.raw.toLowerCase() || at === 0
  // "just assign it" is a manner of speaking; "to just Legal" is not.
  const isBefore = /^(to|for|on)$/.test(tokens[at - 1]?.word ?? '')
  // "X just for Legal"
  const isFirst =
    /^(to|for)$/.test(tokens[at + 1]?.word ?? '') &&
    at > 0 &&
    !tokens.slice(0, at).some(({ word }) => PLACING.test(word))
  const isJust = token.word === 'just' && (isBefore || isFirst || narrows(tokens.slice(at)))
  return isPlain && (isJust || /^(only|exclusively|solely)$/.test(token.word))
}

/** "just Legal should have X": before a name and not before a verb, "just" says as much as "only". */
export function narrows([first, ...after]: readonly Token[]): boolean {
  const end = after.findIndex(({ word }) => HAS_TO.test(word))
  const isVerb = (_: Token, at: number) => framesOf(after.slice(at)).length > 0
  return first?.word === 'just' && end > 0 && !after.slice(0, end).some(isVerb)
}

const HAS_TO = /^(should|may|can|must|shall|get|gets|need|needs)$/
