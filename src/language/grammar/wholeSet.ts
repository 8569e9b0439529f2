import { strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import type { Token } from '../lexer/tokens.ts'
import { type ChangeReading, type CopyReading, plainChange } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns, placesOf } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { isQuantity, owned } from './quantity.ts'
import { targetParts } from './targetPart.ts'

const ALL = 'all|any|every? of? the|its? current|existing|direct? assignments|assignment|targets|groups'
const CLEAR = patterns(
  'unassign|deassign|de-assign|unpublish|undeploy|untarget',
  `clear|remove|delete|drop|withdraw|revoke|take|wipe away|off? ${ALL} of|from|for|on|off`,
  'clear|remove|delete|drop|take|pull|kick everyone|everybody|anyone|anybody away|off|out? from|of',
  'clear|remove|delete|drop|take|pull|kick everyone|everybody|anyone|anybody off',
)
const CLEAR_EXCLUSIONS = patterns(
  'clear|remove|delete|drop|lift|withdraw|revoke|take|strike all|any|every|the|its? of? the|its? exclusions|exclusion|exceptions away|off? of|from|for|on|in|off',
  'clear|remove|delete|drop|take all|every|the of? the? excluded|exclude groups|group away|off? of|from|for|on|in|off',
  'stop excluding anyone|anybody|everyone|everybody from|in|on',
  'stop excluding all|any of? the? groups|group from|in|on',
)
/** "nobody should get X" */
const NOBODY = patterns(
  'nobody|no-one should|must|shall get|have|receive',
  'no one should|must|shall get|have|receive',
)
/** "unassign X from all groups" */
const FROM_ALL = patterns(
  'from all|any|every of? the? groups|group|targets|assignments',
  'completely|entirely|altogether|everywhere',
)
/** "remove X from all groups": only with that is it no group. */
const TAKE = patterns('remove|delete|drop|withdraw|revoke|take|pull')
const UNFILTER = patterns(
  'remove|drop|delete|clear|take the|any|its|all? assignment? filter|filters away|off? from|of|on|for|off',
)
const ON = patterns('on|in|of|for')
const COPY = patterns('copy|clone|duplicate|mirror|replicate|reuse')
const ASSIGNMENTS = patterns(`${ALL} of|from`, 'the? same? targeting of|from')
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
const MAX_WAYS = 4

/** "unassign X", "remove all assignments from X": nothing of a policy stays. */
export function clearingsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const lifted = afterAny(CLEAR_EXCLUSIONS, tokens, 0)
  const isTaken = tokens.some(
    (_, at) => at > 1 && tokens[at]?.word === 'from' && afterAny(FROM_ALL, tokens, at) === tokens.length,
  )
  const nobody = afterAny(NOBODY, tokens, 0)
  const start = Math.max(lifted, nobody, afterAny(CLEAR, tokens, 0), isTaken ? afterAny(TAKE, tokens, 0) : 0)
  if (start <= 0 || isUnfit(tokens) || isOne(tokens.slice(0, start))) return []
  const rest = nobody > 0 ? withoutAnyMore(tokens.slice(start)) : tokens.slice(start)
  const end = rest.findIndex((_, at) => at > 0 && afterAny(FROM_ALL, rest, at) === rest.length)
  const named = end < 0 ? rest : rest.slice(0, end)
  if (named.some(({ word }) => word === 'from' || word === 'to' || word === 'for' || word === 'on')) return []
  if (isGroup(named)) return []
  return policyParts(named, kinds)
    .slice(0, MAX_WAYS)
    .map((part) => plainChange(part, { clear: true, ...(lifted > 0 ? { side: 'exclusion' as const } : {}) }))
}

/** "the exclusion", "the assignment": one of them, which has to be named. */
function isOne(said: readonly Token[]): boolean {
  const last = said.findLast(({ word }) => /^(assignment|exclusion|exception|target|group)s?$/.test(word))
  const isAll = said.some(({ word }) => /^(all|any|every)$/.test(word))
  return last !== undefined && !isAll && !last.word.endsWith('s')
}

const ANY_MORE = patterns('any more|longer', 'anymore')

function withoutAnyMore(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((_, index) => index > 0 && afterAny(ANY_MORE, tokens, index) === tokens.length)
  return at < 0 ? tokens : tokens.slice(0, at)
}

/** "remove the filter from X", "remove the filter from G on X": what is assigned stays, without its filter. */
export function unfilteringsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(UNFILTER, tokens, 0)
  if (start <= 0 || isUnfit(tokens)) return []
  const rest = tokens.slice(start)
  const made = (policy: readonly Token[], include: string[]) =>
    policyParts(policy, kinds)
      .slice(0, MAX_WAYS)
      .map((part) => plainChange(part, { include, withoutFilter: true }))
  // "from X for G"
  const to = rest.findLastIndex(({ word, raw }, at) => at > 0 && word === 'for' && raw === word)
  const whom = to > 0 ? (targetParts(rest.slice(to + 1))[0]?.targets ?? []) : []
  if (whom.length > 0) return made(rest.slice(0, to), whom)
  const ofGroup = placesOf(rest, ON, 1, MAX_WAYS).flatMap(([at, end]) =>
    targetParts(rest.slice(0, at))
      .slice(0, 1)
      .flatMap(({ targets }) => made(rest.slice(end), targets)),
  )
  return ofGroup.length > 0 ? ofGroup : made(rest, [])
}

/** "copy all assignments of X to Y", "assign Y to the same groups as X" */
export function copiesIn(tokens: readonly Token[], kinds: KindPhrases): CopyReading[] {
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
    return placesOf(tokens, TO, all + 1, MAX_WAYS).flatMap(([at, end]) =>
      copies(tokens.slice(all, at), tokens.slice(end), kinds).map((one) => ({
        ...one,
        moves: true as const,
      })),
    )
  const copied = afterAny(COPY, tokens, 0)
  if (copied > 0) {
    const start = Math.max(copied, afterAny(ASSIGNMENTS, tokens, copied))
    return placesOf(tokens, TO, start + 1, MAX_WAYS).flatMap(([at, end]) =>
      copies(tokens.slice(start, at), tokens.slice(end), kinds),
    )
  }
  const given = afterAny(GIVE, tokens, 0)
  if (given <= 0) return []
  return placesOf(tokens, SAME, given + 1, MAX_WAYS).flatMap(([at, end]) => {
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
  const places = placesOf(tokens, replaced > 0 ? WITH : INSTEAD, Math.max(replaced, used) + 1, MAX_WAYS)
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
  return placesOf(tokens, TO, moved + 1, MAX_WAYS).flatMap(([at, end]) =>
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
    .slice(0, MAX_WAYS)
    .map(({ kind, policies }) => ({
      action: 'copy',
      kind: kind ?? source.kind,
      from: source.policies[0] as string,
      policies,
    }))
}

function isGroup(tokens: readonly Token[]): boolean {
  return targetParts(tokens).some(({ sureness, targets }) => sureness >= 3 && targets.length > 0)
}

function isUnfit(tokens: readonly Token[]): boolean {
  return namesTime(tokens) || strays(tokens)
}
