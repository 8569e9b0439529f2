import type { KindPhrases } from './kindWords.ts'
import { after, afterAny, patterns } from './pattern.ts'
import type { Token } from './tokens.ts'

/** "everything", "all scripts", "every policy": many things by one word. */
export interface Quantity {
  /** Catalog key, or null for things of every kind. */
  kind: string | null
  end: number
}

const EVERYTHING = patterns(
  'everything|whatever',
  'all of? the|its|their|our? assignments|assignment|things|items',
  'all that',
  'everything else',
)
const ALL = patterns('all|every|each|any of? the|our?')
const SAME = patterns('the|exactly? the? same')
const THINGS = patterns('assignments|things|stuff', 'assignments')
const LONGEST_KIND = 6

export function quantityAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const everything = afterAny(EVERYTHING, tokens, at)
  if (everything > at)
    return { kind: null, end: tokens[everything - 1]?.word === 'that' ? everything - 1 : everything }
  const all = afterAny(ALL, tokens, at)
  return all > at ? thingsAt(tokens, all, kinds) : null
}

/** "the same scripts as" */
export function sameAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const same = afterAny(SAME, tokens, at)
  if (same <= at) return null
  const things = thingsAt(tokens, same, kinds) ?? { kind: null, end: same }
  return tokens[things.end]?.word === 'as' ? { ...things, end: things.end + 1 } : null
}

export function thingsAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const things = afterAny(THINGS, tokens, at)
  if (things > at) return { kind: null, end: things }
  const [kind] = kinds.first(tokens.slice(at, at + LONGEST_KIND))
  if (!kind) return null
  const end = at + kind.length
  const many = afterAny(THINGS, tokens, end)
  return { kind: kind.key, end: Math.max(end, many) }
}

/** Whether the words begin with many things instead of one name. */
export function isQuantity(tokens: readonly Token[], kinds: KindPhrases): boolean {
  const [first] = tokens
  const isLower = first?.raw === first?.raw.toLowerCase()
  return isLower && (quantityAt(tokens, 0, kinds) ?? sameAt(tokens, 0, kinds)) !== null
}

const ASSIGNED = patterns(
  'that|which|what? is|are|was|were? currently|now|already? assigned|deployed|applied|targeted|pushed to|at|for',
  'that|which? target|targets|targeting',
  'of|from|for|like',
)
const THAT = patterns('that|which|what?')
const GETS = patterns(
  'already|currently? has|have|gets|get|receives|receive|got',
  'is|are getting|receiving|assigned',
  'does|do',
)

/** The words that name whose things are meant: "that group A has", "assigned to A". Null where they say something else. */
export function ownerIn(tokens: readonly Token[]): readonly Token[] | null {
  if (tokens.length === 0) return []
  const assigned = afterAny(ASSIGNED, tokens, 0)
  if (assigned > 0) return tokens.slice(assigned)
  const from = Math.max(0, afterAny(THAT, tokens, 0))
  for (let to = Math.max(from + 1, tokens.length - 3); to < tokens.length; to++) {
    if (GETS.some((one) => after(one, tokens, to) === tokens.length)) return tokens.slice(from, to)
  }
  return null
}
