import { looksLike } from '../wording/lookKeys.ts'
import type { Choice } from './request.ts'

/** What is said of a choice beside its title; with its mark, where the title of another one looks the same. */
export function choiceDetail(choice: Choice, all: readonly Choice[]): string {
  const isAlone = all.every((other) => other === choice || !looksLike(other.title, choice.title))
  return [choice.detail, isAlone ? null : choice.mark].filter(Boolean).join(', ')
}
