import type { Problem } from '../../wording/notUnderstood.ts'
import { isIntentWord } from '../grammar/clauses.ts'
import { type KindPhrases, kindPhrasesOf } from '../grammar/kindWords.ts'
import { after, afterAny, pattern, patterns } from '../grammar/pattern.ts'
import { policyParts } from '../grammar/policyPart.ts'
import { isQuantity } from '../grammar/quantity.ts'
import { tableIn } from '../grammar/table.ts'
import { targetParts } from '../grammar/targetPart.ts'
import { isQuotedRequest } from '../grammar/verbless.ts'
import { framesOf, type Side } from '../grammar/verbs.ts'
import { isName } from '../guards/cover.ts'
import { foreignIn } from '../guards/foreign.ts'
import { asksForEnd, isReminder, moodOf, requested } from '../guards/mood.ts'
import { asksMore, isPlain, setsCondition, takesBack } from '../guards/secondThoughts.ts'
import { faultOf, timeIn } from '../guards/time.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'
import { messageIn, requestsIn } from '../read.ts'
import type { KindWords } from '../reading.ts'
import type { Understood } from './understood.ts'

const NOTHING: Understood = { verb: null, kind: null, policies: [], targets: [], problem: null }
const PARTING = pattern('to|for|on|from|onto')
const ASSIGNMENTS = pattern('all|any|every? of? the? assignments|assignment|targets|groups of|from|for|on')

export function explain(text: string, kinds: readonly KindWords[]): Understood {
  const message = messageIn(text, kinds)
  if (!message) return { ...NOTHING, problem: 'tooLong' }
  const language = foreignIn(message.sentences.flatMap(({ words }) => words))
  if (language) return { ...NOTHING, problem: 'foreign', language }
  if (message.sentences.some(({ words }) => isOtherWork(requested(words).words, kindPhrasesOf(kinds)))) {
    return { ...NOTHING, problem: 'otherWork' }
  }
  const wishes = message.sentences.map(({ words }) => wishIn(words))
  const verb = wishes.find((one) => one !== null)?.side ?? null
  const isMail = message.sentences.some(({ words }, index) => hasHeaders(words, index === 0))
  if (isMail || (message.sentences.some(({ words }) => words.some(isQuotedRequest)) && !verb)) {
    return { ...NOTHING, problem: 'reported' }
  }
  const stop = (problem: Problem): Understood => ({ ...NOTHING, verb, problem })
  if (verb && message.sentences.some(({ words }) => isReport(words))) return stop('reported')
  if (message.sentences.some(({ words }) => isReminder(words))) return stop('reminder')
  const moods = message.sentences.map(({ words, asks }) =>
    asksForEnd(words) ? 'request' : moodOf(words, asks),
  )
  if (moods.includes('negation')) return stop('negation')
  const [sentence, ...more] = message.sentences
  if (!sentence) return NOTHING
  if (more.length > 0) {
    const left = message.sentences.find((_, index) => wishes[index] === null)
    if (verb && left) return { ...stop('leftOver'), left: nameOf(left.words) }
    return verb ? stop('several') : NOTHING
  }
  const [mood] = moods
  if (mood === 'question') return { ...stop(mood), verb: asksToAct(sentence.words) ? verb : null }
  if (mood === 'condition') {
    return { ...stop(mood), verb: verb ?? (asksLater(sentence.words) ? 'include' : null) }
  }
  const asked = requested(sentence.words).words
  const table = tableIn(asked)
  const phrases = kindPhrasesOf(kinds)
  // A time in a cell would be a row's own.
  const isRead = (row: Token[]) => requestsIn(row, phrases).some((one) => !('timing' in one))
  const odd = table && (table.unread ?? table.rows.find((row) => !isRead(row)))
  if (odd) return { ...stop('leftOver'), left: nameOf(odd) }
  if (isStatement(asked)) {
    if (!asksLater(asked)) return stop('statement')
    return asked.some(({ word }) => POINTERS.has(word)) ? stop('pointing') : NOTHING
  }
  const wish = wishIn(asked)
  if (!wish || mood !== 'request') return NOTHING
  const before = asked.slice(0, wish.at)
  if (isThought(before)) return stop('thought')
  if (takesBack(wish.rest)) return stop('takenBack')
  const late = timeIn(wish.rest)
  if (late) return { ...stop('time'), time: faultOf(wish.rest, late) }
  if (setsCondition(wish.rest)) return stop('condition')
  if (asksMore(wish.rest)) return stop('several')
  if (before.length > 0) return { ...stop('leftOver'), left: nameOf(before) }
  if (pointsBack(wish.rest)) return { ...stop('pointing'), verb: wish.side }
  const { problem, left } = partOf(wish, kindPhrasesOf(kinds))
  if (problem) return { ...stop(problem), verb: wish.side, ...(left ? { left } : {}) }
  // "Legal should only get X": before what the verb's words begin with, or first of them.
  const only = sentence.words.findIndex((token) => isPlain(token) && token.word === 'only')
  if (only > 0) return { ...stop('leftOver'), verb: wish.side, left: nameOf(sentence.words.slice(only)) }
  // "disable X" names what, and not whom.
  const found = halves(wish.rest, wish.isOfPolicy ? 'include' : wish.side, kinds)
  const said = [...found.policies, ...found.targets].find((name) => !name.startsWith('@') && !isName(name))
  if (said !== undefined) return { ...stop('leftOver'), verb: wish.side, left: said }
  return { ...found, verb: wish.side }
}

