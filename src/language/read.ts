import { type CommandReader, greeted, type ReadingOf, readAs, type Said } from './commandReader.ts'
import { bulksIn, liftingsIn } from './grammar/bulk.ts'
import { changeReadings } from './grammar/change.ts'
import { withList } from './grammar/headedList.ts'
import { saidPlainly, withListedGroup, withSameGroup } from './grammar/idioms.ts'
import { type KindPhrases, kindPhrasesOf } from './grammar/kindWords.ts'
import { isPointingWish } from './grammar/lacking.ts'
import { withLongerNames } from './grammar/longerNames.ts'
import { insteadOfPolicy, replacements } from './grammar/move.ts'
import { askedAbout, canBeTried, MAX_QUESTION_LENGTH, triedIn } from './grammar/questions.ts'
import { refilteringsIn, reintentionsIn } from './grammar/refilter.ts'
import {
  byIntents,
  differing,
  linesOf,
  pairsOf,
  partsOf,
  sharingLast,
  signedLines,
  together,
  withoutVerbs,
  withPolicies,
  withTargets,
} from './grammar/several.ts'
import { policyQuestionsIn } from './grammar/show.ts'
import { tableIn } from './grammar/table.ts'
import { bare } from './grammar/talk.ts'
import { formIn } from './grammar/ticketForm.ts'
import type { Timing } from './grammar/timing.ts'
import { withVerb } from './grammar/verbless.ts'
import { timingIn } from './grammar/when.ts'
import { clearingsIn, copiesIn, unfilteringsIn } from './grammar/wholeSet.ts'
import { type Asides, statementOf, withoutAsides } from './guards/asides.ts'
import { isCovered, namesIn } from './guards/cover.ts'
import { moodOf, requested } from './guards/mood.ts'
import { withoutPadding } from './guards/padding.ts'
import { rewritten, spoken, withoutArrow } from './lexer/rewrite.ts'
import { type Message, messageOf, type Sentence } from './lexer/sentence.ts'
import { withoutLetterhead } from './lexer/signOff.ts'
import { nameOf, type Token, tokenize } from './lexer/tokens.ts'
import { menderFor } from './lexer/vocabulary.ts'
import type {
  BulkReading,
  ChangeReading,
  CopyReading,
  KindWords,
  Reading,
  SeveralReading,
} from './reading.ts'

/** Longer messages are no requests, in letters and in words and marks; the time to read one grows with both. */
export const MAX_MESSAGE_LENGTH = 4000
export const MAX_WORDS = 900
const MAX_READINGS = 24
/** Of those, how many read a word of the sentence as the end of a longer name. */
const MAX_LONGER = 8
/** Of one way to cut a sentence into requests that leave out the verb. */
const MAX_WAYS = 4

type Wish = ChangeReading | BulkReading | CopyReading

/**
 * Every way to understand what was said (see `plain`), the likeliest first; none where it was not understood. It proposes nothing
 * that was not said: each word of a request is read, or a part of a name. What the commands read is theirs; here stands the
 * order in which a sentence is tried.
 */
export function read<C extends CommandReader>(
  text: string,
  kinds: readonly KindWords[],
  commands: readonly C[],
): (Reading | ReadingOf<C>)[] {
  const message = messageIn(text, kinds)
  if (!message) return []
  const phrases = kindPhrasesOf(kinds)
  const said: Said = { text, bare: bare(text), words: [], kinds: phrases }
  const told = readAs('message', said, commands)
  if (told.length > 0) return distinct(told)
  const tried = triedIn(text)
  if (tried !== null)
    return read(tried, kinds, commands).flatMap((one) =>
      canBeTried(one) ? [{ action: 'try', wish: one }] : [],
    )
  const isQuestion = message.sentences.length === 1 && text.length <= MAX_QUESTION_LENGTH
  const asked = isQuestion ? readAs('question', said, commands) : []
  if (asked.length > 0) return distinct(asked)
  const about = isQuestion ? askedAbout(text, phrases) : []
  if (about.length > 0) return distinct(about)
  if (message.sentences.length > 1) message.sentences = withException(message.sentences)
  const [sentence] = message.sentences
  if (message.onlyGreets) return greeted(commands)
  if (!sentence) return []
  if (message.sentences.length > 1) return distinct(sentencesOf(message, phrases))
  return readSentence(sentence, said, commands)
}

