import type { AssignmentRequest } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { planPutsItBack, waitsInIntune } from '../../wording/cards.ts'
import { driftSentence } from '../../wording/changeRow.ts'
import { isSameNote, noteWords } from '../../wording/note.ts'
import { moveRule } from '../../wording/schedule.ts'
import { untilThen } from '../../wording/timing.ts'
import { driftWords } from './changeRow.ts'
import { lostInWords, lostOf } from './labels.ts'
import { safe } from './safeText.ts'

const MAX_DRIFTS = 10

/** What a card says in its box: why it failed, what others changed, what it waits for; null: nothing. */
export function cardReason(request: AssignmentRequest): { text: string; style: string } | null {
  const lost = lostOf(request)
  if (lost.length > 0) {
    const next = request.state === 'pending' ? [planPutsItBack()] : []
    const more = request.state === 'failed' && request.reason ? [noteWords(request.reason)] : []
    return { text: [...lost.map(lostInWords), ...next, ...more].join(' '), style: 'attention' }
  }
  if (request.state === 'pending' && request.drifted) {
    return { text: driftSentence(driftsOf(request)), style: 'warning' }
  }
  if (request.state === 'scheduled') return { text: `${untilThen()} ${moveRule()}`, style: 'emphasis' }
  // The person who is withdrawing it does not need to be told how.
  const waits = request.items.some(({ progress }) => progress === 'awaitingIntune') && !request.withdrawn
  if (isBeingApplied(request) && waits) {
    return { text: waitsInIntune(), style: 'warning' }
  }
  const { decision } = request
  if (request.state === 'rejected' && decision?.comment) {
    return { text: `${decision.by.name}: ${decision.comment}`, style: 'emphasis' }
  }
  if (!request.reason) return null
  // Where there are several policies, each shows its own failure.
  const { reason, items } = request
  const isSaidBelow =
    items.length > 1 && items.some((item) => item.reason !== null && isSameNote(item.reason, reason))
  if (isSaidBelow) return null
  if (request.lacksRights) return { text: noteWords(request.reason), style: 'warning' }
  return { text: noteWords(request.reason), style: request.state === 'failed' ? 'attention' : 'emphasis' }
}

/** What others changed in the policies that are asked about again. */
function driftsOf({ items }: AssignmentRequest): string[] {
  const moved = items.filter(({ progress, since = [] }) => progress === 'planned' && since.length > 0)
  const words = moved.flatMap(({ plan, since = [] }) =>
    since.map((line) =>
      items.length > 1 ? `${safe(plan.policy.name, 80)}: ${driftWords(line)}` : driftWords(line),
    ),
  )
  const more = words.length - MAX_DRIFTS
  return more > 0 ? [...words.slice(0, MAX_DRIFTS), `and ${more} more`] : words
}