const ACTORS = /^(i|we|you|they|to|should|can|could|shall|must|anybody|anyone|somebody|someone)$/

/** "should I assign X": who acts stands before the verb, where "which policies use X" tells of things. */
function asksToAct(tokens: readonly Token[]): boolean {
  const wish = wishIn(tokens)
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
function isOtherWork(tokens: readonly Token[], kinds: KindPhrases): boolean {
  const verb = afterAny(OTHER_WORK, tokens, 0)
  if (verb <= 0 || tokens.length === 1) return false
  if (ONLY_OTHER.test(tokens[0]?.word ?? '')) return true
  const isParted = tokens.some((_, at) => after(PARTING, tokens, at) > at)
  return !isParted && (afterAny(OBJECTS, tokens, verb) > verb || kinds.at(tokens, verb, 6).length > 0)
}

const MAX_SUBJECT_LINES = 3

/** "From: Bruno", "Sent: …": the head of a mail that was passed on, below its subject where there is one. */
function hasHeaders(tokens: readonly Token[], isFirst: boolean): boolean {
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
function isReport(tokens: readonly Token[]): boolean {
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
)
/** "Bruno assigned X to G": who did it stands right before what was done. */
const DEEDS = patterns(`${DONE}|got|lost`)
const MAX_DOERS = 3

/** "X was assigned to G", "G doesn't get X", "I have removed G from X" */
function isStatement(tokens: readonly Token[]): boolean {
  if (framesOf(tokens).length > 0) return false
  return tokens.some((token, at) => {
    if (at === 0 || !isPlain(token)) return false
    return afterAny(STATES, tokens, at) > at || (at <= MAX_DOERS && afterAny(DEEDS, tokens, at) > at)
  })
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

function isThought(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && afterAny(THOUGHTS, tokens, 0) > 0
}

/** "make it required", "add them too": what was named in another message. */
function pointsBack(rest: readonly Token[]): boolean {
  const [first] = rest
  if (rest.some((_, at) => at > 0 && after(PARTING, rest, at) > at && rest[at]?.word !== 'to')) return false
  if (rest.some(({ word }, at) => word === 'to' && !isIntentWord(rest[at + 1]?.word ?? ''))) return false
  return (
    first !== undefined && first.raw === first.word && /^(it|them|those|these|that|this)$/.test(first.word)
  )
}

const POINTERS = new Set('it them this that there'.split(' '))
const BEFORE_VERB = new Set(', please kindly then so and you'.split(' '))

/** "X is not there, please assign it": a request stands behind what is told. */
function asksLater(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) =>
      at > 0 &&
      isPlain(token) &&
      BEFORE_VERB.has(tokens[at - 1]?.word ?? '') &&
      framesOf(tokens.slice(at)).some(({ rest }) => rest.length > 0),
  )
}

const ALL_BUT = patterns(
  'everyone|everybody|everything but|except|besides for?',
  'all? other|others|else groups|group|users|devices',
  'all groups|users|devices but|except|besides for?',
)
const EVERYBODY = patterns('everyone|everybody', 'all of? the? groups|assignments|targets|users')
const EXCEPTING = patterns('except|but|besides', 'apart|aside from', 'other than')
const PART = patterns(
  'half|most|some|part|parts|few|one of',
  'a few|part|half|quarter|third of',
  'the first|last|other|next',
)
const PERCENT = /^\d{1,3}%$/
/** Words that change what is asked for. They end a name that was meant, so nothing before them is told as understood. */
const TURNING =
  /^(but|not|except|excluding|exclude|excluded|keep|only|instead|unless|without|never|don't|doesn't|shouldn't|won't|mustn't)$/

/** What stands in the way of a request that has its verb. */
function partOf({ rest, side }: Wish, phrases: KindPhrases): { problem: Problem | null; left?: string } {
  const at = (found: (index: number) => boolean) =>
    rest.findIndex((token, index) => isPlain(token) && found(index))
  if (side !== 'include' && at((index) => afterAny(ALL_BUT, rest, index) > index) >= 0)
    return { problem: 'allBut' }
  // "remove all groups from X except G"
  const isAll = afterAny(EVERYBODY, rest, 0) > 0
  if (side !== 'include' && isAll && at((index) => index > 1 && afterAny(EXCEPTING, rest, index) > index) > 0)
    return { problem: 'allBut' }
  if (at((index) => afterAny(PART, rest, index) > index) >= 0 || rest.some(({ word }) => PERCENT.test(word)))
    return { problem: 'part' }
  if (side === 'include' && isQuantity(rest, phrases)) return { problem: 'allOfKind' }
  const from = rest.findLastIndex(({ word }, index) => index > 0 && word === 'from')
  if (side === 'exclude' && from > 0 && isQuantity(rest.slice(from + 1), phrases))
    return { problem: 'outOfAll' }
  const turning = at((index) => index > 0 && TURNING.test(rest[index]?.word ?? ''))
  return turning > 0 && turning < rest.length - 1
    ? { problem: 'leftOver', left: nameOf(rest.slice(turning)) }
    : { problem: null }
}

interface Wish {
  side: Side
  rest: Token[]
  /** One name alone is more likely a policy's: "disable X". */
  isOfPolicy: boolean
  /** Where its verb stands. */
  at: number
}

/** The first verb of the grammar, past a few words that ask whether or not. */
function wishIn(tokens: readonly Token[]): Wish | null {
  for (let at = 0; at < Math.min(tokens.length, 6); at++) {
    const [found] = framesOf(tokens.slice(at))
    // "stop! do not …"
    if (found && tokens[at]?.word === 'stop' && found.rest.length === 0) continue
    if (found) return { side: found.frame.side, rest: found.rest, isOfPolicy: found.frame.either, at }
  }
  return null
}

/** Looks at each side of the last "to" by itself. */
function halves(tokens: readonly Token[], side: Side, kinds: readonly KindWords[]): Understood {
  const phrases = kindPhrasesOf(kinds)
  // "remove all assignments of script X" names a policy, and nobody who has it.
  const all = side === 'remove' ? after(ASSIGNMENTS, tokens, 0) : -1
  const at = tokens.findLastIndex((_, index) => after(PARTING, tokens, index) > index)
  const [before, behind] = at < 0 ? [tokens, []] : [tokens.slice(0, at), tokens.slice(at + 1)]
  // "exclude Interns from …" names whom first.
  const [policyWords, targetWords] =
    all > 0 ? [tokens.slice(all), []] : side === 'include' ? [before, behind] : [behind, before]
  const policy = policyWords.length > 0 ? policyParts(policyWords, phrases)[0] : undefined
  const target = targetWords.length > 0 ? targetParts(targetWords)[0] : undefined
  const key = policy?.kind ?? kindIn(policyWords, phrases)
  return {
    verb: null,
    kind: kinds.find((one) => one.key === key)?.title ?? null,
    policies: policy?.policies ?? [],
    targets: target?.targets ?? [],
    problem: policy ? (target ? 'unclear' : 'noTarget') : target ? 'noPolicy' : 'nothingNamed',
  }
}

function kindIn(tokens: readonly Token[], phrases: KindPhrases): string | null {
  const start = tokens[0]?.word === 'the' || tokens[0]?.word === 'a' ? 1 : 0
  return phrases.first(tokens.slice(start, start + 6))[0]?.key ?? null
}

export type { Problem } from '../../wording/notUnderstood.ts'
export { inOneSentence, type Understood } from './understood.ts'
