import { folded, type Token, tokenize } from '../lexer/tokens.ts'

/** Words that may stand between "both" and the one name: "both of the compliance policies called X". */
const MOST_BETWEEN = 6
/** What ends the name that "both" could be about. */
const BOUNDARIES: ReadonlySet<string> = new Set([
  'and',
  'or',
  'to',
  'from',
  'for',
  'on',
  'with',
  '&',
  '+',
  ',',
  ';',
  'then',
  'also',
])

/**
 * Whether a text says "both" of this one name, of which there have to be two then: "assign both Edge Settings to Legal".
 * Where "both" stands before a list, its two names are what it means.
 */
export function saysPair(text: string, name: string): boolean {
  const said = tokenize(text, (word) => word)
  const words = tokenize(name, (word) => word).map(({ word }) => word)
  if (words.length === 0 || words.some((word) => BOUNDARIES.has(word))) return false
  const isHere = (tokens: readonly Token[]) =>
    tokens[0]?.quoted != null
      ? folded(tokens[0].quoted) === folded(name)
      : words.every((word, index) => tokens[index]?.word === word)
  return said.some((token, at) => isBoth(token) && isNext(said.slice(at + 1), isHere))
}

function isBoth({ word, quoted }: Token): boolean {
  return word === 'both' && quoted === null
}

/** Whether the name comes next, with nothing before it that would end another. */
function isNext(after: readonly Token[], isHere: (tokens: readonly Token[]) => boolean): boolean {
  const start = after.slice(0, MOST_BETWEEN + 1).findIndex((_, at) => isHere(after.slice(at)))
  return start >= 0 && after.slice(0, start).every(({ word }) => !BOUNDARIES.has(word))
}
