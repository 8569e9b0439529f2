import { isSameNote } from '../wording/note.ts'
import type { Asking, AssignmentRequest } from './request.ts'

/** What a new request starts from when it repeats an earlier one. */
export type AskAgain = { undoes: string } | { text: string; readings: Asking[] }

/**
 * A request that ended before anything was written can be repeated as it was: with a plan of its own against the
 * assignments as they are then, and an approval of its own. So can one that only lacked a right, and one that could
 * not even be planned. Null for everything else: a dry run cannot continue with one press, and nobody means a sentence
 * any more that was edited.
 */
export function askedOf(request: AssignmentRequest): AskAgain | null {
  const { state, undoes, text, readings, interpreted, detailsGone } = request
  const isOver = state === 'expired' || state === 'cancelled' || state === 'rejected'
  const isLacking = state === 'answered' && (request.lacksRights || request.setback)
  const wasNeverPlanned = state === 'failed' && request.items.length === 0
  if (!isOver && !isLacking && !wasNeverPlanned) return null
  if (detailsGone || isEdited(request)) return null
  if (undoes) return { undoes }
  // What a model read is read by it again, so that people are told to check it.
  if (interpreted) return { text, readings: [] }
  return readings.length > 0 ? { text, readings } : null
}

function isEdited({ state, reason }: AssignmentRequest): boolean {
  return state === 'cancelled' && reason !== null && isSameNote(reason, { code: 'messageEdited' })
}
