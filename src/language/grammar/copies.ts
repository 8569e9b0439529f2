import { isPlain } from '../guards/secondThoughts.ts'
import type { Token } from '../lexer/tokens.ts'
import type { CopyReading } from '../reading.ts'
import { EXCEPT, withoutPlace } from './bulkException.ts'
import { ALL_ASSIGNMENTS, isGroup, isUnfit, MAX_SET_WAYS } from './clearings.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns, placesOf } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { isQuantity, owned } from './quantity.ts'
import { targetParts } from './targetPart.ts'

const COPY = patterns('copy|clone|duplicate|mirror|replicate|reuse')
const ASSIGNMENTS = patterns(`${ALL_ASSIGNMENTS} of|from`, 'the? same? targeting of|from')
const TO = patterns('over? to|onto|for')
const GIVE = patterns('assign|deploy|give|target|publish|push|apply|make|set')
const MOVE = patterns('move|transfer|shift|migrate|switch')
const SAME = patterns(
  'to|for|at? the|exactly? the? same groups|targets|assignments|people|devices|users|audience as|like|of',
  'the|exactly? same way|groups|assignments|targets as|like',
  'exactly|just? like',
  'to|for whoever already? has|gets|receives',
  'to|for everyone|everybody|anyone who|that already? has|gets|receives',
  'to|for all who|that already? have|get|receive',
)

/** "copy all assignments of X to Y", "assign Y to the same groups as X" */
export function copiesIn(tokens: readonly Token[], kinds: KindPhrases): CopyReading[] {
  const whole = wholeCopiesIn(tokens, kinds)
  const at = tokens.findLastIndex((token, index) => isPlain(token) && afterAny(EXCEPT, tokens, index) > index)
  if (at < 3) return whole
  const [part] = targetParts(withoutPlace(tokens.slice(afterAny(EXCEPT, tokens, at))))
  const before = tokens.slice(0, tokens[at - 1]?.word === ',' ? at - 1 : at)
  // Who is left out of a replacement would have neither.
  const copied = part ? wholeCopiesIn(before, kinds).filter(({ moves }) => !moves) : []
  return [...copied.map((one) => ({ ...one, except: part?.targets ?? [] })), ...whole]
}

function wholeCopiesIn(tokens: readonly Token[], kinds: KindPhrases): CopyReading[] {
  const exchanged = isUnfit(tokens.filter(({ word }) => word !== 'instead')) ? [] : exchangesIn(tokens, kinds)
  if (exchanged.length > 0) return exchanged
  if (isUnfit(tokens)) return []
  const migrated = migrationsIn(tokens, kinds)
  if (migrated.length > 0) return migrated
  const moved = afterAny(MOVE, tokens, 0)
  const all = moved > 0 ? afterAny(ASSIGNMENTS, tokens, moved) : -1
  // "move all assignments of P to Q"
  // With "from" they move between groups.
  if (all > moved && !tokens.some(({ word, raw }, at) => at >= all && word === 'from' && raw === word))
    return placesOf(tokens, TO, all + 1, MAX_SET_WAYS).flatMap(([at, end]) =>
      copies(tokens.slice(all, at), tokens.slice(end), kinds).map((one) => ({
        ...one,
        moves: true as const,
      })),
    )
  const copied = afterAny(COPY, tokens, 0)
  if (copied > 0) {
    const start = Math.max(copied, afterAny(ASSIGNMENTS, tokens, copied))
    return placesOf(tokens, TO, start + 1, MAX_SET_WAYS).flatMap(([at, end]) =>
      copies(tokens.slice(start, at), tokens.slice(end), kinds),
    )
  }
  const given = afterAny(GIVE, tokens, 0)
  if (given <= 0) return []
  return placesOf(tokens, SAME, given + 1, MAX_SET_WAYS).flatMap(([at, end]) => {
    const [to, from] = [tokens.slice(given, at), tokens.slice(end)]
    return [...to, ...from].some(({ word }) => word === 'to' || word === 'for') ? [] : copies(from, to, kinds)
  })
}

const REPLACE = patterns('replace|swap|exchange|substitute')
const USE = patterns('use')
const WITH = patterns('with|by|for')
const INSTEAD = patterns('instead|rather of|than', 'in place of')
const EVERYWHERE = patterns(
  'everywhere',
  'for|on everyone|everybody',
  'for|on all its? groups|assignments|targets',
)

/** "replace app A with B", "use B instead of A": B gets what A has, and A loses it. */
function exchangesIn(said: readonly Token[], kinds: KindPhrases): CopyReading[] {
  const end = said.findIndex((_, at) => at > 2 && afterAny(EVERYWHERE, said, at) === said.length)
  const tokens = end < 0 ? said : said.slice(0, end)
  const replaced = afterAny(REPLACE, tokens, 0)
  const used = replaced > 0 ? -1 : afterAny(USE, tokens, 0)
  if (replaced <= 0 && used <= 0) return []
  const places = placesOf(tokens, replaced > 0 ? WITH : INSTEAD, Math.max(replaced, used) + 1, MAX_SET_WAYS)
  return places.flatMap(([at, next]) => {
    const [first, second] = [tokens.slice(Math.max(replaced, used), at), tokens.slice(next)]
    // With more words between them, somebody is named.
    if ([...first, ...second].some(({ word, raw }) => raw === word && PLACING.test(word))) return []
    const [from, to] = replaced > 0 ? [first, second] : [second, first]
    if (isQuantity(from, kinds) || isQuantity(to, kinds)) return []
    return copies(from, to, kinds)
      .filter(({ policies }) => policies.length === 1)
      .map((one) => ({ ...one, moves: true as const }))
  })
}

const PLACING = /^(to|for|on|in|from|with|by|filter)$/
const MOVE_EVERYONE = patterns(
  'move|switch|migrate|transfer|shift|update|upgrade|transition everyone|everybody|anyone over? from',
)

/** "migrate everyone from A to B": whoever has A, whatever the set of groups. */
function migrationsIn(tokens: readonly Token[], kinds: KindPhrases): CopyReading[] {
  const moved = afterAny(MOVE_EVERYONE, tokens, 0)
  if (moved <= 0) return []
  return placesOf(tokens, TO, moved + 1, MAX_SET_WAYS).flatMap(([at, end]) =>
    copies(tokens.slice(moved, at), tokens.slice(end), kinds).map((one) => ({
      ...one,
      moves: true as const,
    })),
  )
}

function copies(from: readonly Token[], to: readonly Token[], kinds: KindPhrases): CopyReading[] {
  if (isGroup(from) || isGroup(to)) return []
  const sources = policyParts(owned(from), kinds).filter(({ policies }) => policies.length === 1)
  const [source] = sources
  if (!source) return []
  return policyParts(to, kinds)
    .slice(0, MAX_SET_WAYS)
    .map(({ kind, policies }) => ({
      action: 'copy',
      kind: kind ?? source.kind,
      from: source.policies[0] as string,
      policies,
    }))
}
