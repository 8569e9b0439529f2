import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { planPutsItBack, waitsInIntune } from '../../wording/cards.ts'
import { driftSentence, driftTime, shiftSentence } from '../../wording/changeRow.ts'
import { isSameNote, noteWords } from '../../wording/note.ts'
import { moveRule } from '../../wording/schedule.ts'
import { untilThen } from '../../wording/timing.ts'
import { driftWords } from './changeRow.ts'
import { clockTime, isSameSet, localTime, lostInWords, lostOf, shiftsOf } from './labels.ts'
import { safe } from './safeText.ts'

const MAX_DRIFTS = 10
/** So near each other, moments need no day. Milliseconds. */
const MAX_WITHOUT_DAY_MS = 12 * 3_600_000
const MAX_TEXT = 1000
/** Leaves room for the sentences around them. */
const MAX_DRIFT_TEXT = 700

/** What a card says in its box: why it failed, what others changed, what it waits for; null: nothing. */
export function cardReason(request: AssignmentRequest): { lines: string[]; style: string } | null {
  const { items } = request
  // The moments in it are for the client to write, so this one is made of parts that are safe.
  if (request.state === 'pending' && request.drifted && lostOf(request).length === 0) {
    const shifts = shiftsOf(request).map(noteWords)
    const text = isSameSet(request)
      ? safe(shiftSentence(shifts), MAX_TEXT)
      : driftSentence(
          driftsOf(items),
          driftMoments(items),
          shifts.map((sentence) => safe(sentence, MAX_TEXT)),
        )
    return { lines: [text], style: 'warning' }
  }
  const reason = reasonOf(request)
  if (!reason) return null
  const { text, style } = reason
  return { lines: request.state === 'answered' ? answerLines(text) : [safe(text, MAX_TEXT)], style }
}

/** Together no longer than the card has room for. */
function answerLines(text: string): string[] {
  // The status says so, and of a question nobody doubts it.
  const answer = text.replace(/ Nothing was changed\.$/, '')
  let room = MAX_TEXT
  return answer.split('\n').flatMap((line) => {
    if (room <= 0) return []
    const shown = safe(line, room)
    room -= shown.length
    return shown ? [shown] : []
  })
}

function reasonOf(request: AssignmentRequest): { text: string; style: string } | null {
  const lost = lostOf(request)
  if (lost.length > 0) {
    const next = request.state === 'pending' ? [planPutsItBack()] : []
    const more = request.state === 'failed' && request.reason ? [noteWords(request.reason)] : []
    return { text: [...lost.map(lostInWords), ...next, ...more].join(' '), style: 'attention' }
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
function driftsOf(items: readonly Item[]): string[] {
  const words = items
    .filter(isMoved)
    .flatMap(({ plan, since = [] }) =>
      since.map((line) =>
        items.length > 1 ? `${safe(plan.policy.name, 80)}: ${driftWords(line)}` : driftWords(line),
      ),
    )
  let room = MAX_DRIFT_TEXT
  const shown = words.slice(0, MAX_DRIFTS).filter((word) => {
    room -= word.length
    return room >= 0
  })
  const more = words.length - shown.length
  return more > 0 ? [...shown, `and ${more} more`] : shown
}

function isMoved({ progress, since = [] }: Item): boolean {
  return progress === 'planned' && since.length > 0
}

/**
 * The last look before the change and the first after it. When the change itself was, Graph does not say: an assignment
 * has no date of its own, and its policy's `lastModifiedDateTime` moves with other edits, too
 * (learn.microsoft.com/graph/api/resources/intune-deviceconfig-deviceconfiguration). Null where it is not known.
 */
function driftMoments(items: readonly Item[]): string | null {
  const moved = items.filter(isMoved)
  const times = moved.flatMap(({ sinceBetween }) => sinceBetween ?? [])
  if (times.length === 0 || times.length < moved.length) return null
  const from = times.map((one) => one.from).sort()[0] ?? ''
  const to =
    times
      .map((one) => one.to)
      .sort()
      .at(-1) ?? ''
  // A minute is what a card shows.
  const isSameMinute = from.slice(0, 16) === to.slice(0, 16)
  if (isSameMinute) return driftTime(clockTime(to), clockTime(to))
  const isShort = Date.parse(to) - Date.parse(from) < MAX_WITHOUT_DAY_MS
  return isShort ? driftTime(clockTime(from), clockTime(to)) : driftTime(localTime(from), localTime(to))
}
