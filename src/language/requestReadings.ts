import { pairsOf, together } from './grammar/coordination.ts'
import { withList } from './grammar/headedList.ts'
import { saidPlainly, withListedGroup, withSameGroup } from './grammar/idioms.ts'
import type { KindPhrases } from './grammar/kindWords.ts'
import { insteadOfPolicy, replacements } from './grammar/move.ts'
import { asReplacement, ownersMove, replacedIt } from './grammar/moveIdioms.ts'
import { afterAny, patterns } from './grammar/pattern.ts'
import { type Row, tableIn } from './grammar/table.ts'
import { formIn } from './grammar/ticketForm.ts'
import type { Timing } from './grammar/timing.ts'
import { timingIn } from './grammar/timingPhrase.ts'
import { type Asides, withoutAsides } from './guards/asides.ts'
import { isCovered, namesIn } from './guards/coverage.ts'
import { isOnlyBeside } from './guards/onlyClause.ts'
import { withoutPadding } from './guards/padding.ts'
import { requested } from './guards/speechAct.ts'
import { withoutArrow } from './lexer/rewrites.ts'
import { nameOf, spoken, type Token } from './lexer/tokens.ts'
import { type RequestReading, wish } from './oneRequest.ts'
import type { Reading, SeveralReading } from './reading.ts'
import { MAX_CUT_WAYS, severalIn } from './severalRequests.ts'

/** With a time, it may mean to remove then, or to drop the request that is to begin then. */
const CANCELS = patterns('cancel the|an|any? assignment|deployment of')

/** "schedule the removal of G from P" */
const TAKEN = patterns('the|a|an? removal|exclusion of')

/** Of one sentence. */
export const MAX_READINGS = 24

export function because(reading: RequestReading | SeveralReading, reason: string): Reading {
  if (reading.action === 'several')
    return { ...reading, parts: reading.parts.map((part) => ({ ...part, reason })) }
  return { ...reading, reason }
}

/** The requests in one sentence that is rid of its polite words. */
export function requestsIn(words: readonly Token[], kinds: KindPhrases): Reading[] {
  return distinctReadings(wishes(words, kinds))
}

/**
 * What is asked for, and when: a time that is not read whole leaves no request. Where the words of a time can belong to
 * a name as well ("Legal on Fri"), the names that exist have to tell.
 */
export function wishes(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const table = tableIn(said)
  if (table) return table.rows ? tableReadings(table.rows, kinds) : []
  const found = untimed(said, kinds)
  const timed = timingIn(said)
  if (!timed) return found
  // "to Legal only today" is about the day, and says nothing of who else has it.
  if (timed.timing.start && isOnlyBeside(said, timed.rest)) return []
  if (isToday(timed.timing)) {
    // "from today": the one word alone can be the end of a name.
    return timed.rest.length < said.length - 1 ? [...untimed(timed.rest, kinds), ...found] : found
  }
  if (said.some((_, at) => afterAny(CANCELS, said, at) > at)) return found
  const later = untimed(timed.timing.start ? withoutSchedule(timed.rest) : timed.rest, kinds)
    .filter(isItself)
    .map((one) => withTiming(one, timed.timing))
  if (later.some((one) => isTimeOfPart(one, said, timed.rest))) return timed.maybeName ? found : []
  return timed.maybeName ? [...found, ...later] : [...later, ...found]
}

/** The rows of a table, planned together; none where one of them is not read. */
function tableReadings(rows: readonly Row[], kinds: KindPhrases): Reading[] {
  const parts = rows.map(({ words, cells }) => {
    const isInOneCell = (name: string) => cells.some((cell) => cell.includes(name))
    return wish(words, { words: [], only: null }, kinds)
      .filter((one) => one.action === 'change')
      .filter((one) => namesIn(one).every(isInOneCell))
  })
  const [only = []] = parts
  return parts.length === 1 ? only : together(parts)
}

/**
 * "schedule X for Legal" and "schedule the assignment of X to Legal", where a time follows: then it asks for the
 * assignment.
 */
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
  const taken = afterAny(TAKEN, words, 1)
  if (taken > 1)
    return [...spoken(words[taken - 2]?.word === 'exclusion' ? 'exclude' : 'remove'), ...words.slice(taken)]
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

