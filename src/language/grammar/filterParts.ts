import type { Token } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import { LINKS } from './coordination.ts'
import { isPlacing } from './intentParts.ts'
import { framesOf } from './verbs.ts'

const OF_FILTER = new Set(['filter', 'unfiltered', 'mode'])

/**
 * "assign P to A (include filter F) and B (exclude filter H)", "to A with filter F and to B without a filter": a request
 * for each group with the filter that is said behind it. None where something else is said between them, or where a
 * filter's name may go on.
 */
export function byFilters(tokens: readonly Token[]): Token[][][] {
  const [found] = framesOf(tokens)
  const marks = markersIn(tokens).filter(({ type }) => type !== 'mode')
  const to = tokens.findIndex(isPlacing)
  const first = marks[0]?.start ?? -1
  if (found?.frame.side !== 'include' || to < 2 || first < to + 2) return []
  if (!marks.every(({ type }) => OF_FILTER.has(type))) return []
  const head = tokens.slice(0, to)
  const parts: Token[][] = []
  let from = to
  for (const [index, { start, end, name }] of marks.entries()) {
    const whom = tokens.slice(from, start)
    // "and Q to B": another policy.
    const isElse = whom.slice(1).some(isPlacing)
    if (whom.length === 0 || isElse || (index > 0 && whom.every(isPlacing))) return []
    const next = marks[index + 1]?.start
    const behind = linkBehind(tokens, name ? end : start + 1, next ?? tokens.length, next === undefined)
    if (behind < 0 && next !== undefined) return []
    const cut = behind < 0 ? tokens.length : behind
    const placed = isPlacing(whom[0]) ? whom : [tokens[to] as Token, ...whom]
    parts.push([...head, ...placed, ...tokens.slice(start, cut)])
    from = cut
    while (from < tokens.length && LINKS.has(tokens[from]?.word ?? '')) from++
  }
  // "to A with filter F and to B": of B, nothing is said.
  if (from < tokens.length) parts.push([...head, ...tokens.slice(from)])
  return parts.length > 1 ? [parts] : []
}

/**
 * Where the next group begins: behind a bracket, or at the last link, where a group and no filter follows. Behind the
 * last clause only "and to" begins one.
 */
function linkBehind(tokens: readonly Token[], from: number, to: number, isLast: boolean): number {
  const isLink = (at: number) => LINKS.has(tokens[at]?.word ?? '') && tokens[at]?.raw === tokens[at]?.word
  if (isLast)
    return tokens.findIndex(
      (_, at) => at >= from && isLink(at) && isPlacing(tokens[at + 1]) && tokens[at + 2] !== undefined,
    )
  const closed = tokens.findIndex(({ word }, at) => at >= from && at < to && word === ')')
  if (closed > 0) return closed + 1
  return tokens.findLastIndex((_, at) => at >= from && at < to && isLink(at))
}
