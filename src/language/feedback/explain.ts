import type { Problem } from '../../wording/readingProblems.ts'
import { namesNoFiltered } from '../grammar/filterChanges.ts'
import type { Side } from '../grammar/frame.ts'
import { type KindPhrases, kindPhrasesOf } from '../grammar/kindWords.ts'
import { replacesForNobody } from '../grammar/moveIdioms.ts'
import { after, afterAny, pattern, patterns } from '../grammar/pattern.ts'
import { policyParts } from '../grammar/policyPart.ts'
import { isQuantity } from '../grammar/quantity.ts'
import { tableIn } from '../grammar/table.ts'
import { targetParts } from '../grammar/targetPart.ts'
import { isQuotedRequest } from '../grammar/verblessRequest.ts'
import { isName } from '../guards/coverage.ts'
import { foreignLanguageIn } from '../guards/foreignLanguage.ts'
import { asksMore, isPlain, setsCondition, takesBack } from '../guards/secondThoughts.ts'
import { asksForEnd, isReminder, requested, speechActOf } from '../guards/speechAct.ts'
import { faultOf, timeIn } from '../guards/time.ts'
import type { Sentence } from '../lexer/sentence.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'
import { messageIn } from '../read.ts'
import type { KindWords } from '../reading.ts'
import { hasTimeOfPart, requestsIn } from '../requestReadings.ts'
import { type LeadingVerb, leadingVerbIn, PARTING } from './leadingVerb.ts'
import {
  asksLater,
  asksToAct,
  goesOn,
  hasHeaders,
  isOtherWork,
  isReport,
  isStatement,
  isThought,
  makesAlike,
  meansEverybody,
  meansNothingAtAll,
  POINTERS,
  pointsBack,
  saysNotNeeded,
  swapsWholes,
} from './otherTalk.ts'
import type { PartialReading } from './partialReading.ts'

const NOTHING: PartialReading = { verb: null, kind: null, policies: [], targets: [], problem: null }

const ASSIGNMENTS = pattern('all|any|every? of? the? assignments|assignment|targets|groups of|from|for|on')

/** Why a message was not read as a request, and what was understood of it. */
export function explain(text: string, kinds: readonly KindWords[]): PartialReading {
  const message = messageIn(text, kinds)
  if (!message) return { ...NOTHING, problem: 'tooLong' }
  const language = foreignLanguageIn(message.sentences.flatMap(({ words }) => words))
  if (language) return { ...NOTHING, problem: 'foreign', language }
  if (message.sentences.some(({ words }) => makesAlike(requested(words).words))) {
    return { ...NOTHING, problem: 'makeAlike' }
  }
  if (message.sentences.some(({ words }) => isOtherWork(requested(words).words, kindPhrasesOf(kinds)))) {
    return { ...NOTHING, problem: 'otherWork' }
  }
  const wishes = message.sentences.map(({ words }) => leadingVerbIn(words))
  const verb = wishes.find((one) => one !== null)?.side ?? null
  const isMail = message.sentences.some(({ words }, index) => hasHeaders(words, index === 0))
  if (isMail || (message.sentences.some(({ words }) => words.some(isQuotedRequest)) && !verb)) {
    return { ...NOTHING, problem: 'reported' }
  }
  const stop = (problem: Problem): PartialReading => ({ ...NOTHING, verb, problem })
  if (verb && message.sentences.some(({ words }) => isReport(words))) return stop('reported')
  if (message.sentences.some(({ words }) => isReminder(words))) return stop('reminder')
  const acts = message.sentences.map(({ words, asks }) =>
    asksForEnd(words) ? 'request' : speechActOf(words, asks),
  )
  if (message.sentences.some(({ words }) => saysNotNeeded(words))) return stop('statement')
  if (acts.includes('negation')) return stop(message.sentences.some(isAnswer) ? 'answer' : 'negation')
  const [sentence, ...more] = message.sentences
  if (!sentence) return NOTHING
  if (more.length === 0 && goesOn(requested(sentence.words).words)) return stop('pointing')
  if (more.length === 0 && meansNothingAtAll(requested(sentence.words).words)) return stop('outOfAll')
  if (more.length > 0) {
    const left = message.sentences.find((_, index) => wishes[index] === null)
    if (verb && left) return { ...stop('leftOver'), left: nameOf(left.words) }
    return verb ? stop('several') : NOTHING
  }
  const [act] = acts
  if (act === 'question') return { ...stop(act), verb: asksToAct(sentence.words) ? verb : null }
  if (act === 'condition') {
    return { ...stop(act), verb: verb ?? (asksLater(sentence.words) ? 'include' : null) }
  }
  const asked = requested(sentence.words).words
  const table = tableIn(asked)
  const phrases = kindPhrasesOf(kinds)
  // A time in a cell would be a row's own.
  const isRead = (row: Token[]) => requestsIn(row, phrases).some((one) => !('timing' in one))
  const odd = table && (table.unread ?? table.rows.map(({ words }) => words).find((row) => !isRead(row)))
  if (odd) return { ...stop('leftOver'), left: nameOf(odd) }
  if (act === 'request' && hasTimeOfPart(asked, phrases)) return stop('timeOfPart')
  if (isStatement(asked)) {
    if (!asksLater(asked)) return stop('statement')
    return asked.some(({ word }) => POINTERS.has(word)) ? stop('pointing') : NOTHING
  }
  if (act === 'request' && namesNoFiltered(asked)) return stop('filterOfWhat')
  if (act === 'request' && swapsWholes(asked)) return stop('wholeSwap')
  if (act === 'request' && replacesForNobody(asked)) return stop('replaceForWhom')
  const wish = leadingVerbIn(asked)
  if (!wish || act !== 'request') return NOTHING
  const before = asked.slice(0, wish.at)
  if (isThought(before)) return stop('thought')
  if (takesBack(wish.rest)) return stop('takenBack')
  // "temporarily exclude G from P": what is said before the verb is as good behind it.
  const timed = [...wish.rest, ...before]
  const late = timeIn(timed)
  if (late) return { ...stop('time'), time: faultOf(timed, late) }
  if (setsCondition(wish.rest)) return stop('condition')
  if (asksMore(wish.rest)) return stop('several')
  // "could G get help" is turned into other words, which nobody said.
  if (before.length > 0 && !text.includes(nameOf(before))) return { ...stop('question'), verb: null }
  if (before.length > 0) return { ...stop('leftOver'), left: nameOf(before) }
  if (wish.side === 'include' && meansEverybody(wish.rest)) return stop('wholeCompany')
  if (pointsBack(wish.rest)) return { ...stop('pointing'), verb: wish.side }
  const { problem, left } = problemOfPart(wish, kindPhrasesOf(kinds))
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

/** "no, exclude Legal": an answer to something, and then a wish; nothing is asked not to be done. */
function isAnswer({ words, asks }: Sentence): boolean {
  const [first, second, ...rest] = words
  const answers = /^(no|nope|wait)$/.test(first?.word ?? '') && /^[,–-]$/.test(second?.word ?? '')
  return answers && speechActOf(rest, asks) === 'request'
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

/** Why a sentence with a verb is no request. */
function problemOfPart(
  { rest, side }: LeadingVerb,
  phrases: KindPhrases,
): { problem: Problem | null; left?: string } {
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

/** Looks at each side of the last "to" by itself. */
function halves(tokens: readonly Token[], side: Side, kinds: readonly KindWords[]): PartialReading {
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

export type { Problem } from '../../wording/readingProblems.ts'
export { inOneSentence, type PartialReading } from './partialReading.ts'