function readSentence<C extends CommandReader>(
  sentence: Sentence,
  message: Said,
  commands: readonly C[],
): (Reading | ReadingOf<C>)[] {
  const { text, kinds } = message
  const { words, polite } = requested(sentence.words)
  const whole = { ...message, words: sentence.words }
  const said = { ...message, words }
  for (const [stage, from] of [
    ['phrase', whole],
    ['phrase', said],
    ['words', said],
  ] as const) {
    const found = readAs(stage, from, commands)
    if (found.length > 0) return distinct(found)
  }
  const questions = policyQuestionsIn(words, kinds)
  if (questions.length > 0) return distinct(questions)
  // "assign X to Y?" wonders; "can you assign X to Y?" asks for it.
  if (sentence.asks && !polite && !isPleased(text)) return []
  const found = distinct(wishes(sentence.words, kinds))
  return found.length > 0
    ? besideLonger(found, sentence.words, kinds)
    : distinct(readAs('rest', said, commands))
}

/** What was read, and behind it what it would be if a word of it belonged to a name. */
function besideLonger(found: Reading[], words: readonly Token[], kinds: KindPhrases): Reading[] {
  const longer = withLongerNames(words, found).flatMap(({ name, words: said }) =>
    wishes(said, kinds).filter((one) => namesIn(one).includes(name)),
  )
  const more = distinct(longer).slice(0, MAX_LONGER)
  return distinct([...found.slice(0, MAX_READINGS - more.length), ...more])
}

/** "assign X to all devices. Exclude Test Lab.": what names no policy goes on with the sentence before. */
function withException(sentences: readonly Sentence[]): Sentence[] {
  const [first, second, ...more] = sentences
  const isRest =
    /^(exclude|except)$/.test(second?.words[0]?.word ?? '') &&
    !second?.words.some(({ word }) => /^(from|on|in|for)$/.test(word))
  if (!first || !second || more.length > 0 || first.asks) return [...sentences]
  // "remove Legal from X. Same for HR."
  const isSame = /^(same|likewise)$/.test(second.words[0]?.word ?? '') && second.words[1]?.word === 'for'
  // "Legal is missing X. Can you add it?"
  const isPointing = isPointingWish(second.words)
  if (!isRest && !isSame && !isPointing) return [...sentences]
  return [{ words: [...first.words, ...spoken(','), ...second.words], asks: second.asks }]
}

/** Several sentences: requests planned together, and statements that are a reason. Anything else turns them around. */
function sentencesOf({ sentences }: Message, kinds: KindPhrases): Reading[] {
  const reasons: string[] = []
  const parts: ChangeReading[][] = []
  for (const { words, asks } of sentences) {
    const { polite } = requested(words)
    const statement = parts.length > 0 && !asks ? statementOf(words) : null
    const ways = statement ? [] : wishes(words, kinds)
    if (statement) reasons.push(statement)
    else if ((asks && !polite) || ways.length === 0) return []
    else if (sentences.length - reasons.length === 1) return ways
    else parts.push(ways.filter((one) => one.action === 'change'))
  }
  const reason = reasons.join('; ')
  const [only] = parts
  const found: (Wish | SeveralReading)[] = parts.length === 1 && only ? only : together(parts)
  return reason === '' ? found : found.map((one) => because(one, reason))
}

function because(reading: Wish | SeveralReading, reason: string): Reading {
  if (reading.action === 'several')
    return { ...reading, parts: reading.parts.map((part) => ({ ...part, reason })) }
  return { ...reading, reason }
}

/** The requests in one sentence that is rid of its polite words. */
export function requestsIn(words: readonly Token[], kinds: KindPhrases): Reading[] {
  return distinct(wishes(words, kinds))
}

/**
 * What is asked for, and when: a time that is not read whole leaves no request. Where the words of a time can belong to
 * a name as well ("Legal on Fri"), the names that exist have to tell.
 */
function wishes(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const table = tableIn(said)
  if (table) return table.rows ? rowsOf(table.rows, kinds) : []
  const found = untimed(said, kinds)
  const timed = timingIn(said)
  if (!timed) return found
  if (isToday(timed.timing)) {
    // "from today": the one word alone can be the end of a name.
    return timed.rest.length < said.length - 1 ? [...untimed(timed.rest, kinds), ...found] : found
  }
  const later = untimed(timed.timing.start ? withoutSchedule(timed.rest) : timed.rest, kinds)
    .filter(isItself)
    .map((one) => atTime(one, timed.timing))
  return timed.maybeName ? [...found, ...later] : [...later, ...found]
}

/** The rows of a table, planned together; none where one of them is not read. */
function rowsOf(rows: readonly Token[][], kinds: KindPhrases): Reading[] {
  const parts = rows.map((row) =>
    wish(row, { words: [], only: false }, kinds).filter((one) => one.action === 'change'),
  )
  const [only = []] = parts
  return parts.length === 1 ? only : together(parts)
}

/** "schedule X for Legal" and "schedule the assignment of X to Legal", where a time follows: then it asks for the assignment. */
function withoutSchedule(said: readonly Token[]): Token[] {
  const { words } = requested(said)
  const [verb] = words
  if (verb?.word !== 'schedule') return [...said]
  const isNamed = /^(the|an|a) (assignment|deployment) of$/.test(
    words
      .slice(1, 4)
      .map(({ word }) => word)
      .join(' '),
  )
  return [{ ...verb, word: 'assign' }, ...words.slice(isNamed ? 4 : 1)]
}

