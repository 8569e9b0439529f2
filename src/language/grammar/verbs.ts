import type { Token } from '../lexer/tokens.ts'
import type { Frame } from './frame.ts'
import { GIVING } from './givingFrames.ts'
import { after, firstWords } from './pattern.ts'
import { TAKING } from './takingFrames.ts'

/** The longest verb that fits wins, so "stop excluding" comes to be tried beside "stop". */
const BY_FIRST = new Map<string, Frame[]>()
for (const one of [...GIVING, ...TAKING]) {
  for (const word of firstWords(one.verb)) BY_FIRST.set(word, [...(BY_FIRST.get(word) ?? []), one])
}

/**
 * The frames of the verb that the tokens start with, each with the tokens after it; the longest verbs first, the
 * others marked: "stop excluding" is more than "stop".
 */
export function framesOf(tokens: readonly Token[]): { frame: Frame; rest: Token[]; shorter: boolean }[] {
  const possible = BY_FIRST.get(tokens[0]?.word ?? '') ?? []
  const found = possible
    .flatMap((one) => {
      const end = after(one.verb, tokens, 0)
      return end > 0 ? [{ frame: one, end }] : []
    })
    .sort((a, b) => b.end - a.end)
  return found.map(({ frame: one, end }) => ({
    frame: one,
    // "Assign: X to Y"
    rest: tokens.slice(tokens[end]?.word === ':' ? end + 1 : end),
    shorter: end < (found[0]?.end ?? 0),
  }))
}
