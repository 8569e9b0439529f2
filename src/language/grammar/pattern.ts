import type { Token } from '../lexer/tokens.ts'

interface Element {
  words: ReadonlySet<string>
  optional: boolean
}

/** A phrase to find among tokens. */
export type Pattern = readonly Element[]

/**
 * "show|list me? my requests": words apart by spaces, alternatives by a bar, `?` for once or not at all.
 */
export function pattern(source: string): Pattern {
  return source.split(' ').map((element) => {
    const optional = element.endsWith('?')
    return { words: new Set((optional ? element.slice(0, -1) : element).split('|')), optional }
  })
}

/** Several phrases, found by the word they begin with: at most places of a sentence none of them does. */
export type Phrases = readonly Pattern[] & { byFirst: ReadonlyMap<string, readonly Pattern[]> }

export function patterns(...sources: string[]): Phrases {
  const all = sources.map(pattern)
  const byFirst = new Map<string, Pattern[]>()
  for (const one of all) {
    for (const word of firstWords(one)) byFirst.set(word, [...(byFirst.get(word) ?? []), one])
  }
  return Object.assign(all, { byFirst })
}

/** Every word that a phrase may begin with: its optional words up to the first that it needs. */
export function firstWords(phrase: Pattern): Set<string> {
  const needed = phrase.findIndex(({ optional }) => !optional)
  const first = needed < 0 ? phrase : phrase.slice(0, needed + 1)
  return new Set(first.flatMap(({ words }) => [...words]))
}

/** The place after the phrase that starts at `at`, or -1. Takes as many optional words as it can. */
export function after(phrase: Pattern, tokens: readonly Token[], at: number, element = 0): number {
  const wanted = phrase[element]
  if (!wanted) return at
  const token = tokens[at]
  if (token && token.word !== '' && wanted.words.has(token.word)) {
    const end = after(phrase, tokens, at + 1, element + 1)
    if (end >= 0) return end
  }
  return wanted.optional ? after(phrase, tokens, at, element + 1) : -1
}

/** The place after the longest of the phrases that start at `at`, or -1. */
export function afterAny(phrases: Phrases, tokens: readonly Token[], at: number): number {
  let longest = -1
  for (const phrase of phrases.byFirst.get(tokens[at]?.word ?? '') ?? []) {
    longest = Math.max(longest, after(phrase, tokens, at))
  }
  return longest
}

/**
 * Where one of the phrases is followed by words, as [start, end], the first ones.
 * @param from the first place to look at.
 * @param isMeant whether a token may begin one.
 */
export function placesOf(
  tokens: readonly Token[],
  phrases: Phrases,
  from: number,
  max: number,
  isMeant: (token: Token) => boolean = () => true,
): [number, number][] {
  const found: [number, number][] = []
  for (let at = from; at < tokens.length - 1 && found.length < max; at++) {
    const end = isMeant(tokens[at] as Token) ? afterAny(phrases, tokens, at) : -1
    if (end > at && end < tokens.length) found.push([at, end])
  }
  return found
}

export function isWhole(phrases: Phrases, tokens: readonly Token[]): boolean {
  const starting = phrases.byFirst.get(tokens[0]?.word ?? '') ?? []
  return starting.some((phrase) => after(phrase, tokens, 0) === tokens.length)
}
