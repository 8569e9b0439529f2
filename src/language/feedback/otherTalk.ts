import { isIntentWord } from '../grammar/intentWords.ts'
import type { KindPhrases } from '../grammar/kindWords.ts'
import { after, afterAny, patterns } from '../grammar/pattern.ts'
import { isQuotedRequest } from '../grammar/verblessRequest.ts'
import { framesOf } from '../grammar/verbs.ts'
import { isPlain } from '../guards/secondThoughts.ts'
import type { Token } from '../lexer/tokens.ts'
import { leadingVerbIn, PARTING } from './leadingVerb.ts'

const ACTORS = /^(i|we|you|they|to|should|can|could|shall|must|anybody|anyone|somebody|someone)$/

/** "should I assign X": who acts comes before the verb, where "which policies use X" tells of things. */
export function asksToAct(tokens: readonly Token[]): boolean {
  const wish = leadingVerbIn(tokens)
  return (
    wish !== null && wish.rest.length > 0 && (wish.at === 0 || ACTORS.test(tokens[wish.at - 1]?.word ?? ''))
  )
}

const OTHER_WORK = patterns(
  'create|rename|edit|update|upgrade|duplicate|delete|wipe|retire|reboot|restart|shut|lock|sync|merge|reset a|an|the|new?',
)

const OBJECTS = patterns(
  'group|groups|device|devices|user|users|laptop|laptops|computer|computers|pc|phone|phones|filter|filters',
)

const ONLY_OTHER = /^(create|rename|edit|wipe|retire|reboot|restart|sync|merge|reset)$/

/** "rename X", "wipe PC-0412", "delete policy X", "create a group": nothing that assigns. */
export function isOtherWork(tokens: readonly Token[], kinds: KindPhrases): boolean {
  const verb = afterAny(OTHER_WORK, tokens, 0)
  if (verb <= 0 || tokens.length === 1) return false
  if (ONLY_OTHER.test(tokens[0]?.word ?? '')) return true
  const isParted = tokens.some((_, at) => after(PARTING, tokens, at) > at)
  return !isParted && (afterAny(OBJECTS, tokens, verb) > verb || kinds.at(tokens, verb, 6).length > 0)
}

const MAX_SUBJECT_LINES = 3

/** "From: Bruno", "Sent: …": the head of a forwarded mail, below its subject where there is one. */
export function hasHeaders(tokens: readonly Token[], isFirst: boolean): boolean {
  const headers = tokens.filter(
    (token, at) =>
      (at === 0 ? isFirst : token.startsLine) &&
      /^(from|sent|subject|date|von|gesendet|betreff|de|objet|asunto)$/.test(token.word) &&
      tokens[at + 1]?.word === ':',
  )
  const lines = tokens.filter(({ startsLine }) => startsLine).length
  return (
    headers.length > 1 || (headers.length === 1 && (headers[0] === tokens[0] || lines <= MAX_SUBJECT_LINES))
  )
}

const SAID = patterns(
  'said|says|wrote|writes|told|tells|asked|asks|mentioned|replied|suggested|suggests|claims|claimed',
  "did|didn't|don't|do|never not? say|mean|ask|write|want",
)

const MAX_SPEAKERS = 3

/** "Bruno said: assign …", "I did not say assign …" */
export function isReport(tokens: readonly Token[]): boolean {
  const speaks = tokens.slice(0, MAX_SPEAKERS + 1).some((_, at) => at > 0 && afterAny(SAID, tokens, at) > at)
  return speaks || tokens.some(isQuotedRequest)
}

const DONE =
  'assigned|unassigned|deployed|applied|pushed|published|removed|excluded|exempted|added|included|granted'

const STATES = patterns(
  `is|are|was|were|been|got|gets not|already|now|just|still|also|being|currently|only? not|already? ${DONE} to|from|for|on|by|in`,
  `has|have|had|hasn't|haven't|hadn't not|already|now|just|never|only? been? ${DONE}`,
  "doesn't|don't|didn't|isn't|aren't|hasn't|haven't|never|not get|gets|getting|receive|receiving|got|have|had|getting|need|reach|arrive|apply",
  'has|have lost|got',
  'is|are|was|were missing|lacking|gone|needed|required|available for|on|from|in',
  'is|are only|just? for',
  'is|are|was|were missing|lacking',
  `is|are|was|were wrongly|mistakenly|accidentally|incorrectly ${DONE}`,
  'gets|loses|receives|wants',
  'is|are supposed|meant|expected to',
  'is|are|was|were no|not longer|more? needed|required|wanted|used|necessary',
)

/** "Bruno assigned X to G": who did it comes right before what was done. */
const DEEDS = patterns(`${DONE}|got|lost`)
const MAX_DOERS = 3

/** "X was assigned to G", "G doesn't get X", "I have removed G from X" */
export function isStatement(tokens: readonly Token[]): boolean {
  if (framesOf(tokens).length > 0) return false
  return tokens.some((token, at) => {
    if (at === 0 || !isPlain(token)) return false
    return afterAny(STATES, tokens, at) > at || (at <= MAX_DOERS && afterAny(DEEDS, tokens, at) > at)
  })
}

const NOT_NEEDED = patterns(
  "i|we|they|you don't|do not? need|want|use|require",
  'nobody|no-one needs|uses|wants|requires',
  'no one needs|uses|wants|requires',
)

