import { folded } from '../lexer/tokens.ts'
import { unquoted, withoutPoliteness } from './talk.ts'

const ORDINALS: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const SHORT_ORDINALS: readonly string[] = ['1st', '2nd', '3rd', '4th', '5th', '6th']

const NUMBER = /^(?:(?:choose|take|option|choice|number|no\.?|nr\.?) ?)?#?(?<number>[1-9])\)?$/
const ORDINAL = /^(?:(?:choose|take) )?(?:the )?(?<ordinal>\w+)(?: (?:one|option|choice))?$/
const NONE = /^(?:none|neither)(?: of (?:these|those|them))?$/
const LEAD = /^(?:as|take|choose|it'?s|i (?:mean|meant)|make (?:it|them))(?: the)? /

/**
 * What somebody writes who answers a question without pressing its button: the title of a choice, its number or its
 * place ("2", "option 2", "the second one"), or "none of these".
 * @param titles of the choices, in order.
 * @param numbered how many of them have a number, from the first.
 * @returns the position from 0; null where it is no answer, or may be two.
 */
export function answeredIn(
  text: string,
  titles: readonly string[],
  numbered: number,
): { choice: number } | { none: true } | null {
  const said = folded(withoutPoliteness(text))
  const called = new Set([said, said.replace(LEAD, ''), unquoted(said)])
  const named = titles.flatMap((title, at) => (called.has(folded(title.trim())) ? [at] : []))
  const place = placeIn(said)
  const meant = new Set([...named, ...(place !== null && place < numbered ? [place] : [])])
  const [choice] = meant
  if (choice !== undefined) return meant.size === 1 ? { choice } : null
  return NONE.test(said) ? { none: true } : null
}

function placeIn(said: string): number | null {
  const number = NUMBER.exec(said)?.groups?.number
  if (number) return Number(number) - 1
  const ordinal = ORDINAL.exec(said)?.groups?.ordinal ?? ''
  const at = Math.max(ORDINALS.indexOf(ordinal), SHORT_ORDINALS.indexOf(ordinal))
  return at < 0 ? null : at
}
