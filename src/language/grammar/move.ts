import { strays, takesBack } from '../guards/secondThoughts.ts'
import type { Token } from '../lexer/tokens.ts'
import { type ChangeReading, plainChange, type SeveralReading } from '../reading.ts'
import { markersIn } from './clauses.ts'
import { cutAt } from './cut.ts'
import type { KindPhrases } from './kindWords.ts'
import { after, pattern } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { targetParts } from './targetPart.ts'

/** A reading and how far it lies from the obvious. */
export interface Weighed {
  reading: ChangeReading
  penalty: number
}

const MOVE = pattern('move|switch|migrate|transfer|reassign|re-assign|shift|update|upgrade|transition')
const SWAP = pattern('swap|exchange|switch|trade group|groups?')
const AND = pattern('and|with|&|for|against')
const REPLACE = pattern('replace|swap')
const SUBSTITUTE = pattern('substitute')
const FOR = pattern('for')
const BY = pattern('with|by')
const FROM = pattern('over? from')
const TO = pattern('over? to')
const WITH = pattern('with|by|for')
const ON = pattern('on|in|for|of')
const UPGRADE = pattern('upgrade|update|migrate|transition')
const ENTRY = pattern('the? assignment|assignments|deployment of')

const MAX_PLACES = 4

/**
 * "move P from A to B", "replace A with B on P": one target comes, one goes. "as required" and "with filter F" at the end
 * say how the one that comes gets it.
 */
export function moves(tokens: readonly Token[], kinds: KindPhrases): Weighed[] {
  const { rest, how } = howAtEnd(tokens)
  const told = how ? exchanges(rest, kinds) : []
  if (told.length === 0) return exchanges(tokens, kinds)
  return told.map(({ reading, penalty }) => ({ reading: { ...reading, ...how }, penalty }))
}

type How = Pick<ChangeReading, 'filter' | 'intent'>
const HOW = new Set(['intent', 'filter', 'mode'])

/** No `how` where no clause ends the sentence, or one that says something else. */
function howAtEnd(tokens: readonly Token[]): { rest: readonly Token[]; how?: How } {
  const clauses = markersIn(tokens)
  const isHow = clauses.every(({ type, fromIntent }) => HOW.has(type) && !fromIntent)
  const cut = clauses.length > 0 && isHow ? cutAt(tokens, clauses, { start: 1, end: 1 }) : null
  return cut
    ? { rest: [...cut.first, ...cut.second], how: { filter: cut.filter, intent: cut.intent } }
    : { rest: tokens }
}

function exchanges(tokens: readonly Token[], kinds: KindPhrases): Weighed[] {
  const swapped = after(SWAP, tokens, 0)
  if (swapped > 0) {
    // Which of the two comes is told by the one that is there.
    const trades = threes(tokens.slice(swapped), AND, ON).flatMap(([one, other, policy], index) => [
      ...weighed(policy, one, other, kinds, index),
      ...weighed(policy, other, one, kinds, index + 0.5),
    ])
    if (trades.length > 0) return trades
  }
  const moved = after(MOVE, tokens, 0)
  if (moved > 0) {
    // "move the assignment of P from A to B"
    const named = Math.max(moved, after(ENTRY, tokens, moved))
    return threes(tokens.slice(named), FROM, TO).flatMap(([policy, from, to], index) =>
      weighed(policy, from, to, kinds, index),
    )
  }
  // "substitute B for A on P" names who comes first, "substitute A with B" who goes.
  const substituted = after(SUBSTITUTE, tokens, 0)
  if (substituted > 0) {
    const said = tokens.slice(substituted)
    return [
      ...threes(said, FOR, ON).flatMap(([to, from, policy], index) =>
        weighed(policy, from, to, kinds, index),
      ),
      ...threes(said, BY, ON).flatMap(([from, to, policy], index) => weighed(policy, from, to, kinds, index)),
    ]
  }
  const replaced = after(REPLACE, tokens, 0)
  if (replaced <= 0) return []
  const rest = tokens.slice(replaced)
  const between = threes(rest, FROM, TO)
  if (between.length > 0) {
    return between.flatMap(([policy, from, to], index) => weighed(policy, from, to, kinds, index))
  }
  return threes(tokens.slice(replaced), WITH, ON).flatMap(([from, to, policy], index) =>
    weighed(policy, from, to, kinds, index),
  )
}

type Three = [Token[], Token[], Token[]]

