import { afterAny, patterns } from '../grammar/pattern.ts'
import type { Token } from '../lexer/tokens.ts'

/**
 * Words about the request itself that ended up after the last name: a condition, a second thought, another request.
 * Such a sentence asks for something else than its first half, so it is not read at all; in quotes they are a name.
 */
const CONDITIONS = new Set('if unless until till when whenever once provided'.split(' '))
const TURNS = new Set(
  "not because instead don't doesn't won't can't shouldn't cannot never nevermind kidding jk oops how why it's that's actually maybe perhaps".split(
    ' ',
  ),
)
const SECOND_THOUGHTS = patterns(
  'no|nope|, no|nope|wait',
  ', no|nope|wait|hold|stop|cancel',
  '( sorry|no|wait',
  'sorry ,|not|i|no|wait|make',
  'never mind',
  'or not',
  'do|does|did not',
  'scratch|cancel|forget|ignore|undo|stop that|this|it',
  'on second thought|thoughts',
  'i think|guess|mean|was|am',
  'hold on',
  ', wait',
  'wait no',
  'as soon as',
  'as long as',
  'in case',
  'so that',
)
const TAKEN_BACK = patterns(
  ',|-|–|— no|nope|wait|hold|stop|cancel|actually|sorry|or',
  'never mind',
  'scratch|forget that|it',
  'no wait|sorry',
  'i mean|meant',
  'or rather',
)
const VERBS = new Set(
  'assign unassign apply deploy push install uninstall remove exclude add give delete wipe retire sync reboot restart rename create edit disable enable notify tell email send make undo revert rollback show list post cancel stop block unblock lock reset update upgrade publish target do wait check ask let include grant replace swap put take bring kick throw'.split(
    ' ',
  ),
)

/** Signs that say no, ask, mark as done or name a time. They are no decoration before a request, nor after one. */
const TELLING_SIGNS =
  /(?:🚫|⛔|❌|❎|🛑|✋|🖐|🤚|🙅|👎|✖|✗|✘|☒|⊘|❓|❔|🤔|🤷|🙄|😒|😏|🙃|🤡|🤣|😂|✅|☑|✔|⏰|⏱|⏳|⌛|📅|📆|🗓|[\u{1f550}-\u{1f567}])/u
const DECORATION = /[\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d|♀|♂/gu

const BEFORE_MORE = new Set(['and', ',', 'then', '&', 'also', 'plus', 'or'])

/** Whether this begins or ends with a sign that says something about what is asked: "🚫", "Legal ❌". */
export function isTelling({ raw, quoted }: Token, side: 'first' | 'last'): boolean {
  if (quoted !== null) return false
  const signs = [...raw.replace(DECORATION, '')]
  return TELLING_SIGNS.test(signs.at(side === 'first' ? 0 : -1) ?? '')
}

/** Whether the words, read as a name, would swallow something that was said about the request. */
export function strays(tokens: readonly Token[]): boolean {
  return setsCondition(tokens) || asksMore(tokens) || hasSecondThoughts(tokens)
}

/** "… if Bruno agrees", "… unless": what depends on something is no request. */
export function setsCondition(tokens: readonly Token[]): boolean {
  return tokens.some((token) => isPlain(token) && CONDITIONS.has(token.word))
}

/** "Y and delete Z" is another request. */
export function asksMore(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) =>
      isPlain(token) &&
      VERBS.has(token.word) &&
      BEFORE_MORE.has(tokens[at - 1]?.word ?? '') &&
      tokens[at + 1] !== undefined,
  )
}

/** "exclude", "give": what begins another request. */
export function isRequestVerb(word: string): boolean {
  return VERBS.has(word)
}

function hasSecondThoughts(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  if (last && isTelling(last, 'last')) return true
  return tokens.some(
    (token, at) =>
      isPlain(token) && (TURNS.has(token.word) || (at > 0 && afterAny(SECOND_THOUGHTS, tokens, at) > at)),
  )
}

/** Not quoted, and without the capital that a word in a title has. */
export function isPlain({ raw, word }: Token): boolean {
  return word !== '' && (raw === raw.toLowerCase() || raw === raw.toUpperCase())
}

/** "assign X, no wait, …": taken back before it was said to the end. */
export function takesBack(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => token.word !== '' && afterAny(TAKEN_BACK, tokens, at) > at)
}

/** The first plain token of which this holds, or -1. */
export function indexOfPlain(tokens: readonly Token[], found: (index: number) => boolean): number {
  return tokens.findIndex((token, index) => isPlain(token) && found(index))
}
