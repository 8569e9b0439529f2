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

export function patterns(...sources: string[]): Pattern[] {
  return sources.map(pattern)
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
export function afterAny(phrases: readonly Pattern[], tokens: readonly Token[], at: number): number {
  return Math.max(-1, ...phrases.map((phrase) => after(phrase, tokens, at)))
}

export function isWhole(phrases: readonly Pattern[], tokens: readonly Token[]): boolean {
  return phrases.some((phrase) => after(phrase, tokens, 0) === tokens.length)
}
