import type { State } from './request.ts'

/** How lists, limits and retention treat a state. */
interface StateFacts {
  /** It is over, unless somebody has it tried again. */
  ended: boolean
  /** Somebody has to do something, here or in Intune: `list pending` names it. */
  waits: boolean
  /** It may have got as far as a plan; questions are not part of the history. */
  inHistory: boolean
}

const STATES: Record<State, StateFacts> = {
  asked: { ended: false, waits: false, inHistory: false },
  choosing: { ended: false, waits: true, inHistory: false },
  pending: { ended: false, waits: true, inHistory: true },
  scheduled: { ended: false, waits: true, inHistory: true },
  approved: { ended: false, waits: false, inHistory: true },
  applying: { ended: false, waits: false, inHistory: true },
  awaitingIntune: { ended: false, waits: true, inHistory: true },
  signInNeeded: { ended: false, waits: true, inHistory: true },
  done: { ended: true, waits: false, inHistory: true },
  failed: { ended: true, waits: false, inHistory: true },
  cancelled: { ended: true, waits: false, inHistory: true },
  rejected: { ended: true, waits: false, inHistory: true },
  expired: { ended: true, waits: false, inHistory: true },
  answered: { ended: true, waits: false, inHistory: false },
}

export const ALL_STATES = Object.keys(STATES) as readonly State[]
export const ENDED = statesWhere('ended')
export const WAITING = statesWhere('waits')
export const IN_HISTORY = statesWhere('inHistory')

function statesWhere(fact: keyof StateFacts): readonly State[] {
  return ALL_STATES.filter((state) => STATES[state][fact])
}
