import { type KindPhrases, kindPhrasesOf } from '../grammar/kindWords.ts'
import { framesOf } from '../grammar/verbs.ts'
import { asksForEnd, requested, speechActOf } from '../guards/speechAct.ts'
import { quotedName, spoken, type Token } from '../lexer/tokens.ts'
import { messageIn } from '../read.ts'
import { type ChangeReading, type KindWords, UNNAMED } from '../reading.ts'
import { requestsIn } from '../requestReadings.ts'

/** A name that nobody writes. */
const PLACE = '\u{f8ff}'
const PLACEHOLDER = quotedName(PLACE)
const MAX_KIND_WORDS = 6
/**
 * Verbs that people use for nothing else here. Deleting a policy means more than its assignments, blocking one may
 * mean two things, and "use your brain" is no request.
 */
const VERBS = new Set(
  'assign reassign unassign add remove exclude exempt include give deploy push publish apply install uninstall roll target enroll stop'.split(
    ' ',
  ),
)
const PARTED = / (to|for|from|on|onto) |^(me|myself|up|out) | everywhere$/

/**
 * "assign to Legal as required", "exclude Interns": the ways to read a request that lacks the policy's or the group's
 * name alone, with `UNNAMED` in its place. What was said is kept. Of "remove Edge" only the tenant tells which is missing.
 */
export function incompleteIn(text: string, kinds: readonly KindWords[]): ChangeReading[] {
  const [sentence, ...more] = messageIn(text, kinds)?.sentences ?? []
  if (!sentence || more.length > 0) return []
  if (!asksForEnd(sentence.words) && speechActOf(sentence.words, sentence.asks) !== 'request') return []
  const { words } = requested(sentence.words)
  const phrases = kindPhrasesOf(kinds)
  const [found] = framesOf(words)
  if (!found || found.rest.length === 0 || !VERBS.has(words[0]?.word ?? '')) return []
  const verb = words.slice(0, words.length - found.rest.length)
  const { rest, frame } = found
  const article = /^(the|a|an)$/.test(rest[0]?.word ?? '') ? 1 : 0
  const [kind] = phrases.at(rest, article, MAX_KIND_WORDS)
  const behindKind = kind ? article + kind.length : 0
  // "assign the firewall policy" lacks both names.
  if (behindKind === rest.length) return []
  const between = frame.side === 'include' ? 'to' : 'from'
  const gives = [...verb, ...rest, PLACEHOLDER]
  const lacksPolicy = [...verb, PLACEHOLDER, ...rest]
  const lacksGroup = [...verb, ...rest, ...spoken(between), PLACEHOLDER]
  const ways: Token[][] = [
    ...(verb[0]?.word === 'give' ? [gives] : []),
    // What begins with a kind is a policy.
    ...(behindKind > 0
      ? [[...verb, ...rest.slice(0, behindKind), PLACEHOLDER, ...rest.slice(behindKind)], lacksGroup]
      : []),
    lacksPolicy,
    lacksGroup,
    gives,
  ]
  const sort = sortIn(rest, phrases)
  const readings = ways.flatMap((way) =>
    requestsIn(way, phrases)
      .flatMap((one) => (one.action === 'change' ? (withUnnamed(one) ?? []) : []))
      .slice(0, 1)
      .map((one) => (sort && one.policies[0] === UNNAMED ? { ...one, sort } : one)),
  )
  const isTold = behindKind > 0 || rest.some(({ word }) => TELLING.test(word))
  // "give group Legal" names the group.
  const named = rest.some(({ word }) => GROUP.test(word))
    ? readings.filter(({ policies }) => policies.includes(UNNAMED))
    : []
  if (named.length > 0) return named.slice(0, 1)
  const all = isTold ? readings : readings.flatMap((one) => [one, ...turned(one)])
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

/** Words that tell a policy from a group. */
const TELLING = /^(to|for|from|on|onto)$/
const GROUP = /^groups?$/

/** "remove Edge": the name is the group's, or the policy's. */
function turned(reading: ChangeReading): ChangeReading[] {
  const side = (['include', 'exclude', 'remove'] as const).find((one) => reading[one].length > 0)
  const names = side ? reading[side] : []
  const isOther = side === undefined || reading.kind !== null || names.some((name) => name.startsWith('@'))
  return isOther ? [] : [{ ...reading, policies: names, [side]: reading.policies }]
}

/** Null where the name stands for something else than one policy or one target. */
function withUnnamed(reading: ChangeReading): ChangeReading | null {
  const unnamed = (names: string[]) => names.map((name) => (name === PLACE ? UNNAMED : name))
  const { policies, include, exclude, remove, filter } = reading
  const lists = [policies, include, exclude, remove]
  const isAlone = lists.filter((names) => names.includes(PLACE)).length === 1
  const isOnly = lists.every((names) => !names.includes(PLACE) || names.length === 1)
  // "it to all devices": a sentence that is not understood, and no name.
  const isWhole = lists.flat().every((name) => !PARTED.test(name))
  if (!isAlone || !isOnly || !isWhole || filter?.name === PLACE) return null
  return {
    ...reading,
    policies: unnamed(policies),
    include: unnamed(include),
    exclude: unnamed(exclude),
    remove: unnamed(remove),
  }
}

/** "antivirus policy": what only some objects of a kind are called. */
function sortIn(tokens: readonly Token[], phrases: KindPhrases): string | null {
  for (let at = 0; at < tokens.length; at++) {
    const [kind] = phrases.at(tokens, at, MAX_KIND_WORDS)
    if (kind?.part) {
      const words = tokens.slice(at, at + kind.length)
      return words.map(({ word }) => word).join(' ')
    }
    if (kind) at += kind.length - 1
  }
  return null
}
