import { isIntentWord } from '../grammar/clauses.ts'
import { after, afterAny, pattern, patterns } from '../grammar/pattern.ts'
import { framesOf } from '../grammar/verbs.ts'
import { spoken } from '../lexer/rewrite.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'
import { requested } from './mood.ts'
import { asksMore, setsCondition } from './secondThoughts.ts'
import { namesTime } from './time.ts'

/** A sentence without what is said beside its request. */
export interface Asides {
  words: Token[]
  /** Why it is asked for, as written: a ticket's number, "because …". */
  reason?: string
  /** Words without a meaning for the change: "for testing". */
  leftOut?: string[]
  /** "only": nobody else is to keep what is assigned. */
  only: boolean
}

const TICKET = /^[[#]?(inc|chg|ritm|req|sctask|ctask|task|prb|sr|wo|cr|case|ticket)[-#_:]?\d{2,}\]?$/
/** "PROJ-123", which only a sign behind it or a word before it makes a ticket. */
const ISSUE = /^\[?[A-Z][A-Z\d]{1,9}-\d{1,7}\]?$/
const NUMBERED = /^#?\d{2,10}$/
const CALLED = patterns(
  'ticket|change|incident|case|request|ref|reference|task|jira|issue|cr|chg|inc number|no|id|request? .? :|# ?',
  'ticket|change|incident|case|ref|reference|task|jira|issue number|no|id|request? :?',
  'sr|ritm|req|inc|task|wo|prb|ctask|sctask|tkt number|no|id? :|#?',
)
const BEFORE_TICKET = patterns(
  'for|per|see|under|by|via|re|ref|from|in',
  'as per',
  'as requested|asked in|by|via|per',
  'according|related to',
  '-|–|—|,',
)
/** "per CHG0012345 please …" */
const AS_ASKED = patterns('as? per', 'for|under|re|regarding|ref :?', 'as requested in|by|via')
const AFTER_TICKET = new Set([':', '-', '–', '—', ',', '|', ')', '/', '>'])
const BECAUSE = patterns(
  'because|cause|coz of?',
  'due to',
  'as|since it|they|we|he|she|this|that|there|users|people|some',
  'reason :|is?',
  'so that? they|we|he|she|users|people|it|everyone|nobody can|could|may|get|have|use|has',
)
/** ", it is missing there": said behind a comma, by what it is about. */
const STATED_SHORT = pattern(
  ",|-|–|— it's|they're|we're|that's still|just|really? missing|needed|required|wanted|lacking|absent|necessary|gone",
)
const STATED = pattern(
  ",|-|–|— it|they|we|he|she|this|users|people is|are|was|were|needs|need|has|have|lacks|lack|asked|requested|wants|want|got|gets|still|just|really|breaks|break|broke|causes|cause|crashes|crash|fails|fail|slows|blocks|conflicts|does|do|did|doesn't|don't|didn't|works|makes|comes|came|went|keeps|confuses|annoys|left|leave|joined|join|moved|changed|complained|reported|use|used|retired",
)
const STATEMENT = STATED.slice(1)
const STATEMENTS = [STATEMENT, STATED_SHORT.slice(1)]
/** In a reason these would turn the request around, or put it off. */
const TURNING = new Set(
  'but until till after before then instead except excluding only unless tomorrow tonight later cancel wait undo stop not'.split(
    ' ',
  ),
)
const AGREED = 'discussed|agreed|requested|mentioned|planned'
/** "As discussed with Bruno, …" */
const AS_AGREED = patterns(
  `as|like ${AGREED} earlier|before? ,|:?`,
  `per our|the|your call|chat|meeting|mail|email|conversation|discussion|request ,|:?`,
  `as per our|the|your call|chat|meeting|mail|email|conversation|discussion|request ,|:?`,
)
const PURPOSE = patterns(
  `,? as ${AGREED} earlier|before?`,
  ',|and|but keep|leave all|the? everything|others|rest|remaining else? alone|untouched|unchanged?',
  ',|and|but keep|leave all|the? everything|others|rest|remaining else? as they|it are|is',
  'for now',
  'until|till further notice',
  'where possible|applicable|needed',
  'for the|this moment|time being?',
  'for a|the|our|some|further? user|pilot|quick? testing|test|tests|evaluation|validation|verification|trial|pilot|piloting|poc|demo|training|troubleshooting|debugging|audit|now purposes|purpose|reasons?',
  'for testing|test|evaluation|validation|verification|trial|demo|training|audit|compliance|security|safety purposes|purpose|reasons',
  'as a test|trial|pilot|poc|demo',
)
const MAX_PURPOSE_WORDS = 8
/** "if it is not there already": what an assignment that stands is left as by itself. */
const UNLESS_THERE = patterns(
  ",? if it's|its|they're not already|yet? assigned|there|done|present|deployed? already|yet?",
  ',? if it|they|that is|are|was|has|have not been? already|yet? assigned|there|done|present|deployed? already|yet?',
  ",? if it|they|that isn't|aren't|wasn't|hasn't|haven't been? already|yet? assigned|there|done|present|deployed? already|yet?",
  ',? if not already|yet? assigned|there|done|present|deployed? already|yet?',
  ',? unless it|they|that is|are|has|have been? already assigned|there|done|present|deployed?',
)
const NOBODY_ELSE = patterns(
  'and|, nobody|no-one|none else',
  'and|, no one else',
  'and|, no other groups|group|users|devices?',
  'and|, remove|drop|delete|unassign everyone|everybody else',
  'and|, remove|drop|delete|unassign all? the? others|rest',
  'and|, remove|drop|delete|unassign all? the? other groups|ones',
)

const NOTHING_ELSE = patterns('and|, nothing else')

/** "assign P to G" and not "give G P", where "and nothing else" says what else G has. */
function endsInTarget(tokens: readonly Token[]): boolean {
  const [verb] = framesOf(requested(tokens).words)
  return verb?.frame.first === 'policy' && verb.rest.some(({ word }) => /^(to|for|on|onto)$/.test(word))
}

/** Null where what stands beside the request turns it into another. */
export function withoutAsides(tokens: readonly Token[]): Asides | null {
  const ticket = ticketIn(tokens)
  const because = reasonIn(ticket.words)
  if (because === null) return null
  const behalf = behalfIn(because.words)
  const reasons = [ticket.reason, because.reason, behalf.reason].filter((one) => one !== undefined)
  const meant = purposeIn(behalf.words)
  const { words, only } = onlyIn(meant.words)
  return {
    words,
    only,
    ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
    ...(meant.leftOut ? { leftOut: [meant.leftOut] } : {}),
  }
}

/** "INC0012345: …" and "… (ticket 4711)" */
function ticketIn(tokens: readonly Token[]): { words: Token[]; reason?: string } {
  const start = tokens[0]?.word === '(' ? 1 : Math.max(0, afterAny(AS_ASKED, tokens, 0))
  const first = ticketAt(tokens, start, true)
  if (first > start) {
    let next = first
    while (AFTER_TICKET.has(tokens[next]?.word ?? '')) next++
    return { words: tokens.slice(next), reason: bare(tokens.slice(start, first)) }
  }
  const closed = tokens.at(-1)?.word === ')' ? tokens.length - 1 : tokens.length
  for (let at = Math.max(1, closed - MAX_PURPOSE_WORDS); at < closed; at++) {
    const isBracketed = tokens[at]?.word === '('
    const before = isBracketed ? at + 1 : afterAny(BEFORE_TICKET, tokens, at)
    const from = Math.max(before, at)
    const inner = Math.max(from, afterAny(BEFORE_TICKET, tokens, from))
    if (ticketAt(tokens, inner, before > at) !== closed) continue
    if (!isBracketed && closed < tokens.length) continue
    return { words: tokens.slice(0, at), reason: bare(tokens.slice(inner, closed)) }
  }
  return { words: [...tokens] }
}

/** The place after a ticket's number, or -1. */
function ticketAt(tokens: readonly Token[], at: number, isMarked: boolean): number {
  const called = afterAny(CALLED, tokens, at)
  const from = Math.max(called, at)
  const token = tokens[from]
  if (!token || token.quoted !== null) return -1
  if (TICKET.test(token.word) || (at === 0 && /^#\d{2,10}$/.test(token.word))) return from + 1
  if (called > at && (NUMBERED.test(token.word) || ISSUE.test(token.raw))) return from + 1
  const isFollowed = at > 0 || /^\[.*\]$/.test(token.raw) || AFTER_TICKET.has(tokens[from + 1]?.word ?? '')
  return isMarked && isFollowed && ISSUE.test(token.raw) && at === 0 ? from + 1 : -1
}

function bare(tokens: readonly Token[]): string {
  return nameOf(tokens).replace(/^\[|\]$/g, '')
}

function reasonIn(tokens: readonly Token[]): { words: Token[]; reason?: string } | null {
  for (let at = 2; at < tokens.length - 1; at++) {
    const open = tokens[at]?.word === '(' ? at + 1 : at
    const stated = after(STATED, tokens, at) > at || after(STATED_SHORT, tokens, at) > at
    if (!stated && afterAny(BECAUSE, tokens, open) <= open) continue
    const said = tokens.slice(stated ? at + 1 : open)
    const turns = said.some((token, index) => TURNING.has(token.word) && !isNegated(said, index))
    if (turns || setsCondition(said) || asksMore(said)) return null
    const to = open > at && said.at(-1)?.word === ')' ? said.length - 1 : said.length
    const start = tokens[at - 1]?.word === ',' ? at - 1 : at
    return { words: tokens.slice(0, start), reason: nameOf(said.slice(0, to)) }
  }
  return { words: [...tokens] }
}

/** A sentence of its own that says why: "It is missing there." Null for every other. */
export function statementOf(tokens: readonly Token[]): string | null {
  const start =
    BECAUSE.some((one) => after(one, tokens, 0) > 0) || STATEMENTS.some((one) => after(one, tokens, 0) > 0)
  const turns = tokens.some((token, at) => TURNING.has(token.word) && !isNegated(tokens, at))
  if (!start || turns || setsCondition(tokens) || asksMore(tokens) || namesTime(tokens)) return null
  return nameOf(tokens)
}

/** "because it is not there": a state, and no second thought. */
function isNegated(said: readonly Token[], at: number): boolean {
  return (
    said[at]?.word === 'not' &&
    /^(is|are|was|were|does|do|did|has|have|can|could)$/.test(said[at - 1]?.word ?? '')
  )
}

const BEHALF = patterns(
  '(|,|-|–|— as? requested|raised|asked|reported for? by',
  'on behalf of',
  '(|,|- on behalf of',
)
const MAX_NAME_WORDS = 3

/** "… (requested by Bruno)", "… on behalf of Ada Lovelace": who wants it, at the end. */
function behalfIn(tokens: readonly Token[]): { words: Token[]; reason?: string } {
  const closed = tokens.at(-1)?.word === ')' ? tokens.length - 1 : tokens.length
  for (let at = Math.max(3, closed - MAX_NAME_WORDS - 4); at < closed; at++) {
    const name = afterAny(BEHALF, tokens, at)
    if (name <= at || name >= closed || closed - name > MAX_NAME_WORDS) continue
    const isOpen = tokens[at]?.word === '('
    const isNamed = tokens.slice(name, closed).every(({ raw }) => /^\p{Lu}[\p{L}.'’-]*$/u.test(raw))
    if (!isNamed || isOpen !== closed < tokens.length) continue
    const said = tokens.slice(/^[(,–—-]$/.test(tokens[at]?.word ?? '') ? at + 1 : at, closed)
    return { words: tokens.slice(0, at), reason: nameOf(said) }
  }
  return { words: [...tokens] }
}

const MAX_AGREED_WORDS = 7

/** "as discussed with Bruno, …", "like agreed in the call please …": the words behind it, or -1. */
function agreedEnd(tokens: readonly Token[]): number {
  if (!/^(as|like)$/.test(tokens[0]?.word ?? '') || !new RegExp(`^(${AGREED})$`).test(tokens[1]?.word ?? ''))
    return -1
  const end = tokens.findIndex(
    ({ word }, at) => at > 1 && at <= MAX_AGREED_WORDS && /^([,:]|please|kindly)$/.test(word),
  )
  const between = end < 0 ? [] : tokens.slice(2, end)
  return end > 0 && !setsCondition(between) && !between.some(({ word }) => TURNING.has(word)) ? end + 1 : -1
}

function purposeIn(tokens: readonly Token[]): { words: Token[]; leftOut?: string } {
  const agreed = Math.max(afterAny(AS_AGREED, tokens, 0), agreedEnd(tokens))
  if (agreed > 0 && agreed < tokens.length)
    return { words: tokens.slice(agreed), leftOut: nameOf(tokens.slice(0, agreed)).replace(/[,:]$/, '') }
  for (let at = Math.max(3, tokens.length - MAX_PURPOSE_WORDS); at < tokens.length; at++) {
    if (Math.max(afterAny(PURPOSE, tokens, at), afterAny(UNLESS_THERE, tokens, at)) !== tokens.length)
      continue
    return { words: tokens.slice(0, at), leftOut: nameOf(tokens.slice(at)).replace(/^, ?/, '') }
  }
  return { words: [...tokens] }
}

const NARROWED = patterns(
  'only for|on|to|where|in? devices|users|device|those|when? that|which|with? matching|match|in?',
)

/** "replace all groups on X with Legal" */
const ALL_REPLACED = patterns(
  'replace|overwrite|swap all|any|the|every? of? the? current|existing|other? assignments|groups|targets of|on|for|in',
  'replace|swap everyone|everybody on|in|of',
)

function isWith({ word, raw }: Token): boolean {
  return raw === word && (word === 'with' || word === 'by')
}

/** "only to Legal", "to Legal only", "only Legal should get it", "to Legal and nobody else" */
function onlyIn(tokens: readonly Token[]): { words: Token[]; only: boolean } {
  for (let at = Math.max(1, tokens.length - 6); at < tokens.length; at++) {
    const before = tokens.slice(0, at)
    if (
      afterAny(NOBODY_ELSE, tokens, at) === tokens.length ||
      (afterAny(NOTHING_ELSE, tokens, at) === tokens.length && endsInTarget(before))
    )
      return { words: onlyIn(before).words, only: true }
  }
  // "limit X to Legal" takes it from everybody else; "limit X to a filter" does not.
  const [first, ...rest] = tokens
  const isFiltered = tokens.some(({ word }) => word === 'filter')
  if (/^(limit|restrict|confine|reserve|narrow)$/.test(first?.word ?? '') && rest.length > 2 && !isFiltered)
    return {
      words: [...spoken('assign'), ...rest.filter((token, at) => !isOnly(token, at + 1, tokens))],
      only: true,
    }
  const all = afterAny(ALL_REPLACED, tokens, 0)
  const by = tokens.findIndex((token, place) => place > all && isWith(token))
  if (all > 0 && by > 0 && !isFiltered)
    return {
      words: [...spoken('assign'), ...tokens.slice(all, by), ...spoken('to'), ...tokens.slice(by + 1)],
      only: true,
    }
  // "keep X for Legal only"
  if (first?.word === 'keep' && rest.length > 3 && rest.some(isOnly) && !isFiltered)
    return {
      words: [...spoken('assign'), ...rest.filter((token, at) => !isOnly(token, at + 1, tokens))],
      only: true,
    }
  const at = tokens.findIndex(isOnly)
  const isFilter = tokens.slice(at, at + 8).some(({ word }) => word === 'filter' || word === 'matching')
  if (at < 0 || (afterAny(NARROWED, tokens, at) > at + 1 && isFilter))
    return { words: [...tokens], only: false }
  const without = tokens.toSpliced(at, 1)
  // "only as available" says how, and nothing of who else has it.
  const isHow = tokens[at + 1]?.word === 'as' && isIntentWord(tokens[at + 2]?.word ?? '')
  // "to A, only B" is no list.
  const isBehind = tokens[at - 1]?.word === ',' && tokens.slice(0, at).some(({ word }) => PLACING.test(word))
  if (isHow) return { words: without, only: false }
  if (isOfPolicy(tokens, at) || (isBehind && !PLACING.test(tokens[at + 1]?.word ?? '')))
    return { words: [...tokens], only: false }
  // "only A may have P"
  const may = without.findIndex(
    ({ word }, place) => MAY.test(word) && GETS.test(without[place + 1]?.word ?? ''),
  )
  return { words: at === 0 && may > 0 ? without.toSpliced(may, 1, ...spoken('should')) : without, only: true }
}

const MAY = /^(may|can)$/

const GETS = /^(get|gets|have|has|receive|receives)$/

/**
 * "Legal should only get X", "assign only X to Legal": Legal is to have nothing else, and nothing is said of who else
 * has X.
 */
function isOfPolicy(tokens: readonly Token[], at: number): boolean {
  const [before, behind] = [tokens[at - 1]?.word ?? '', tokens[at + 1]?.word ?? '']
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
  const isJust = token.word === 'just' && (isBefore || isFirst)
  return isPlain && (isJust || /^(only|exclusively|solely)$/.test(token.word))
}
