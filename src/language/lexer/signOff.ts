import type { Token } from './tokens.ts'

const FAREWELLS = new Set(
  'thanks thank regards best kind cheers br rgds greetings sincerely thx many warm'.split(' '),
)
const GREETINGS = new Set('hi hello hey dear morning afternoon'.split(' '))
const MOST_WORDS = 9

/** Without the greeting and the sign-off that have lines of their own: "Hi Bruno," and "Thanks," with a name below. */
export function withoutLetterhead(tokens: readonly Token[]): Token[] {
  return withoutGreeting(withoutSignOff(tokens))
}

function withoutSignOff(tokens: readonly Token[]): readonly Token[] {
  const first = Math.max(1, tokens.length - MOST_WORDS)
  for (let at = first; at < tokens.length; at++) {
    if (!tokens[at]?.startsLine || !FAREWELLS.has(tokens[at]?.word ?? '')) continue
    const name = tokens.findIndex(({ startsLine }, index) => index > at && startsLine)
    const rest = name < 0 ? [] : tokens.slice(name)
    if (rest.length <= 4 && rest.every(({ raw }) => /^(\p{Lu}|[.,|–-])/u.test(raw)))
      return tokens.slice(0, at)
  }
  return tokens
}

function withoutGreeting(tokens: readonly Token[]): Token[] {
  const comma = tokens.slice(0, 5).findIndex(({ word }) => word === ',' || word === '!')
  const isGreeting =
    comma > 0 && GREETINGS.has(tokens[0]?.word ?? '') && tokens[comma + 1]?.startsLine === true
  return isGreeting ? tokens.slice(comma + 1) : [...tokens]
}
