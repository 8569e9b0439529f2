import type { Token } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import { LINKS } from './coordination.ts'
import { isIntentWord } from './intentWords.ts'
import { framesOf } from './verbs.ts'

/**
 * "assign P to A as required and to B as available", "as required to A and as available to B": a request for each
 * intent, with the verb and the policy of the first. None where fewer than two are said.
 */
export function byIntents(tokens: readonly Token[]): Token[][] {
  if (tokens.filter(({ word }) => isIntentWord(word)).length < 2) return []
  const [found] = framesOf(tokens)
  const marks = markersIn(tokens).filter(({ type, fromIntent }) => type === 'intent' && !fromIntent)
  const bare = found ? bareIntents(tokens) : null
  if (bare) return bare
  const [one, other] = marks
  if (!found || !one || !other || marks.length > 2 || one.intent === other.intent) return []
  const isTo = (at: number) =>
    /^(to|for|on)$/.test(tokens[at]?.word ?? '') && tokens[at]?.raw === tokens[at]?.word
  const to = tokens.findIndex((_, at) => isTo(at))
  const policyEnd = Math.min(to, one.start)
  if (to < 0 || policyEnd <= tokens.length - found.rest.length) return []
  const head = tokens.slice(0, policyEnd)
  // The intent comes before its groups, or after them.
  const cut = one.start < to ? other.start : closed(tokens, one.end)
  const rest = tokens.slice(cut)
  const start = rest.findIndex(({ word }) => !LINKS.has(word))
  const second = rest.slice(Math.max(0, start))
  const parted = one.start < to || isTo(cut + start) ? second : [tokens[to] as Token, ...second]
  return [tokens.slice(0, cut), [...head, ...parted]]
}

/** "assign P to A required and to B available" */
function bareIntents(tokens: readonly Token[]): Token[][] | null {
  const intents = tokens.flatMap(({ word, raw }, at) => (isIntentWord(word) && raw === word ? [at] : []))
  const [one, other] = intents
  const to = tokens.findIndex(({ word, raw }) => word === 'to' && raw === word)
  if (one === undefined || other === undefined || intents.length > 2 || to < 2 || one < to) return null
  const link = /^(and|,)$/.test(tokens[one + 1]?.word ?? '') ? one + 2 : -1
  const behind = tokens[link]?.word === 'and' ? link + 1 : link
  if (link < 0 || other !== tokens.length - 1 || behind >= other) return null
  const isTo = /^(to|for|on)$/.test(tokens[behind]?.word ?? '')
  const head = tokens.slice(0, isTo ? to : to + 1)
  return [tokens.slice(0, one + 1), [...head, ...tokens.slice(behind)]]
}

/** Past the bracket that closes after a clause. */
function closed(tokens: readonly Token[], at: number): number {
  return tokens[at]?.word === ')' ? at + 1 : at
}
