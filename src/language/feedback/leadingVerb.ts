import type { Side } from '../grammar/frame.ts'
import { pattern } from '../grammar/pattern.ts'
import { framesOf } from '../grammar/verbs.ts'
import type { Token } from '../lexer/tokens.ts'

export const PARTING = pattern('to|for|on|from|onto')

export interface LeadingVerb {
  side: Side
  rest: Token[]
  /** One name alone is more likely a policy's: "disable X". */
  isOfPolicy: boolean
  /** Where its verb is. */
  at: number
}

/** The first verb of the grammar, past a few words that ask whether or not. */
export function leadingVerbIn(tokens: readonly Token[]): LeadingVerb | null {
  for (let at = 0; at < Math.min(tokens.length, 6); at++) {
    const [found] = framesOf(tokens.slice(at))
    // "stop! do not …"
    if (found && tokens[at]?.word === 'stop' && found.rest.length === 0) continue
    if (found) return { side: found.frame.side, rest: found.rest, isOfPolicy: found.frame.either, at }
  }
  return null
}
