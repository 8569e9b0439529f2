import type { Token } from '../lexer/tokens.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const FOLLOWING = patterns('these|those', 'the? following|below')
const GROUPS = patterns('security|entra|aad? groups', 'ones|items')
const PARTINGS = new Set('to from for on in'.split(' '))
const MAX_KIND_WORDS = 6

function isRequest(line: readonly Token[]): boolean {
  const [found] = framesOf(line)
  return found !== undefined && PARTINGS.has(found.rest[0]?.word ?? '')
}

/**
 * "add these groups to X: A, B" and "exclude from X: A, B" with the list where it belongs; any other sentence as it
 * is.
 */
export function withList(tokens: readonly Token[], kinds: KindPhrases): readonly Token[] {
  const colon = tokens.findIndex(({ word }, at) => at > 0 && word === ':')
  if (colon < 0 || colon === tokens.length - 1) return tokens
  // A later line that is a request of its own has its own list.
  if (tokens.some(({ startsLine }, at) => at > colon && startsLine && isRequest(tokens.slice(at))))
    return tokens
  const [head, items] = [tokens.slice(0, colon), tokens.slice(colon + 1)]
  for (let at = 0; at < head.length; at++) {
    const start = afterAny(FOLLOWING, head, at)
    if (start <= at) continue
    const groups = afterAny(GROUPS, head, start)
    const [kind] = kinds.at(head, start, MAX_KIND_WORDS)
    const end = groups > start ? groups : start + (kind?.length ?? 0)
    // At the end the list follows by itself; "the following" alone is no part of it.
    if (end === head.length) return end > start ? tokens : [...head.slice(0, at), ...items]
    // "assign the following to Legal: A, B"
    if (end === start && !PARTINGS.has(head[end]?.word ?? '')) return tokens
    return [
      ...head.slice(0, at),
      ...(groups > start ? [] : head.slice(start, end)),
      ...items,
      ...head.slice(end),
    ]
  }
  const [found] = framesOf(head)
  const parts = found && PARTINGS.has(found.rest[0]?.word ?? '') && !found.frame.ditransitive
  if (!parts) return tokens
  const verb = head.slice(0, head.length - found.rest.length)
  return [...verb, ...items, ...found.rest]
}