/** "we don't need X any more": how things are, and nothing that is not to be done. */
export function saysNotNeeded(tokens: readonly Token[]): boolean {
  return afterAny(NOT_NEEDED, tokens, 0) > 0
}

const WHOLE_COMPANY = patterns(
  'company-wide|companywide|organization-wide|organisation-wide|org-wide|tenant-wide|enterprise-wide',
  'company|organization|organisation|tenant wide',
  'across the board|company|organization|organisation|tenant',
  'the? whole|entire company|organization|organisation|tenant',
)

/** "deploy X company-wide": to all users, or to all devices. */
export function meansEverybody(rest: readonly Token[]): boolean {
  return rest.some((token, at) => at > 0 && isPlain(token) && afterAny(WHOLE_COMPANY, rest, at) > at)
}

const ANYTHING = patterns(
  'should|must|shall not|never get|have|receive any|anything',
  "shouldn't|mustn't get|have|receive any|anything",
  'get|gets|have|has nothing',
)
const NO_THINGS = patterns('no policies|apps|scripts|profiles for|on')

/** "G should not get any apps", "no apps for G" */
export function meansNothingAtAll(tokens: readonly Token[]): boolean {
  return tokens.some((_, at) => {
    const end = afterAny(at > 0 ? ANYTHING : NO_THINGS, tokens, at)
    return end > at && tokens[end]?.word !== 'else'
  })
}

const AGAIN = patterns(
  'do it|that|this|so|likewise for',
  'do? the? same again? for|with|to',
  'ditto for?',
  'repeat it|that|this? for',
  'what|how about',
  'and|also|plus for?',
)
const TOO = patterns('too', 'as well', 'also needs|gets it')
const MAX_POINTING_WORDS = 6

/** "do it for HR too", "what about HR", "HR as well": what is asked for was said in another message. */
export function goesOn(tokens: readonly Token[]): boolean {
  if (tokens.length > MAX_POINTING_WORDS) return false
  const start = afterAny(AGAIN, tokens, 0)
  const isToo = tokens.some((_, at) => at > 0 && afterAny(TOO, tokens, at) === tokens.length)
  return (start > 0 && start < tokens.length) || isToo
}

const ALIKE = patterns('match|mirror|equal|resemble', 'in line|sync with', 'equal|equivalent to')
const ALIGN = /^(align|sync|synchronise|synchronize|harmonise|harmonize)$/

/** "make G match H", "align G with H": what G has beside is to go, too, or may stay. */
export function makesAlike([verb, ...rest]: readonly Token[]): boolean {
  const isMade = /^(make|bring|get|keep|have)$/.test(verb?.word ?? '')
  if (isMade) return rest.some((token, at) => at > 0 && isPlain(token) && afterAny(ALIKE, rest, at) > at)
  return ALIGN.test(verb?.word ?? '') && rest.some(({ word }, at) => at > 0 && /^(with|and|to)$/.test(word))
}

const THOUGHTS = patterns(
  'we|i|you should|could|might|may|ought|can to? also|just|better?',
  'maybe|perhaps|possibly',
  "i|we think|guess|wonder|suppose|believe|feel|was|were|am|are|wonder|would|wouldn't",
  'it would|might|may|could be',
  'what|how about',
  'better|best',
  'thinking|thought of|about',
  'somebody|someone should|could|ought',
)

/** "I wonder whether …", "maybe we should …": nobody asks for anything. */
export function isThought(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && afterAny(THOUGHTS, tokens, 0) > 0
}

/** "make it required", "add them too": what was named in another message. */
export function pointsBack(rest: readonly Token[]): boolean {
  const [first, second] = rest
  // "make it optional for Legal"
  if (/^(it|them)$/.test(first?.raw ?? '') && isIntentWord(second?.word ?? '')) return true
  if (rest.some((_, at) => at > 0 && after(PARTING, rest, at) > at && rest[at]?.word !== 'to')) return false
  if (rest.some(({ word }, at) => word === 'to' && !isIntentWord(rest[at + 1]?.word ?? ''))) return false
  return (
    first !== undefined && first.raw === first.word && /^(it|them|those|these|that|this)$/.test(first.word)
  )
}

export const POINTERS = new Set('it them this that there'.split(' '))
const BEFORE_VERB = new Set(', please kindly then so and you'.split(' '))

/** "X is not there, please assign it": a request comes after what is told. */
export function asksLater(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) =>
      at > 0 &&
      isPlain(token) &&
      BEFORE_VERB.has(tokens[at - 1]?.word ?? '') &&
      framesOf(tokens.slice(at)).some(({ rest }) => rest.length > 0),
  )
}

const SWAP = patterns(
  'swap|exchange|trade',
  'swap|exchange|switch|trade the|all? of? the? assignments|targets|groups|everything of|between|for',
)

/** "swap the assignments of A and B": nothing says on what. */
export function swapsWholes(tokens: readonly Token[]): boolean {
  const start = afterAny(SWAP, tokens, 0)
  const rest = tokens.slice(Math.max(0, start))
  const and = rest.findIndex(({ word, raw }) => raw === word && /^(and|with|&)$/.test(word))
  return start > 0 && and > 0 && and < rest.length - 1 && !rest.some((_, at) => after(PARTING, rest, at) > at)
}
