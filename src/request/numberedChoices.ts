import type { Choice, Question } from './request.ts'

/** Actions on a card: few enough that Teams shows all of them. */
const MAX_ACTIONS = 6

/** The choices that have a button, and so a number; the others are in a list, if there are more. */
export function numberedChoices({ choices, writes }: Question): readonly Choice[] {
  // Beside them is the one that leaves it.
  const isAllButtons = !writes && choices.length < MAX_ACTIONS
  return isAllButtons ? choices : choices.slice(0, MAX_ACTIONS - 2)
}
