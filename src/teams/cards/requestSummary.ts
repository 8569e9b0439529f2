import type { AssignmentRequest } from '../../request/request.ts'
import { list } from '../../wording/list.ts'
import { noteWords } from '../../wording/note.ts'
import { summaryOf } from './bulkSummary.ts'
import { deedOf } from './deed.ts'
import { effectOn, isShown, statusOf } from './labels.ts'
import { safe, someOf } from './safeText.ts'

/** One plain sentence for notifications, screen readers and clients without cards. */
export function requestSummary(request: AssignmentRequest): string {
  const status = statusOf(request).text
  if (isShown(request) && request.items.length > 0) {
    const names = someOf(request.items.map((item) => safe(item.plan.policy.name, 60)))
    return `${list(names)}: ${status}`
  }
  const deed = deedOf(request)
  if (!deed) {
    const { state, reason, asker } = request
    return state === 'answered' && reason
      ? `${safe(asker.name, 60)}: ${safe(noteWords(reason), 300)}`
      : status
  }
  const sentences = [`${safe(request.asker.name, 60)}: ${deed.heading}`, ...effectsOf(request), status]
  return sentences.flatMap((one) => (one ? [one.replace(/\.?$/u, '.')] : [])).join(' ')
}

/** Its effect on devices and people: for many policies the total, what failed, and the one that reaches most. */
function effectsOf(request: AssignmentRequest): (string | undefined)[] {
  const { items, state } = request
  if (items.length === 1) return items.map((item) => effectOn(item, request)?.text)
  if (state !== 'pending' && state !== 'failed') return []
  const { text, affected } = summaryOf(request)
  return [text, affected]
}