/**
 * "required for A, available for B from Monday", "to all devices, exclude G until Friday": behind several things that
 * are asked for, a time can be of the last one alone. What is put in another's place is one thing.
 */
function isTimeOfPart(reading: Reading, said: readonly Token[], rest: readonly Token[]): boolean {
  const last = said.findLast(({ word }) => !/^[,.;:)]$/.test(word))
  if (!last || rest.includes(last)) return false
  if (reading.action === 'several') return !reading.parts.some(({ replaces }) => replaces)
  return reading.action === 'change' && reading.include.length > 0 && reading.exclude.length > 0
}

/** Whether the time at the end is all that leaves a request in doubt. */
export function hasTimeOfPart(said: readonly Token[], kinds: KindPhrases): boolean {
  const timed = timingIn(said)
  return (
    timed !== null &&
    !isToday(timed.timing) &&
    untimed(timed.rest, kinds).some((one) => isItself(one) && isTimeOfPart(one, said, timed.rest))
  )
}

/** The time may belong to a reason that is a sentence: "because they need it until Friday". A ticket has none. */
function isItself(reading: Reading): boolean {
  return !('reason' in reading && reading.reason?.includes(' '))
}

function withTiming(reading: Reading, timing: Timing): Reading {
  if (reading.action === 'several')
    return { ...reading, parts: reading.parts.map((part) => ({ ...part, timing })) }
  const isWish = reading.action === 'change' || reading.action === 'bulk' || reading.action === 'copy'
  return isWish ? { ...reading, timing } : reading
}

/** What is asked for, with what was said beside it; as it is where nothing would be left otherwise. */
function untimed(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const plainly = saidPlainly(said)
  const listed = withListedGroup(plainly)
  const replaced = [false, true].flatMap((isGroup) => {
    const said = replacedIt(plainly, isGroup)
    return said ? [said] : []
  })
  if (replaced.length > 0) return replaced.flatMap((one) => wholeReadings(one, kinds)).map(asReplacement)
  if (!listed && plainly.length === said.length && plainly.every((token, at) => token === said[at]))
    return wholeReadings(said, kinds)
  const group = withSameGroup(said)
  const owners = ownersMove(said)
  const found = [
    ...(group ? wholeReadings(group, kinds) : []),
    ...wholeReadings(plainly, kinds),
    ...(listed ? wholeReadings(listed, kinds) : []),
    ...(owners ? wholeReadings(owners, kinds).filter(({ action }) => action === 'several') : []),
  ]
  // Words that became neighbours make no name.
  const text = nameOf(said)
  return found.filter((one) => namesIn(one).every((name) => text.includes(name)))
}

/** Every reading of one sentence, with the politeness, the reason and the other asides around the request. */
export function wholeReadings(said: readonly Token[], kinds: KindPhrases): Reading[] {
  const form = formIn(said, kinds)
  const tokens = form?.words ?? withList(said, kinds)
  const asides = withoutAsides(tokens)
  if (!asides) return []
  if (form?.reason) asides.reason = [form.reason, asides.reason].filter(Boolean).join('; ')
  const words = withoutArrow(requested(withoutPadding(asides.words)).words)
  const respectively = respectivelyIn(words, asides, kinds)
  if (respectively) return respectively
  const { byVerbs, byLinks, omitting = [], pointing } = severalIn(words, asides, kinds)
  if (byVerbs.length > 0) return byVerbs
  const replaced = asides.only ? [] : replacements(words, kinds).filter((one) => isCovered(one, words))
  const { reason = '' } = asides
  const single = [
    ...byLinks,
    ...wish(words, asides, kinds),
    ...omitting,
    ...(reason === '' ? replaced : replaced.map((one) => because(one, reason))),
  ]
  const others = asides.only
    ? []
    : single
        .flatMap((one) => (one.action === 'change' ? insteadOfPolicy(one, words) : []))
        .slice(0, MAX_CUT_WAYS)
  if (single.length > 0) return [...single.slice(0, MAX_READINGS - others.length), ...others]
  const several = pointing?.() ?? []
  if (several.length > 0 || words.length === tokens.length || asides.only) return several
  return wish(requested(tokens).words, { words: [], only: null }, kinds)
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

/** Each reading once, in order, and at most `MAX_READINGS`. */
export function distinctReadings<R>(readings: readonly R[]): R[] {
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
