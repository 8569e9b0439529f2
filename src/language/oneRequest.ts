import { bulksIn, liftingsIn } from './grammar/bulk.ts'
import { changeReadings } from './grammar/changeReadings.ts'
import { clearingsIn, unfilteringsIn } from './grammar/clearings.ts'
import { copiesIn } from './grammar/copies.ts'
import { refilteringsIn } from './grammar/filterChanges.ts'
import { reintentionsIn } from './grammar/intentChanges.ts'
import type { KindPhrases } from './grammar/kindWords.ts'
import { withVerb } from './grammar/verblessRequest.ts'
import { verbLast } from './grammar/wishIdioms.ts'
import type { Asides } from './guards/asides.ts'
import { isCovered } from './guards/coverage.ts'
import { leftToOnly, type Only } from './guards/onlyClause.ts'
import { speechActOf } from './guards/speechAct.ts'
import { rewritten } from './lexer/rewrites.ts'
import type { Token } from './lexer/tokens.ts'
import { ALL_USERS, type BulkReading, type ChangeReading, type CopyReading, plainChange } from './reading.ts'

export type RequestReading = ChangeReading | BulkReading | CopyReading

/** One request, in whatever form it is put, that says every word that means something. */
export function wish(
  words: readonly Token[],
  { only, reason, leftOut }: Asides,
  kinds: KindPhrases,
): RequestReading[] {
  const beside = { ...(reason ? { reason } : {}), ...(leftOut ? { leftOut } : {}) }
  const all = (one: readonly Token[]) =>
    requests(one, kinds)
      .flatMap((reading) => (only ? onlyThese(reading, one, only) : [reading]))
      .map((reading): RequestReading => ({ ...reading, ...beside }))
      .filter((reading) => isCovered(reading, one))
  const found = all(words)
  if (found.length > 0 || speechActOf(words, false) !== 'request') return found
  const said = rewritten(words)
  if (said.length > 0) return said.flatMap(all)
  const verbal = verbLast(words) ?? withVerb(words, kinds)
  return verbal ? all(verbal) : []
}

/** Alters what somebody has: "change P to required for G only" is about nobody else. */
const ALTERS = /^(change|switch|convert|flip|alter|turn|downgrade|upgrade|promote|demote|lower)$/

/**
 * Only what assigns can take everybody else's away. What alters, uninstalls or takes away is done for those alone, and
 * the others keep what they have. Where "only" can be said of an intent, a move or the deed as well, both are
 * readings, and the one that takes nothing from the others comes first. None where "only" says something else.
 */
function onlyThese(reading: RequestReading, words: readonly Token[], only: Only): RequestReading[] {
  if (reading.action !== 'change') return []
  if (!only.othersGo && leavesOthers(reading, words)) return [reading]
  const left = leftToOnly(reading, only)
  if (!left) return []
  const { intent, remove, withoutFilter } = reading
  const isOfMore = intent !== null || remove.length > 0 || withoutFilter === true
  return left.only && !only.othersGo && (only.maybe || isOfMore) ? [reading, left] : [left]
}

function leavesOthers(
  { include, exclude, remove, refilter, withoutFilter, gives, fromIntent, intent }: ChangeReading,
  [verb]: readonly Token[],
): boolean {
  // Who blocks a group may mean either side, and is asked.
  if (include.length === 0) return remove.length + exclude.length > 0
  const isOfExisting = refilter !== undefined || fromIntent !== undefined || (withoutFilter && !gives)
  const alters = intent !== null && remove.length === 0 && ALTERS.test(verb?.word ?? '')
  return isOfExisting || alters || intent === 'uninstall'
}

function requests(words: readonly Token[], kinds: KindPhrases): RequestReading[] {
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
    .flatMap(({ reading }) => (takesFromEveryone(reading, words) ? [reading, cleared(reading)] : [reading]))
}

/** "remove X from everyone": all users, or whoever has it. */
function takesFromEveryone(
  { include, exclude, remove, side }: ChangeReading,
  words: readonly Token[],
): boolean {
  const isAlone = include.length + exclude.length === 0 && remove.length === 1 && !side
  return isAlone && remove[0] === ALL_USERS && words.some(({ word }) => /^every(one|body)$/.test(word))
}

function cleared({ kind, policies, sort }: ChangeReading): ChangeReading {
  return plainChange({ kind, policies }, { ...(sort ? { sort } : {}), clear: true })
}
