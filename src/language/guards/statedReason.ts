import { after, afterAny, pattern, patterns } from '../grammar/pattern.ts'
import { framesOf } from '../grammar/verbs.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'
import { asksMore, isPlain, isRequestVerb, setsCondition } from './secondThoughts.ts'
import { requested } from './speechAct.ts'
import { namesTime } from './time.ts'

const BECAUSE = patterns(
  'because|cause|coz of?',
  'due to',
  'as|since it|they|we|he|she|this|that|there|users|people|some',
  'reason :|is?',
  'so that? they|we|he|she|users|people|it|everyone|nobody can|could|may|get|have|use|has',
)

/** ", it is missing there": said after a comma, by what it is about. */
const STATED_SHORT = pattern(
  ",|-|–|— it's|they're|we're|that's still|just|really? missing|needed|required|wanted|lacking|absent|necessary|gone",
)

const STATED = pattern(
  ",|-|–|— it|they|we|he|she|this|users|people is|are|was|were|needs|need|has|have|lacks|lack|asked|requested|wants|want|got|gets|still|just|really|breaks|break|broke|causes|cause|crashes|crash|fails|fail|slows|blocks|conflicts|does|do|did|doesn't|don't|didn't|works|makes|comes|came|went|keeps|confuses|annoys|left|leave|joined|join|moved|changed|complained|reported|use|used|retired",
)

const APPROVES = patterns(
  'will|can|is going? to? approve|confirm it|this|that|them?',
  'will|can sign off? on? it|this|that?',
)

/** "Bruno will approve it": said beside a request, it changes nothing of who may. */
function isApproval(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ word, raw }) => raw === word && /^(will|can|is)$/.test(word))
  return (
    at > 0 &&
    at <= MAX_NAME_WORDS &&
    areCapital(tokens.slice(0, at)) &&
    afterAny(APPROVES, tokens, at) === tokens.length
  )
}

const ASKED_BY = patterns(
  'requested|raised|asked|reported|ordered for? by :?',
  'requester|requestor|caller|contact :',
)

/** "Requested by: Bruno" */
function isAskedBy(tokens: readonly Token[]): boolean {
  const names = tokens.slice(Math.max(0, afterAny(ASKED_BY, tokens, 0)))
  return (
    names.length < tokens.length && names.length > 0 && names.length <= MAX_NAME_WORDS && areCapital(names)
  )
}

