import { after, patterns } from './pattern.ts'
import type { Token } from './tokens.ts'

/** The tokens of each item, and how far this way of splitting lies from the obvious one. */
export interface Listing {
  items: Token[][]
  penalty: number
}

interface Separator {
  start: number
  end: number
  comma: boolean
}

const SEPARATORS = patterns(', and|& also?', 'and|&|+|plus also?', ',', 'as well as', ', as well as')

/**
 * "A, B and C" as one, two or three names, the most names first: names hold commas and "and" too. A quoted name
 * stands by itself, so then there is only the one way.
 */
export function listings(tokens: readonly Token[]): Listing[] {
  const trimmed = withoutOuterCommas(tokens)
  const separators = separatorsOf(trimmed)
  if (separators.length === 0) return trimmed.length > 0 ? [{ items: [trimmed], penalty: 0 }] : []
  const ways: Listing[] = []
  const add = (chosen: readonly Separator[], penalty: number) => {
    const items = cut(trimmed, chosen)
    if (items.every((item) => item.length > 0)) ways.push({ items, penalty })
  }
  add(separators, 0)
  const commas = separators.filter((one) => one.comma)
  if (commas.length > 0 && commas.length < separators.length) {
    add(commas, 2)
    add(
      separators.filter((one) => !one.comma),
      3,
    )
  } else if (separators.length === 2) {
    add(separators.slice(0, 1), 2.2)
    add(separators.slice(1), 2.4)
  }
  if (!trimmed.some((token) => token.quoted !== null)) add([], 1.5)
  return ways
}

/** Without "both", commas at the ends and the first line's bullet. */
function withoutOuterCommas(tokens: readonly Token[]): Token[] {
  let from = 0
  let to = tokens.length
  while (from < to && tokens[from]?.word === ',') from++
  while (to > from && tokens[to - 1]?.word === ',') to--
  if (tokens[from]?.startsLine && isBullet(tokens[from])) from++
  if (tokens[from]?.word === 'both') from++
  return tokens.slice(from, to)
}

function separatorsOf(tokens: readonly Token[]): Separator[] {
  const found: Separator[] = []
  for (let at = 0; at < tokens.length; ) {
    const end = Math.max(...SEPARATORS.map((one) => after(one, tokens, at)))
    const token = tokens[at] as Token
    if (end > at) found.push({ start: at, end, comma: token.word === ',' })
    else if (token.startsLine && isBullet(token)) found.push({ start: at, end: at + 1, comma: true })
    at = Math.max(end, at + 1)
  }
  return found
}

function isBullet(token: Token | undefined): boolean {
  return /^[-*•–]$/.test(token?.raw ?? '')
}

function cut(tokens: readonly Token[], separators: readonly Separator[]): Token[][] {
  const items: Token[][] = []
  let from = 0
  for (const { start, end } of separators) {
    items.push(tokens.slice(from, start))
    from = end
  }
  items.push(tokens.slice(from))
  return items
}
