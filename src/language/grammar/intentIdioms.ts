import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { framesOf } from './verbs.ts'

const NO_HOW = /^(as|is|be|to|for|from|on|make|of|and|or|not|only|but|than|intent|mode|type|with|:)$/

/** "assign P to G optional": "assign P to G as optional" */
export function lastIntent(tokens: readonly Token[]): Token[] | null {
  const last = tokens.length - 1
  const [token, before] = [tokens[last], tokens[last - 1]]
  if (!token || !before || !isPlain(token) || !INTENT.test(token.word) || NO_HOW.test(before.word))
    return null
  const start = /^[,–—-]$/.test(before.word) ? last - 1 : last
  const [found] = framesOf(tokens)
  const to = tokens.findLastIndex((one) => isPlain(one) && BEHIND_INTENT.test(one.word))
  // "to the required group" and "make P optional" say it elsewhere.
  if (found?.frame.side !== 'include' || to < 2 || to > start - 2) return null
  if (tokens.slice(0, last).some((one) => isPlain(one) && INTENT.test(one.word))) return null
  return [...tokens.slice(0, start), ...spoken('as'), token]
}

/** "to A and B, both as required": "to A and B as required" */
export function withoutBoth(tokens: readonly Token[]): Token[] | null {
  const at = tokens.length - 4
  const [comma, both, as, intent] = tokens.slice(-4).map(({ word }) => word)
  const isBoth =
    comma === ',' && /^(both|all|each)$/.test(both ?? '') && as === 'as' && INTENT.test(intent ?? '')
  return at > 2 && isBoth ? tokens.toSpliced(at, 2) : null
}

const INTENT = /^(required|mandatory|available|optional)$/
const BEHIND_INTENT = /^(to|for|on)$/
const MAKES = /^(make|keep|mark|turn|set|have)$/

/**
 * "make P required for A and available for B", "P: required for A, available for B": "assign P as required for A and as
 * available for B".
 */
export function withIntents(said: readonly Token[]): Token[] | null {
  const colon = said.findIndex(({ word }) => word === ':')
  const isHeaded = colon > 0 && INTENT.test(said[colon + 1]?.word ?? '') && framesOf(said).length === 0
  const tokens = isHeaded ? [...spoken('assign'), ...said.toSpliced(colon, 1)] : said
  const isIntent = ({ word, raw }: Token, at: number) =>
    at > 1 && raw === word && INTENT.test(word) && BEHIND_INTENT.test(tokens[at + 1]?.word ?? '')
  if (tokens.filter(isIntent).length < 2) return null
  if (tokens.some(({ word }) => /^(from|not|instead|rather)$/.test(word))) return null
  const [first, ...rest] = tokens.flatMap((token, at): Token[] => {
    if (isIntent(token, at) && tokens[at - 1]?.word !== 'as') return [...spoken('as'), token]
    // "set P to required for A"
    const next = tokens[at + 1]
    return token.word === 'to' && next && isIntent(next, at + 1) ? [] : [token]
  })
  return first ? [...(MAKES.test(first.word) ? spoken('assign') : [first]), ...rest] : null
}
