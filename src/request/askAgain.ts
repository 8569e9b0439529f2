import type { Asking, AssignmentRequest } from './request.ts'

/** What a new request begins with that asks once more for what an earlier one was about. */
export type AskAgain = { undoes: string } | { text: string; readings: Asking[] }

/**
 * What ended before anybody wrote a thing can be asked for once more as it was: with a plan of its own against the
 * assignments as they are then, and an approval of its own; so can what only lacked a right. What could
 * not even be planned may be by now. Null for everything else: a dry run has no way on that is one press.
 */
export function askedOf(request: AssignmentRequest): AskAgain | null {
  const { state, undoes, text, readings, interpreted, detailsGone } = request
  const isOver = state === 'expired' || state === 'cancelled' || state === 'rejected'
  const isLacking = state === 'answered' && (request.lacksRights || request.setback)
  const wasNeverPlanned = state === 'failed' && request.items.length === 0
  if (!isOver && !isLacking && !wasNeverPlanned) return null
  if (detailsGone) return null
  if (undoes) return { undoes }
  // What a model read is read by it again, so that people are told to look twice.
  if (interpreted) return { text, readings: [] }
  return readings.length > 0 ? { text, readings } : null
}