/** "today" alone says no more than "please". */
function isToday({ start, end }: Timing): boolean {
  return (
    end === null &&
    start?.is === 'at' &&
    start.time === null &&
    start.day?.is === 'inDays' &&
    start.day.days === 0
  )
}

/** The time may belong to a reason that is a sentence: "because they need it until Friday". A ticket has none. */
function isItself(reading: Reading): boolean {
  return !('reason' in reading && reading.reason?.includes(' '))
}

function atTime(reading: Reading, timing: Timing): Reading {
  if (reading.action === 'several')
    return { ...reading, parts: reading.parts.map((part) => ({ ...part, timing })) }
  const isWish = reading.action === 'change' || reading.action === 'bulk' || reading.action === 'copy'
  return isWish ? { ...reading, timing } : reading
}

/** What is asked for, with what was said beside it; as it stands where nothing is left without that. */
function untimed(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const plainly = saidPlainly(said)
  const listed = withListedGroup(plainly)
  if (!listed && plainly.length === said.length && plainly.every((token, at) => token === said[at]))
    return whole(said, kinds)
  const group = withSameGroup(said)
  const found = [
    ...(group ? whole(group, kinds) : []),
    ...whole(plainly, kinds),
    ...(listed ? whole(listed, kinds) : []),
  ]
  // Words that came to stand beside each other make no name.
  const text = nameOf(said)
  return found.filter((one) => namesIn(one).every((name) => text.includes(name)))
}

function whole(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const form = formIn(said, kinds)
  const tokens = form?.words ?? withList(said, kinds)
  const asides = withoutAsides(tokens)
  if (!asides) return []
  if (form?.reason) asides.reason = [form.reason, asides.reason].filter(Boolean).join('; ')
  const words = withoutArrow(requested(withoutPadding(asides.words)).words)
  const respectively = respectivelyIn(words, asides, kinds)
  if (respectively) return respectively
  const { byVerbs, byLinks, pointing } = severalIn(words, asides, kinds)
  if (byVerbs.length > 0) return byVerbs
  const replaced = asides.only ? [] : replacements(words, kinds).filter((one) => isCovered(one, words))
  const { reason = '' } = asides
  const single = [
    ...byLinks,
    ...wish(words, asides, kinds),
    ...(reason === '' ? replaced : replaced.map((one) => because(one, reason))),
  ]
  const others = asides.only
    ? []
    : single.flatMap((one) => (one.action === 'change' ? insteadOfPolicy(one, words) : [])).slice(0, MAX_WAYS)
  if (single.length > 0) return [...single.slice(0, MAX_READINGS - others.length), ...others]
  const several = pointing?.() ?? []
  if (several.length > 0 || words.length === tokens.length || asides.only) return several
  return wish(requested(tokens).words, { words: [], only: false }, kinds)
}

/** "A and B to G and H respectively", or null where that is not said. */
function respectivelyIn(words: readonly Token[], asides: Asides, kinds: KindPhrases): Reading[] | null {
  const last = words.at(-1)
  if (last?.word !== 'respectively' || last.raw !== last.word || asides.only) return null
  const before = words.at(-2)?.word === ',' ? -2 : -1
  return wish(words.slice(0, before), asides, kinds).flatMap((one): SeveralReading[] => {
    const parts = one.action === 'change' ? pairsOf(one) : []
    return parts.length > 0 ? [{ action: 'several', parts }] : []
  })
}

interface Several {
  byVerbs: SeveralReading[]
  byLinks: SeveralReading[]
  /** With parts that point at the policies of the first, where nothing else is read. */
  pointing?: () => SeveralReading[]
}

/**
 * "assign X to Y and remove A from B": all of them, or none. "add A to X, B to Y" may be one request with odd names as
 * well, so the names that exist have to tell.
 */
