import { indexOfPlain, isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import type { Reading } from '../reading.ts'
import { markersIn } from './clauses.ts'
import { afterAny, patterns } from './pattern.ts'
import { OWNED } from './sidePhrases.ts'

// Ways to say that one gets what another loses, each as the usual one; null where a sentence has none of it.

const MOVE = patterns('move|switch|migrate|transfer|shift|reassign|re-assign')
const ENTRY = patterns('assignment|deployment of')
const MAX_OWNER_WORDS = 6

/** "move Legal's P to HR": "move P from Legal to HR" */
export function ownedMove(tokens: readonly Token[]): Token[] | null {
  const parts = ownedParts(tokens)
  if (!parts) return null
  const { verb, owner, policy, to } = parts
  return [...verb, ...policy, ...spoken('from'), ...owner, ...to]
}

/** "switch Legal's P to Q": "switch Legal from P to Q", where Q is a policy */
export function ownersMove(tokens: readonly Token[]): Token[] | null {
  const parts = ownedParts(tokens)
  if (!parts) return null
  const { verb, owner, policy, to } = parts
  return [...verb, ...owner, ...spoken('from'), ...policy, ...to]
}

/** Words that say of what in a policy: "Legal's filter on P", "Legal's exclusion". */
const OF_ENTRY = /^(filters?|exclusions?|exemptions?|on|in|of|for)$/

function ownedParts(
  tokens: readonly Token[],
): Record<'verb' | 'owner' | 'policy' | 'to', readonly Token[]> | null {
  const start = afterAny(MOVE, tokens, 0)
  const to = indexOfPlain(tokens, (at) => at > start && tokens[at]?.word === 'to')
  const at = tokens.findIndex(
    ({ raw, quoted }, index) =>
      index >= start && index < start + MAX_OWNER_WORDS && quoted === null && OWNED.test(raw),
  )
  const owner = tokens[at]
  if (start <= 0 || !owner || to < at + 2) return null
  if (tokens.some((token) => isPlain(token) && token.word === 'from')) return null
  const policy = tokens.slice(Math.max(at + 1, afterAny(ENTRY, tokens, at + 1)), to)
  // "Legal's policies" are many, and "Ada's laptop" is none.
  if (!policy.some(({ raw, quoted }) => quoted !== null || /[\p{Lu}\p{N}]/u.test(raw))) return null
  if (policy.some(({ raw }) => OF_ENTRY.test(raw))) return null
  const [, single, many] = OWNED.exec(owner.raw) ?? []
  const raw = single ?? many ?? ''
  return {
    verb: tokens.slice(0, start),
    owner: [...tokens.slice(start, at), { ...owner, raw, word: raw.toLowerCase() }],
    policy,
    to: tokens.slice(to),
  }
}

/** "move P as required from A to B": "move P from A to B as required" */
export function moveAs(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(MOVE, tokens, 0)
  const marks = markersIn(tokens).filter(({ type, fromIntent }) => type === 'intent' && !fromIntent)
  const [mark] = marks
  const isBeforeFrom = mark && marks.length === 1 && tokens[mark.end]?.word === 'from'
  if (start <= 0 || !isBeforeFrom || mark.start <= start) return null
  return [...tokens.slice(0, mark.start), ...tokens.slice(mark.end), ...tokens.slice(mark.start, mark.end)]
}

const REPLACED = patterns('and|, and? then? replace|swap it|them|that|this with|by|for')
const AWAY = /^(remove|uninstall|take|unassign|pull|drop|delete|withdraw)$/

/** "uninstall P and replace it with Q": nobody is named. */
export function replacesForNobody(tokens: readonly Token[]): boolean {
  const at = indexOfPlain(tokens, (index) => index > 1 && afterAny(REPLACED, tokens, index) > index)
  const isNamed = tokens
    .slice(0, at)
    .some((token) => isPlain(token) && /^(on|from|for|off|to)$/.test(token.word))
  return at > 0 && AWAY.test(tokens[0]?.word ?? '') && !isNamed
}

/**
 * "uninstall P on G and replace it with Q": "uninstall P on G and assign Q instead". With `isGroup`, for what may come in
 * the place of G: "remove G from P and replace it with H".
 */
export function replacedIt(tokens: readonly Token[], isGroup: boolean): Token[] | null {
  const at = indexOfPlain(tokens, (index) => index > 3 && afterAny(REPLACED, tokens, index) > index)
  const next = tokens.slice(afterAny(REPLACED, tokens, at))
  if (at < 0 || next.length === 0 || !AWAY.test(tokens[0]?.word ?? '')) return null
  if (isGroup && tokens[0]?.word === 'uninstall') return null
  return [
    ...tokens.slice(0, at),
    ...spoken(isGroup ? 'and add' : 'and assign'),
    ...next,
    ...spoken('instead'),
  ]
}

/** What comes takes the place of what goes, where these are policies: "uninstall P on G and replace it with Q". */
export function asReplacement(reading: Reading): Reading {
  if (reading.action !== 'several') return reading
  const [gone, come, ...more] = reading.parts
  const isOne = gone?.policies.join() === come?.policies.join()
  if (!gone || !come || more.length > 0 || isOne || come.include.length === 0) return reading
  return { ...reading, parts: [gone, { ...come, replaces: true }] }
}
