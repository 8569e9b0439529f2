import { changedLines } from '../../intune/plan/plan.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { furtherChanges, unchangedWords } from '../../wording/changeRow.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { changeRow, tenseOf } from './changeRow.ts'
import { deedOf } from './deed.ts'
import { decisions, effectOn, kindInWords, progressOf, statusOf } from './labels.ts'
import { requestSummary } from './requestSummary.ts'
import { headingFields, safe } from './safeText.ts'
import { drawCard } from './template.ts'
import { toldApart } from './toldApart.ts'

/** How many changes are shown, for all policies together. */
const MAX_CHANGES = 20
/** How many policies a notice lists; the request's own card has all of them, on pages. */
const MAX_ITEMS = 20
/** How many changes are shown for each, where there are many policies. */
const MAX_CHANGES_EACH = 3

/** How a request ended, for people who were not part of it: what, by whom, approved by whom, before → after. */
export function noticeCard(asked: AssignmentRequest): Attachment {
  const request = toldApart(asked, true)
  const { reason } = request
  const shown = request.items.filter((item) => item.progress !== 'leftOut')
  const most = Math.max(MAX_CHANGES_EACH, Math.floor(MAX_CHANGES / Math.max(1, shown.length)))
  const more = Math.max(0, shown.length - MAX_ITEMS)
  return drawCard('notice', {
    fallback: requestSummary(request),
    ...headingFields(deedOf(request)?.heading ?? 'Assignment request'),
    status: statusOf(request),
    hasReason: reason !== null,
    reason: safe(reason === null ? '' : noteWords(reason), 1000),
    items: shown.slice(0, MAX_ITEMS).map((item) => {
      const changes = changedLines(item.plan)
      const kept = item.plan.lines.length - changes.length
      const hidden = Math.max(0, changes.length - most)
      return {
        name: safe(item.plan.policy.name),
        kind: safe(kindInWords(item.plan)),
        progress: request.items.length > 1 ? (progressOf(item, request)?.text ?? '') : '',
        effect: effectOn(item, request)?.text ?? '',
        changes: changes.slice(0, most).map((line) => changeRow(line, tenseOf(item, request))),
        rest: kept + hidden,
        restText: [hidden > 0 ? furtherChanges(hidden) : '', kept > 0 ? unchangedWords(kept) : '']
          .filter(Boolean)
          .join(', '),
      }
    }),
    people: [
      ...(more > 0 ? [{ label: 'Not shown here', text: `${more} more policies` }] : []),
      { label: 'Requested by', text: safe(request.asker.name) },
      ...decisions(request),
    ],
  })
}
