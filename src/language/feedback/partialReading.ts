import { notUnderstoodWords, type Problem, type TimeFault } from '../../wording/readingProblems.ts'
import type { Side } from '../grammar/frame.ts'
import type { ForeignLanguage } from '../guards/foreignLanguage.ts'
import { ALL_DEVICES, ALL_USERS } from '../reading.ts'

/** What was understood of a message that was not understood whole. */
export interface PartialReading {
  verb: Side | null
  /** How the kind is called; null when none was named. */
  kind: string | null
  policies: string[]
  /** Names, `@allUsers` or `@allDevices`. */
  targets: string[]
  /** Null where nothing at all was recognized. */
  problem: Problem | null
  /** The words that were not understood, as written. */
  left?: string
  language?: ForeignLanguage
  time?: TimeFault
}

/** One plain sentence for a person, or nothing where there is nothing to say. */
export function inOneSentence(understood: PartialReading): string {
  return notUnderstoodWords({ ...understood, targets: understood.targets.map(targetInWords) })
}

function targetInWords(name: string): string {
  if (name === ALL_USERS) return 'all users'
  return name === ALL_DEVICES ? 'all devices' : `the group “${name}”`
}
