import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { isIntentWord } from './intentWords.ts'
import { isCapital } from './nameTokens.ts'
import { afterAny, patterns } from './pattern.ts'

// Turns of phrase about who is in and who is out, each as the usual one; null where a sentence has none of it.

const LIFT = patterns('remove|delete|drop|lift|clear|end|cancel|undo|revoke|take the|any?')
const EXCLUSION = patterns('exclusion|exemption|exception away|off? from|on|in|of|for')
/** "Legal's", "Devices'": the owner's name is one of the groups. */
export const OWNED = /^(.+)['’]s$|^(.+s)['’]$/

/** "remove Legal's exclusion from P", "lift the Legal exclusion on P": "lift the exclusion of Legal from P" */
export function ownedExclusion(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(LIFT, tokens, 0)
  const at = tokens.findIndex(
    (token, index) => index > start && isPlain(token) && afterAny(EXCLUSION, tokens, index) > index,
  )
  const whom = tokens.slice(Math.max(start, 0), at)
  if (start <= 0 || at < 0 || whom.some((token) => isPlain(token) && NO_OWNER.test(token.word))) return null
  const last = whom.at(-1) as Token
  const [, single, many] = last.quoted === null ? (OWNED.exec(last.raw) ?? []) : []
  const name = single ?? many
  const owner = name ? [...whom.slice(0, -1), { ...last, raw: name, word: name.toLowerCase() }] : whom
  const policy = tokens.slice(afterAny(EXCLUSION, tokens, at))
  return policy.length > 0
    ? [...spoken('lift the exclusion of'), ...owner, ...spoken('from'), ...policy]
    : null
}

const NO_OWNER = /^(all|any|every|each|the|its|from|on|of|for|to|and|or|as|an|a)$/
const THINGS_END = /^(to|from|on|for|in|off|except|but|and|as|with|,)$/
const MAX_OWNER_WORDS = 5

/** "all of Legal's policies": "all policies of Legal" */
export function ownedThings(tokens: readonly Token[]): Token[] | null {
  const all = tokens.findIndex(
    (token, at) => at > 0 && isPlain(token) && /^(all|every|any)$/.test(token.word),
  )
  if (all < 0) return ownedKind(tokens)
  const start = tokens[all + 1]?.word === 'of' ? all + 2 : all + 1
  const at = tokens.findIndex(
    ({ raw, quoted }, index) =>
      index >= start && index < start + MAX_OWNER_WORDS && quoted === null && OWNED.test(raw),
  )
  const owner = tokens[at]
  const name = tokens.slice(start, at + 1)
  if (!owner || !name.every(({ raw, quoted }) => quoted !== null || /^[\p{Lu}\p{N}]/u.test(raw))) return null
  const behind = tokens.slice(at + 1)
  const end = behind.findIndex((token) => isPlain(token) && THINGS_END.test(token.word))
  const things = end < 0 ? behind : behind.slice(0, end)
  if (things.length === 0 || !things.every(({ raw }) => /^[a-z][a-z-]*$/.test(raw))) return null
  const [, single, many] = OWNED.exec(owner.raw) ?? []
  const raw = single ?? many ?? ''
  return [
    ...tokens.slice(0, all),
    ...spoken('all'),
    ...things,
    ...spoken('of'),
    ...tokens.slice(start, at),
    { ...owner, raw, word: raw.toLowerCase() },
    ...behind.slice(things.length),
  ]
}

const KINDS_OWNED = /^(policies|apps|scripts|profiles|assignments)$/

/** "copy Legal's apps to HR", "Legal's policies should go to HR": "all apps of Legal" */
function ownedKind(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(
    ({ raw, quoted }, index) =>
      quoted === null && OWNED.test(raw) && KINDS_OWNED.test(tokens[index + 1]?.raw ?? ''),
  )
  const owner = tokens[at]
  const end = tokens[at + 2]
  // "Legal's policies and HR" may be a list.
  if (!owner || (end && !ENDS_THINGS.test(end.raw))) return null
  let start = at
  while (start > 0 && isCapital(tokens[start - 1])) start--
  // The verb at the beginning may have a capital.
  if (start === 0 && at > 0) start = 1
  const [, single, many] = OWNED.exec(owner.raw) ?? []
  const raw = single ?? many ?? ''
  return [
    ...tokens.slice(0, start),
    ...spoken('all'),
    ...tokens.slice(at + 1, at + 2),
    ...spoken('of'),
    ...tokens.slice(start, at),
    { ...owner, raw, word: raw.toLowerCase() },
    ...tokens.slice(at + 2),
  ]
}

const ENDS_THINGS = /^(to|onto|from|should|must|shall|for|too|,)$/

const NOT_ANYONE = patterns(
  'anyone|anybody but|except|besides for?',
  'any group|groups but|except|besides for?',
  'any group|groups other than',
  'anyone|anybody other than',
)
const NEGATIONS = /^(not|never|shouldn't|mustn't)$/