/** The tokens in three, parted by two words in this order. */
function threes(
  tokens: readonly Token[],
  first: ReturnType<typeof pattern>,
  second: ReturnType<typeof pattern>,
): Three[] {
  const places = (words: typeof first) =>
    tokens
      .map((_, at) => ({ start: at, end: after(words, tokens, at) }))
      .filter(({ start, end }) => start > 0 && end > start)
      .slice(-MAX_PLACES)
  return places(first).flatMap((one) =>
    places(second)
      .filter((other) => other.start > one.end)
      .map(
        (other): Three => [
          tokens.slice(0, one.start),
          tokens.slice(one.end, other.start),
          tokens.slice(other.end),
        ],
      ),
  )
}

function weighed(
  policy: readonly Token[],
  from: readonly Token[],
  to: readonly Token[],
  kinds: KindPhrases,
  index: number,
): Weighed[] {
  const [gone] = targetParts(from)
  const [come] = targetParts(to)
  if (!gone || !come || strays(policy) || takesBack(policy)) return []
  return policyParts(policy, kinds).map((part) => ({
    reading: plainChange(part, { include: come.targets, remove: gone.targets }),
    penalty: part.penalty - part.sureness + gone.penalty + come.penalty + index,
  }))
}

/** "everyone": whoever has the one policy, which is a copy of its whole set, and no target. */
const EVERYONE = pattern('everyone|everybody|anyone')
/** "swap P and Q on G": which of the two comes is told by the one that is there. */
function policyTrades(tokens: readonly Token[], kinds: KindPhrases): SeveralReading[] {
  const swapped = after(SWAP, tokens, 0)
  if (swapped <= 0) return []
  return threes(tokens.slice(swapped), AND, ON).flatMap(([one, other, whom]) => [
    ...exchanged(one, other, whom, kinds).slice(0, 1),
    ...exchanged(other, one, whom, kinds).slice(0, 1),
  ])
}

/** "replace P with Q for G", "move G from P to Q": G loses one policy and gets the other, "as required" if that is said. */
export function replacements(said: readonly Token[], kinds: KindPhrases): SeveralReading[] {
  const { rest, how } = howAtEnd(said)
  const told = how ? policyExchanges(rest, kinds) : []
  if (told.length === 0) return policyExchanges(said, kinds)
  const withHow = (part: ChangeReading) => (part.include.length > 0 ? { ...part, ...how } : part)
  return told.map((one) => ({ ...one, parts: one.parts.map(withHow) }))
}

function policyExchanges(tokens: readonly Token[], kinds: KindPhrases): SeveralReading[] {
  if (strays(tokens)) return []
  const trades = policyTrades(tokens, kinds)
  if (trades.length > 0) return trades
  const replaced = after(REPLACE, tokens, 0)
  if (replaced > 0) {
    return threes(tokens.slice(replaced), WITH, ON).flatMap(([old, next, whom]) =>
      exchanged(old, next, whom, kinds),
    )
  }
  const upgraded = after(UPGRADE, tokens, 0)
  const upgrades =
    upgraded > 0
      ? threes(tokens.slice(upgraded), TO, ON).flatMap(([old, next, whom]) =>
          exchanged(old, next, whom, kinds),
        )
      : []
  if (upgrades.length > 0) return upgrades
  const moved = after(MOVE, tokens, 0)
  if (moved <= 0) return []
  return threes(tokens.slice(moved), FROM, TO).flatMap(([whom, old, next]) =>
    exchanged(old, next, whom, kinds),
  )
}

/** "assign P instead of Q to G": what comes after "instead of" may be another policy that G loses. */
export function insteadOfPolicy(one: ChangeReading, tokens: readonly Token[]): SeveralReading[] {
  const { include, remove, exclude, filter } = one
  const isInstead = tokens.some(({ word, raw }) => raw === word && /^(instead|rather|place)$/.test(word))
  if (!isInstead || include.length === 0 || remove.length === 0 || exclude.length > 0 || filter) return []
  const gone = { ...one, policies: remove, include: [], remove: include, intent: null }
  return [{ action: 'several', parts: [{ ...one, remove: [], replaces: true }, gone] }]
}

function exchanged(
  old: readonly Token[],
  next: readonly Token[],
  whom: readonly Token[],
  kinds: KindPhrases,
): SeveralReading[] {
  const [gone] = policyParts(old, kinds)
  const [target] = targetParts(whom)
  if (!gone || !target || after(EVERYONE, whom, 0) === whom.length) return []
  return policyParts(next, kinds)
    .slice(0, 2)
    .map((come) => ({
      action: 'several',
      parts: [
        plainChange({ ...come, kind: come.kind ?? gone.kind }, { include: target.targets, replaces: true }),
        plainChange({ ...gone, kind: gone.kind ?? come.kind }, { remove: target.targets }),
      ],
    }))
}
