import type { Intent } from '../reading.ts'
import { type Pattern, pattern } from './pattern.ts'

export type Side = 'include' | 'exclude' | 'remove'

/** What a verb wants around it: "assign POLICY to TARGET", "exclude TARGET from POLICY", "give TARGET POLICY". */
export interface Frame {
  verb: Pattern
  /** The words that may come between the two parts, each with how unusual it is. */
  mains: readonly (readonly [Pattern, number])[]
  /** What the part before the word names; the other part names the other. */
  first: 'policy' | 'target'
  /** How unlikely the two parts are the other way round, without any other sign; null where they never are. */
  swap: number | null
  side: Side
  intent: Intent | null
  /** "give Finance the policy": two parts with no word between them. */
  ditransitive: boolean
  /** "make P required for G": the intent must be said. */
  needsIntent: boolean
  /** It takes exclusions, so that somebody may get more by it; other removals take inclusions. */
  lifts: boolean
  /** "block", "turn off": it may mean to exclude or to take away, so the person is asked. */
  either: boolean
}

export const TO_MAINS: readonly (readonly [Pattern, number])[] = [
  [pattern('back to|onto|on'), -0.2],
  [pattern('out|over|down to'), -0.2],
  [pattern('also|too to|onto|into'), -0.2],
  [pattern('to|onto|into'), 0],
  [pattern('ot|tp'), 2],
  [pattern('too'), 2.5],
  [pattern('for'), 1.5],
  [pattern('on'), 2],
]

export const WISHED: typeof TO_MAINS = [
  [pattern('to? be assigned|deployed|applied|pushed|published|rolled|provisioned out? to|for|on'), -6.5],
  [pattern('assigned|deployed|applied|pushed|published|rolled|provisioned out? to|for|on'), -6],
]

export const FOR_MAINS: typeof TO_MAINS = [
  [pattern('to|for|on|onto|from'), 0],
  [pattern('in'), 3],
]

export const FROM_MAINS: typeof TO_MAINS = [
  [pattern('from|off the? assignments|assignment|targets|inclusions of|for|on|in'), -6],
  [pattern('away|off|back from'), -0.2],
  [pattern('from'), 0],
  [pattern('form|fom|frm|fro'), 1.5],
  [pattern('off'), 1],
]

export const OFF_MAINS: typeof TO_MAINS = [...FROM_MAINS, [pattern('to|for|on|in'), 2]]

export function frame(verb: string, rest: Partial<Frame> = {}): Frame {
  return {
    verb: pattern(verb),
    mains: TO_MAINS,
    first: 'policy',
    swap: 2.5,
    side: 'include',
    intent: null,
    ditransitive: false,
    needsIntent: false,
    lifts: false,
    either: false,
    ...rest,
  }
}