/** "P must not go to anyone but G": "P must go to only G" */
export function notAnyone(tokens: readonly Token[]): Token[] | null {
  const not = tokens.findIndex((token) => isPlain(token) && NEGATIONS.test(token.word))
  const at = tokens.findIndex(
    (token, index) => index > not && isPlain(token) && afterAny(NOT_ANYONE, tokens, index) > index,
  )
  if (not <= 0 || at < 0) return null
  const shall = tokens[not]?.word.endsWith("n't") ? spoken('should') : []
  const behind = tokens.slice(afterAny(NOT_ANYONE, tokens, at))
  return [...tokens.slice(0, not), ...shall, ...tokens.slice(not + 1, at), ...spoken('only'), ...behind]
}

/** "both to A and B", "both of A and B": two names in a list are both meant. */
export function withoutBothOf(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex((token) => isPlain(token) && token.word === 'both')
  const next = tokens[at + 1]
  if (at < 1 || !/^(to|for|on|from|of)$/.test(next?.word ?? '')) return null
  if (!tokens.slice(at + 2).some(({ word, raw }) => word === 'and' && raw === word)) return null
  return tokens.toSpliced(at, next?.word === 'of' ? 2 : 1)
}

/** "A along with B", "A together with B" */
export function alongWith(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(
    (token, index) =>
      index > 1 &&
      isPlain(token) &&
      /^(along|together)$/.test(token.word) &&
      tokens[index + 1]?.word === 'with',
  )
  const next = tokens.slice(at + 2)
  const isFilter = next.slice(0, 6).some(({ word }) => /^filters?$/.test(word))
  if (at < 0 || next.length === 0) return null
  return isFilter ? tokens.toSpliced(at, 1) : [...tokens.slice(0, at), ...spoken('and'), ...next]
}

const TAKE = /^(remove|take|drop|unassign|delete)$/
const EXCLUDED_TOO = patterns(
  'and|, and? then? exclude|exempt|block it|them|this|that from? it|them|this|that|there? instead?',
)
const INSTEAD_OF_IN = patterns('instead of including|assigning it|them|this|that')

/** "remove and exclude G from P", "remove G from P and exclude them": who is excluded is no longer included. */
export function excludedInstead(tokens: readonly Token[]): Token[] | null {
  const [verb, link, other] = tokens
  const [first, second] = [verb?.word ?? '', other?.word ?? '']
  if (
    verb &&
    other &&
    link?.word === 'and' &&
    (TAKE.test(first) ? second === 'exclude' : first === 'exclude' && TAKE.test(second))
  )
    return [...spoken('exclude'), ...tokens.slice(3)]
  const ends = (phrases: typeof EXCLUDED_TOO) =>
    tokens.findIndex(
      (token, at) => at > 3 && isPlain(token) && afterAny(phrases, tokens, at) === tokens.length,
    )
  const too = TAKE.test(first) ? ends(EXCLUDED_TOO) : -1
  if (too > 0) return [...spoken('exclude'), ...tokens.slice(1, too)]
  const instead = first === 'exclude' ? ends(INSTEAD_OF_IN) : -1
  return instead > 0 ? tokens.slice(0, instead) : null
}

const BUT_ONLY = patterns('but|and|, only|just for|on|to|the?', ', but only|just for|on|to|the?')
const MATCHED = /^(devices|machines|computers|laptops|pcs|users|phones|tablets)$/

/** "to all devices, but only Corporate Windows devices": what narrows a target is a filter. */
export function butOnly(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(
    (token, index) => index > 3 && isPlain(token) && afterAny(BUT_ONLY, tokens, index) > index,
  )
  const last = tokens.at(-1)
  if (at < 0 || !last || last.raw !== last.word || !MATCHED.test(last.word)) return null
  const name = tokens.slice(afterAny(BUT_ONLY, tokens, at), -1)
  const isName =
    name.length > 0 &&
    name.every((token) => token.quoted !== null || isCapital(token) || /[\p{Lu}\p{N}]/u.test(token.raw))
  return isName ? [...tokens.slice(0, at), ...spoken('with filter'), ...name] : null
}

const ARROW = /^(->|-->|=>|==>|→|⇒|⟶|➔|➜|>>)$/

/** "P for G: required -> available": "change P for G from required to available" */
export function intentArrow(tokens: readonly Token[]): Token[] | null {
  const [from, arrow, to] = tokens.slice(-3)
  const isArrow =
    from && to && arrow && ARROW.test(arrow.word) && isIntentWord(from.word) && isIntentWord(to.word)
  if (!isArrow || tokens.length < 5) return null
  const before = tokens.slice(0, /^[:,–—-]$/.test(tokens.at(-4)?.word ?? '') ? -4 : -3)
  return [...spoken('change'), ...before, ...spoken('from'), from, ...spoken('to'), to]
}