function areCapital(names: readonly Token[]): boolean {
  return names.every(({ raw }) => /^\p{Lu}[\p{L}.'’-]*$/u.test(raw))
}

const STATEMENT = STATED.slice(1)
const STATEMENTS = [STATEMENT, STATED_SHORT.slice(1)]

/** In a reason these would turn the request around, or put it off. */
export const TURNING = new Set(
  'but until till after before then instead except excluding only unless tomorrow tonight later cancel wait undo stop not'.split(
    ' ',
  ),
)

export const NOBODY_ELSE = patterns(
  'and|, nobody|no-one|none else',
  'and|, no one else',
  'and|, no other groups|group|users|devices?',
)

export const OTHERS_GO = patterns(
  'and|, remove|drop|delete|unassign everyone|everybody else',
  'and|, remove|drop|delete|unassign all? the? others|rest',
  'and|, remove|drop|delete|unassign all? the? other groups|ones',
)

export const NOTHING_ELSE = patterns('and|, nothing else')

/** "assign P to G" and not "give G P", where "and nothing else" says what else G has. */
export function endsInTarget(tokens: readonly Token[]): boolean {
  const [verb] = framesOf(requested(tokens).words)
  return verb?.frame.first === 'policy' && verb.rest.some(({ word }) => /^(to|for|on|onto)$/.test(word))
}

/**
 * The reason at the end of a sentence, and the words before it; null where the reason would turn the request into
 * another.
 */
export function reasonIn(tokens: readonly Token[]): { words: Token[]; reason?: string } | null {
  for (let at = 2; at < tokens.length - 1; at++) {
    const open = tokens[at]?.word === '(' ? at + 1 : at
    const isApproved = /^[,–—-]$/.test(tokens[at]?.word ?? '') && isApproval(tokens.slice(at + 1))
    const stated = isApproved || after(STATED, tokens, at) > at || after(STATED_SHORT, tokens, at) > at
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
    isApproval(tokens) ||
    isAskedBy(tokens) ||
    BECAUSE.some((one) => after(one, tokens, 0) > 0) ||
    STATEMENTS.some((one) => after(one, tokens, 0) > 0)
  const turns = tokens.some((token, at) => TURNING.has(token.word) && !isNegated(tokens, at))
  if (!start || turns || setsCondition(tokens) || asksMore(tokens) || namesTime(tokens)) return null
  return nameOf(tokens)
}

const REPORTS = patterns(
  'complain|complains|complained|complaining|reported|reports|noticed|called|phoned|rang|mailed|emailed|wrote',
  'struggle|struggled|struggling|experienced|experience|experiencing|onboarded|onboarding|hired',
  'opened|raised|logged|filed a|an|the? ticket|tickets|incident|incidents|case|cases',
  'have|has|had|having a|an|some|many|big|the|lots|of? problem|problems|issue|issues|trouble|difficulties|error|errors',
  'get|gets|got|getting|see|sees|saw|seeing an|a|the|many|lots|of? error|errors|message|messages|popups|pop-ups|warnings',
  'run|ran into',
  'is|are|was|were very|really|quite|so|too|still|constantly? slow|broken|down|crashing|failing|stuck|blocked|unhappy|annoyed',
  "can't|cannot|couldn't print|open|start|log|sign|connect|work|find|see|access|save|send",
)
/** What somebody wants, or did to an assignment: more than a story. */
const WANTING =
  /^(begins|starts|will|due|same|likewise|ditto|should|must|shall|ought|need|needs|needed|want|wants|wanted|please|let|let's|may|could|would|assigned|unassigned|deployed|removed|excluded|exempted|uninstalled|installed|moved|replaced|swapped|included|applied|added|withdrawn)$/
/** Behind a request, what is so "as well" may be meant as one more. */
const AS_WELL = patterns('also', 'as well')
const BEFORE_NOUN = /^(the|a|an|this|that|last|latest|new|every|their|our|its|some|many)$/

/**
 * "Yesterday three people in Legal complained about Edge.": what happened, told before the request. Null where it could
 * say anything of what is to be done.
 */
export function storyOf(tokens: readonly Token[], isBehind = false): string | null {
  const tells = tokens.some((token, at) => at > 0 && isPlain(token) && afterAny(REPORTS, tokens, at) > at)
  const wants = tokens.some((token, at) => {
    if (!isPlain(token)) return false
    const isVerb = isRequestVerb(token.word) && !BEFORE_NOUN.test(tokens[at - 1]?.word ?? '')
    return WANTING.test(token.word) || isVerb || (TURNING.has(token.word) && !isNegated(tokens, at))
  })
  const adds = tokens.at(-1)?.word === 'too' || tokens.some((_, at) => afterAny(AS_WELL, tokens, at) > at)
  return tells && !wants && !(isBehind && adds) && !setsCondition(tokens) ? nameOf(tokens) : null
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
export function behalfIn(tokens: readonly Token[]): { words: Token[]; reason?: string } {
  const closed = tokens.at(-1)?.word === ')' ? tokens.length - 1 : tokens.length
  for (let at = Math.max(3, closed - MAX_NAME_WORDS - 4); at < closed; at++) {
    const name = afterAny(BEHALF, tokens, at)
    if (name <= at || name >= closed || closed - name > MAX_NAME_WORDS) continue
    const isOpen = tokens[at]?.word === '('
    const isNamed = areCapital(tokens.slice(name, closed))
    if (!isNamed || isOpen !== closed < tokens.length) continue
    const said = tokens.slice(/^[(,–—-]$/.test(tokens[at]?.word ?? '') ? at + 1 : at, closed)
    return { words: tokens.slice(0, at), reason: nameOf(said) }
  }
  return { words: [...tokens] }
}
