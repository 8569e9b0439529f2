import type { KindPhrases } from './grammar/kindWords.ts'
import { isWhole, type Phrases } from './grammar/pattern.ts'
import type { Token } from './lexer/tokens.ts'

/** What a command is read from. */
export interface Said {
  /** The message, as written. */
  text: string
  /** The message without the polite words at both ends and the final punctuation. */
  bare: string
  /** The words of its only sentence; none before its sentences are looked at. */
  words: readonly Token[]
  kinds: KindPhrases
}

/**
 * Which reading wins where a sentence could be two things is one order for the whole grammar (`read.ts`); a command
 * says where it belongs in that order. Within a stage, the order of the commands counts.
 *
 * - `message`: before everything else, on the whole message: "emergency: the tills are locked out". - `question`: on
 * one sentence, before the questions about a policy: "who is in G". - `phrase`: its words are one of a few fixed
 * phrases, with or without a polite beginning: "show me the history". - `words`: on the same words, before they are
 * taken for a request: "what does group G get". - `rest`: on a sentence that asks for nothing else: "undo Edge
 * Settings".
 */
export type Stage = 'message' | 'question' | 'phrase' | 'words' | 'rest'

export type Reads<R extends { action: string }> =
  | { stage: 'phrase'; phrases: keyof R extends 'action' ? Phrases : never }
  | {
      stage: Exclude<Stage, 'phrase'>
      /** Its ways to understand what was said, the likeliest first; nothing where it is something else. */
      read: (said: Said) => R | readonly R[] | null
    }

/** How a command is read. What it does about it is not the language's affair. */
export interface CommandReader<R extends { action: string } = { action: string }> {
  action: R['action']
  reads: Reads<R>
  /** A greeting alone is read as this. */
  answersGreetings?: true
}

export type ReadingOf<C extends CommandReader> = C extends CommandReader<infer R> ? R : never

/** Longest sentence that can be nothing but a fixed phrase. */
const MAX_WORDS = 12

/** What the first matching command of this stage reads. */
export function readAs<C extends CommandReader>(
  stage: Stage,
  said: Said,
  commands: readonly C[],
): ReadingOf<C>[] {
  for (const { action, reads } of commands) {
    if (reads.stage !== stage) continue
    const found = reads.stage === 'phrase' ? inPhrase(action, reads.phrases, said) : reads.read(said)
    const all = [found ?? []].flat()
    if (all.length > 0) return all as ReadingOf<C>[]
  }
  return []
}

function inPhrase(action: string, phrases: Phrases, { words }: Said): { action: string } | null {
  return words.length <= MAX_WORDS && isWhole(phrases, words) ? { action } : null
}

/** What a greeting alone is read as. */
export function greeted<C extends CommandReader>(commands: readonly C[]): ReadingOf<C>[] {
  return commands
    .filter(({ answersGreetings }) => answersGreetings)
    .map(({ action }) => ({ action }) as ReadingOf<C>)
}
