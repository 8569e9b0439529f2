import { quotedName, spoken, type Token } from '../lexer/tokens.ts'
import type { ChangeReading } from '../reading.ts'
import { markersIn } from './clauses.ts'
import { afterAny, type Phrases, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const POINTING = patterns('it|them|there|this|that', 'the same policy|policies|app|apps|one|ones')

const POINTING_AT_WHOM = patterns(
  'it|them|there|this|that',
  'the same group|groups|people|users|devices|team',
)

/** What somebody does with a policy, which needs a group. */
const OF_POLICY = /^(assign|deploy|install|publish|push|remove|unassign|uninstall)$/

/** Who deletes or gives may mean something else than the policy before. */
const BARE = /^(remove|exclude|exempt|add|include|unassign|take|put)$/
const PLACING = /^(to|from|on|off|for|in|onto)$/

/**
 * "add A to P and remove B from it", "… and remove B", "… and add B instead": the later part with the policies of the
 * first in place of what it leaves out or points at. Null where it says them itself.
 */
export function withPolicies(part: readonly Token[], policies: readonly string[]): Token[] | null {
  const [found] = framesOf(part)
  if (!found || markersIn(part).length > 0) return null
  const pointed = pointedAt(part, policies, POINTING)
  if (pointed) return pointed
  const words = withoutInstead(part)
  if (policies.length === 0 || !isBare(words)) return null
  const { first, side } = found.frame
  if (first !== 'target') return null
  return [...words, ...spoken(side === 'include' ? 'to' : 'from'), ...quotedNames(policies)]
}

/**
 * "take A off P and put it on Q", "assign P to A and Q to them": the later part with the targets of the first in place of
 * what it points at. Null where it says them itself.
 */
export function withTargets(
  part: readonly Token[],
  { policies, include, exclude, remove, intent }: ChangeReading,
): Token[] | null {
  const sides = [include, exclude, remove].filter(({ length }) => length > 0)
  const [targets] = sides
  if (!targets || sides.length > 1 || targets.some((name) => name.startsWith('@'))) return null
  const [found] = framesOf(part)
  // "remove B from it" is about the policy, of which there are several then.
  if (found?.frame.first === 'target' && policies.length > 1) return null
  const pointed = pointedAt(part, targets, POINTING_AT_WHOM)
  if (pointed) return pointed
  // "remove A from P and add to Q"
  if (found && leavesOutWhom(part)) {
    const verb = part.length - found.rest.length
    return [...part.slice(0, verb), ...quotedNames(targets), ...part.slice(verb)]
  }
  // "give A P as required and remove Q": it is A that is to lose Q.
  if (found?.frame.side === 'remove' && include.length > 0 && isBare(part))
    return [...spoken('unassign'), ...withoutInstead(found.rest), ...spoken('from'), ...quotedNames(targets)]
  if (found?.frame.first !== 'policy' || found.frame.side !== 'include' || !lacksGroup(part)) return null
  // "uninstall P on A and install Q instead", "uninstall P from A and install Q"
  const isInstead = part.at(-1)?.word === 'instead'
  const fits = isInstead ? include.length === 0 || intent === 'uninstall' : exclude.length === 0
  return fits ? [...withoutInstead(part), ...spoken('to'), ...quotedNames(targets)] : null
}

/** "add to Q": the verb's group is said before. */
export function leavesOutWhom(part: readonly Token[]): boolean {
  const [found] = framesOf(part)
  const [placing, ...policy] = found?.rest ?? []
  return BARE.test(part[0]?.word ?? '') && placing !== undefined && isPlacing(placing) && policy.length > 0
}

/**
 * "uninstall P and install Q on G": the part with the group of the last. Null where either says more than its names, but
 * for how G gets Q, which is nothing to one that loses P.
 */
export function withGroupOf(last: readonly Token[], part: readonly Token[]): Token[] | null {
  const [found] = framesOf(part)
  const place = last.findIndex(isPlacing)
  const [placing] = last.slice(place)
  const [clause] = markersIn(last)
  const loses = found?.frame.side === 'remove'
  if (!found || !placing || place < 2 || markersIn(part).length > 0 || (clause && !loses)) return null
  const whom = last.slice(place + 1, clause && clause.start > place ? clause.start : undefined)
  return [...part, ...(loses ? spoken('from') : [placing]), ...whom]
}

/** "install Q": nobody is said to get it. */
export function lacksGroup(words: readonly Token[]): boolean {
  return !isParted(words) && words.length > 1 && OF_POLICY.test(words[0]?.word ?? '')
}

/** With the names in place of a pronoun after the verb or at the end, which one name is, or several are. */
function pointedAt(part: readonly Token[], names: readonly string[], pointing: Phrases): Token[] | null {
  const [found] = framesOf(part)
  if (!found || found.rest.length === 0 || names.length === 0) return null
  const words = withoutInstead(part)
  const fits = (at: number) =>
    words[at]?.raw === words[at]?.word && (names.length === 1 || words[at]?.word !== 'it')
  for (let at = 2; at < words.length; at++) {
    if (!PLACING.test(words[at - 1]?.word ?? '') || afterAny(pointing, words, at) !== words.length) continue
    return fits(at) ? [...words.slice(0, at), ...quotedNames(names)] : null
  }
  const verbEnd = part.length - found.rest.length
  const end = afterAny(pointing, words, verbEnd)
  return end > verbEnd && words.length > end && fits(verbEnd)
    ? [...words.slice(0, verbEnd), ...quotedNames(names), ...words.slice(end)]
    : null
}

function withoutInstead(part: readonly Token[]): Token[] {
  return part.at(-1)?.word === 'instead' ? part.slice(0, -1) : [...part]
}

/** "remove B": no policy is said. */
export function isBare(words: readonly Token[]): boolean {
  return !isParted(words) && words.length > 1 && BARE.test(words[0]?.word ?? '')
}

/** Whether a word leads from a policy to whom it is for. */
function isParted(words: readonly Token[]): boolean {
  return words.some(isPlacing)
}

function isPlacing({ word, raw }: Token): boolean {
  return PLACING.test(word) && word === raw
}

export function quotedNames(names: readonly string[]): Token[] {
  return names.flatMap((name, index) => [...(index === 0 ? [] : spoken('and')), quotedName(name)])
}
