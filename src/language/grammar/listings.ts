import { BULLET, type Token } from '../lexer/tokens.ts'
import { after, patterns } from './pattern.ts'

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

const SEPARATORS = patterns(
  ', and|& also|then?',
  'and|&|+|plus|/ also|then?',
  ',',
  ', then|also',
  'as well as',
  ', as well as',
  // "to Legal and to Finance"
  ',? and|&|, also? to|from|for|onto',
)

/**
 * "A, B and C" as one, two or three names, the most names first: names hold commas and "and" too. A quoted name
 * is one by itself, so then there is only the one way.
 */
export function listings(tokens: readonly Token[]): Listing[] {
  const trimmed = withoutOuterCommas(tokens)
  const separators = separatorsOf(trimmed)
  if (separators.length === 0) {
    const halves = aroundSlash(trimmed)
    const whole = trimmed.length > 0 ? [{ items: [trimmed], penalty: 0 }] : []
    return halves ? [...whole, { items: halves, penalty: 2.5 }] : whole
  }
  const ways: Listing[] = []
  const add = (chosen: readonly Separator[], penalty: number) => {
    const items = cutItems(trimmed, chosen)
    if (items.some((item) => item.length === 0)) return
    ways.push({ items, penalty })
    const whole = completed(items)
    if (whole) ways.push({ items: whole, penalty: penalty + 0.05 })
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

/** "Edge Settings/Printer Drivers": two names where there is no other separator, one where such a name exists. */
function aroundSlash(tokens: readonly Token[]): Token[][] | null {
  const places = tokens.flatMap(({ raw, quoted }, at) =>
    quoted === null && raw.includes('/') && /^[\p{L}\p{N}][^/]*\/[\p{Lu}\p{N}][^/]*$/u.test(raw) ? [at] : [],
  )
  const [place] = places
  const token = tokens[place ?? -1]
  if (!token || place === undefined || places.length > 1) return null
  const [left, right] = token.raw.split('/').map((raw) => ({ ...token, raw, word: raw.toLowerCase() }))
  if (!left || !right) return null
  return [
    [...tokens.slice(0, place), left],
    [{ ...right, glued: false }, ...tokens.slice(place + 1)],
  ]
}

/** Without "both", commas at the ends and the first line's bullet. */
function withoutOuterCommas(tokens: readonly Token[]): Token[] {
  let from = 0
  let to = tokens.length
  while (from < to && tokens[from]?.word === ',') from++
  while (to > from && tokens[to - 1]?.word === ',') to--
  if (isBullet(tokens[from])) from++
  if (tokens[from]?.word === 'both') from++
  return tokens.slice(from, to)
}

function separatorsOf(tokens: readonly Token[]): Separator[] {
  const found: Separator[] = []
  for (let at = 0; at < tokens.length; ) {
    const end = Math.max(...SEPARATORS.map((one) => after(one, tokens, at)))
    const token = tokens[at] as Token
    const last = found.at(-1)
    if (last && last.end === at && (end > at || isBullet(token))) last.end = Math.max(end, at + 1)
    else if (end > at) found.push({ start: at, end, comma: token.word === ',' })
    else if (isBullet(token)) found.push({ start: at, end: at + 1, comma: true })
    // Names on lines of their own are a list.
    else if (token.startsLine && at > 0 && found.at(-1)?.end !== at) {
      found.push({ start: at, end: at, comma: true })
    }
    at = Math.max(end, at + 1)
  }
  return found
}

/**
 * "Ring 1 and 2", "Update Ring 1 and Ring 2" as they are meant: with what the first item begins with before the
 * others. Null where they go without.
 */
function completed(items: readonly Token[][]): Token[][] | null {
  const [first = [], ...others] = items
  let isShort = false
  const whole = others.map((item) => {
    const start = first.length - item.length
    const isLike = item.every((token, index) => {
      const other = first[start + index]
      return index === item.length - 1 ? isNumber(token) && isNumber(other) : token.word === other?.word
    })
    if (start <= 0 || !isLike || item.some(({ quoted }) => quoted !== null)) return item
    isShort = true
    return [...first.slice(0, start), { ...(item[0] as Token), glued: false }, ...item.slice(1)]
  })
  return isShort ? [first, ...whole] : null
}

function isNumber(token: Token | undefined): boolean {
  return /^v?\d+(\.\d+)*$/.test(token?.word ?? '')
}

function isBullet(token: Token | undefined): boolean {
  return token?.word === BULLET
}

function cutItems(tokens: readonly Token[], separators: readonly Separator[]): Token[][] {
  const items: Token[][] = []
  let from = 0
  for (const { start, end } of separators) {
    items.push(tokens.slice(from, start))
    from = end
  }
  items.push(tokens.slice(from))
  return items
}
