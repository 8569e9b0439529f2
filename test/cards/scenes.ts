import { ANSWER_SCENES } from './answerScenes.ts'
import { BULK_SCENES } from './bulkScenes.ts'
import { OTHER_SCENES } from './otherScenes.ts'
import { OUTCOME_SCENES } from './outcomeScenes.ts'
import { QUESTION_SCENES } from './questionScenes.ts'
import { TIMED_SCENES } from './timedScenes.ts'
import { WAITING_SCENES } from './waitingScenes.ts'

/** Every card in every state, each made by the events that lead there and drawn by its builder. */
export interface Scene {
  name: string
  card: { [name: string]: unknown }
}

const SCENES = [
  ...WAITING_SCENES,
  ...TIMED_SCENES,
  ...OUTCOME_SCENES,
  ...ANSWER_SCENES,
  ...BULK_SCENES,
  ...QUESTION_SCENES,
  ...OTHER_SCENES,
]

export function allScenes(): Scene[] {
  return SCENES.map(([name, make]) => ({ name, card: make() }))
}
