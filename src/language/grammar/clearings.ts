import { isPlain, strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import type { Token } from '../lexer/tokens.ts'
import { type ChangeReading, plainChange } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns, placesOf } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { targetParts } from './targetPart.ts'

/** As a pattern: "all of the assignments". */
export const ALL_ASSIGNMENTS =
  'all|any|every? of? the|its? current|existing|direct? assignments|assignment|targets|groups'
const CLEAR = patterns(
  'unassign|deassign|de-assign|unpublish|undeploy|untarget',
  `clear|remove|delete|drop|withdraw|revoke|take|wipe away|off? ${ALL_ASSIGNMENTS} of|from|for|on|off`,
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
  'make|be sure that? nobody|no-one gets|has|receives',
)
/** "unassign X from all groups" */
const FROM_ALL = patterns(
  'from all|any|every of? the? groups|group|targets|assignments',
  'completely|entirely|altogether|everywhere',
)
/** "remove X from all groups": only with that is it no group. */
const TAKE = patterns(
  'remove|delete|drop|withdraw|revoke|take|pull|clear',
  'stop assigning|deploying|applying',
)
const UNFILTER = patterns(
  'remove|drop|delete|clear|take the|any|its|all? assignment? filter|filters away|off? from|of|on|for|off',
)
const ON = patterns('on|in|of|for')
export const MAX_SET_WAYS = 4

/**
 * "unassign X", "remove all assignments from X": nothing of a policy stays. "remove everyone from X" may be about a group
 * as well.
 */
export function clearingsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const lifted = afterAny(CLEAR_EXCLUSIONS, tokens, 0)
  const isTaken = isFromAll(tokens)
  const said = afterAny(NOBODY, tokens, 0)
  // "make sure Nobody gets X" names a group.
  const nobody = tokens.slice(1, Math.max(1, said)).every(isPlain) ? said : -1
  const start = Math.max(lifted, nobody, afterAny(CLEAR, tokens, 0), isTaken ? afterAny(TAKE, tokens, 0) : 0)
  if (start <= 0 || isUnfit(tokens) || isOne(tokens.slice(0, start))) return []
  const rest = nobody > 0 ? withoutAnyMore(tokens.slice(start)) : tokens.slice(start)
  const end = rest.findIndex((_, at) => at > 0 && afterAny(FROM_ALL, rest, at) === rest.length)
  const named = end < 0 ? rest : rest.slice(0, end)
  if (named.some(({ word }) => word === 'from' || word === 'to' || word === 'for' || word === 'on')) return []
  if (isGroup(named)) return []
  const side = lifted > 0 ? { side: 'exclusion' as const } : {}
  const ways = policyParts(named, kinds).slice(0, MAX_SET_WAYS)
  const everyone = tokens.slice(0, start).find(({ word }) => EVERYONE.test(word))
  return [
    ...ways.map((part) => plainChange(part, { clear: true, ...side })),
    ...(everyone ? ways.map((part) => plainChange(part, { remove: [everyone.raw], ...side })) : []),
  ]
}

/** Groups may be called so: where one is, people are asked whom they mean. */
const EVERYONE = /^(everyone|everybody|anyone|anybody)$/

/** "remove P from all groups", "remove P completely": of a group it says from everything. Deleting is no taking away. */
function isFromAll(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex((_, index) => index > 1 && afterAny(FROM_ALL, tokens, index) === tokens.length)
  return tokens[at]?.word === 'from' || (at > 0 && tokens[0]?.word !== 'delete')
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
      .slice(0, MAX_SET_WAYS)
      .map((part) => plainChange(part, { include, withoutFilter: true }))
  // "from X for G"
  const to = rest.findLastIndex(({ word, raw }, at) => at > 0 && word === 'for' && raw === word)
  const whom = to > 0 ? (targetParts(rest.slice(to + 1))[0]?.targets ?? []) : []
  if (whom.length > 0) return made(rest.slice(0, to), whom)
  const ofGroup = placesOf(rest, ON, 1, MAX_SET_WAYS).flatMap(([at, end]) =>
    targetParts(rest.slice(0, at))
      .slice(0, 1)
      .flatMap(({ targets }) => made(rest.slice(end), targets)),
  )
  return ofGroup.length > 0 ? ofGroup : made(rest, [])
}

/** Whether words can be nothing but a group. */
export function isGroup(tokens: readonly Token[]): boolean {
  return targetParts(tokens).some(({ sureness, targets }) => sureness >= 3 && targets.length > 0)
}

/** Whether something is left that no request about a whole set has: a time, a second thought. */
export function isUnfit(tokens: readonly Token[]): boolean {
  return namesTime(tokens) || strays(tokens)
}