function severalIn(words: readonly Token[], asides: Asides, kinds: KindPhrases): Several {
  if (asides.only) return { byVerbs: [], byLinks: [] }
  const changesOf = (part: readonly Token[]) => {
    const ways = wish(withList(requested(withoutPadding(part)).words, kinds), asides, kinds)
    return ways.filter((one): one is ChangeReading => one.action === 'change')
  }
  const parts = partsOf(words, (part) => changesOf(part).length > 0)
  if (parts.length < 2) {
    const lines = linesOf(words).map((line) => changesOf(withoutArrow(line)))
    if (lines.length > 0 && lines.every((ways) => ways.length > 0)) {
      return { byVerbs: together(lines), byLinks: [] }
    }
    const signed = signedLines(words).map(changesOf)
    if (signed.length > 0) return { byVerbs: together(signed), byLinks: [] }
    const shared = sharedIn(sharingLast(words), changesOf)
    if (shared.length > 0) return { byVerbs: shared, byLinks: [] }
    const intents = byIntents(words).map(changesOf)
    if (intents.length > 1) return { byVerbs: together(intents), byLinks: [] }
    const cuts = withoutVerbs(words)
    const links = cuts.flatMap((cut) => together(cut.map(changesOf)).slice(0, MAX_WAYS))
    return links.length > 0 || cuts.length === 0
      ? { byVerbs: [], byLinks: links }
      : { byVerbs: [], byLinks: [], pointing: () => cuts.flatMap((cut) => pointedIn(cut, changesOf)) }
  }
  const whole = parts.flatMap((part) => withoutVerbs(part)[0] ?? [part])
  const byVerbs = [whole, ...(whole.length > parts.length ? [parts] : [])].flatMap((cut) =>
    together(cut.map(changesOf)),
  )
  // "and remove B from it": what a later part leaves out is what the first names.
  return { byVerbs, byLinks: [], pointing: () => pointedIn(parts, changesOf) }
}

type ChangesOf = (part: readonly Token[]) => ChangeReading[]

/** Parts that point at what the first names: "and remove B from it", "and put them on Q". */
function pointedIn(parts: readonly (readonly Token[])[], changesOf: ChangesOf): SeveralReading[] {
  return differing(changesOf(parts[0] ?? []))
    .filter((one, _, [best]) => one.policies.length === best?.policies.length)
    .slice(0, 2)
    .flatMap((first) => {
      const pointed = [
        (part: readonly Token[]) => withPolicies(part, first.policies),
        (part: readonly Token[]) => withTargets(part, first),
      ]
      return pointed.flatMap((said) =>
        together([[first], ...parts.slice(1).map((part) => changesOf(said(part) ?? part))]).slice(0, 2),
      )
    })
}

/** "add A and remove B from P": what the last part names is the policy of all. */
function sharedIn(parts: readonly (readonly Token[])[], changesOf: ChangesOf): SeveralReading[] {
  const last = parts.at(-1)
  if (!last) return []
  return differing(changesOf(last))
    .slice(0, 2)
    .flatMap((one) => {
      const before = parts
        .slice(0, -1)
        .map((part) => changesOf(withPolicies(part, one.policies) ?? []).slice(0, 1))
      return together([...before, [one]]).slice(0, 1)
    })
}

/** One request, in whatever form it is put, that says every word that means something. */
function wish(words: readonly Token[], { only, reason, leftOut }: Asides, kinds: KindPhrases): Wish[] {
  const beside = { ...(reason ? { reason } : {}), ...(leftOut ? { leftOut } : {}) }
  const all = (one: readonly Token[]) =>
    requests(one, kinds)
      .map((reading): Wish => ({ ...(only ? onlyThese(reading) : reading), ...beside }))
      .filter((reading) => isCovered(reading, one) && (!only || 'only' in reading))
  const found = all(words)
  if (found.length > 0 || moodOf(words, false) !== 'request') return found
  const said = rewritten(words)
  if (said.length > 0) return said.flatMap(all)
  const verbal = withVerb(words, kinds)
  return verbal ? all(verbal) : []
}

/** Only what assigns can take everybody else's away. */
function onlyThese(reading: Wish): Wish {
  const assigns = reading.action === 'change' && reading.include.length > 0
  return assigns ? { ...reading, only: true } : reading
}

function requests(words: readonly Token[], kinds: KindPhrases): Wish[] {
  const refiltered = [...refilteringsIn(words, kinds), ...reintentionsIn(words, kinds)]
  if (refiltered.length > 0) return refiltered
  const wholes = [
    ...bulksIn(words, kinds),
    ...clearingsIn(words, kinds),
    ...copiesIn(words, kinds),
    ...unfilteringsIn(words, kinds),
    ...liftingsIn(words),
  ]
  if (wholes.length > 0) return wholes
  return changeReadings(words, kinds)
    .sort((a, b) => a.penalty - b.penalty)
    .map(({ reading }) => reading)
}

/** Null where the message is too long to be read. */
export function messageIn(text: string, kinds: readonly KindWords[]): Message | null {
  if (text.length > MAX_MESSAGE_LENGTH) return null
  const tokens = tokenize(text, menderFor(kinds))
  return tokens.length > MAX_WORDS ? null : messageOf(withoutLetterhead(tokens))
}

function isPleased(text: string): boolean {
  return /\b(please|pls|plz|kindly|(can|could|will|would) you)\b/i.test(text)
}

function distinct<R>(readings: readonly R[]): R[] {
  const seen = new Set<string>()
  const kept: R[] = []
  for (const reading of readings) {
    const key = JSON.stringify(reading)
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(reading)
    if (kept.length === MAX_READINGS) break
  }
  return kept
}
