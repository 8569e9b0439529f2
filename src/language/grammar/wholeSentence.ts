import { tokenize } from '../lexer/tokens.ts'
import { targetParts } from './targetPart.ts'

/** A sentence from its first to its last letter, whatever its case. */
export function wholeSentence(source: string): RegExp {
  return new RegExp(`^${source}$`, 'is')
}

/** The named groups of the first form that fits; null where none does. */
export function firstFit(forms: readonly RegExp[], text: string): Record<string, string | undefined> | null {
  for (const form of forms) {
    const found = form.exec(text)
    if (found) return found.groups ?? {}
  }
  return null
}

/** The words of a piece of a sentence, as they are spelled. */
export function wordsOf(text: string) {
  return tokenize(text, (word) => word)
}

/** The one group that is named, `@allUsers` or `@allDevices`; null where there are several or none. */
export function targetNamed(text: string): string | null {
  return targetParts(wordsOf(text)).find(({ targets }) => targets.length === 1)?.targets[0] ?? null
}
