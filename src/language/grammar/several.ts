import { isPlain } from '../guards/secondThoughts.ts'
import { BULLET, type Token } from '../lexer/tokens.ts'
import type { ChangeReading, SeveralReading } from '../reading.ts'
import { framesOf } from './verbs.ts'

const LINKS = new Set(['and', ',', 'then', '&', 'also', 'plus', BULLET])
const MOST_PARTS = 10
const MOST_WAYS = 8

/** The parts of a sentence that may be requests of their own: a verb begins a line, or comes behind "and". */
export function partsOf(tokens: readonly Token[], isRequest: (part: readonly Token[]) => boolean): Token[][] {
  const parts: Token[][] = []
  let from = 0
  for (let at = 1; at < tokens.length && parts.length < MOST_PARTS; at++) {
    const token = tokens[at] as Token
    const begins = token.startsLine || LINKS.has(tokens[at - 1]?.word ?? '')
    if (!begins || (!isPlain(token) && !token.startsLine) || framesOf(tokens.slice(at)).length === 0) continue
    const before = withoutLinks(tokens.slice(from, at))
    if (!isRequest(before)) continue
    parts.push(before)
    from = at
  }
  return parts.length === 0 ? [] : [...parts, tokens.slice(from)]
}

function withoutLinks(tokens: readonly Token[]): Token[] {
  let to = tokens.length
  while (to > 0 && LINKS.has(tokens[to - 1]?.word ?? '')) to--
  return tokens.slice(0, to)
}

/** Requests planned together: the likeliest of each, then one other way at a time. */
export function together(parts: readonly (readonly ChangeReading[])[]): SeveralReading[] {
  if (parts.length < 2 || parts.some((ways) => ways.length === 0)) return []
  let found: ChangeReading[][] = [[]]
  for (const ways of parts) {
    const next = ways.slice(0, 2).flatMap((way) => found.map((one) => [...one, way]))
    found = next.slice(0, MOST_WAYS)
  }
  return found.map((one) => ({ action: 'several', parts: one }))
}
