import { changedLines } from '../../intune/plan/plan.ts'
import { MOST_CHANGES, pagesOf } from '../../request/cardPages.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { unchangedWords } from '../../wording/changeRow.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import type { Button } from './buttons.ts'
import { changeRow, tenseOf } from './changeRow.ts'
import { effectOn, kindInWords, progressOf } from './labels.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

/** What stands around the policies; all of it goes on the card. */
interface Frame {
  /** Whether it can be decided about. */
  /** Whether the viewer can leave policies out. */
  hasTicks: boolean
  buttons: Button[]
}

/** Of each policy on a page. */
const MOST_WARNINGS = 2

/** The card of a request about many policies: some a page with all their changes, each of which can be left out. */
export function severalCard(request: AssignmentRequest, frame: Frame, asked: number): Attachment {
  const all = pagesOf(request.items)
  const pages = all.length
  const page = Math.min(Math.max(0, Math.trunc(asked)), pages - 1)
  const turns = [
    ...(page > 0 ? [{ title: `‹ Page ${page}`, page: String(page - 1) }] : []),
    ...(page + 1 < pages ? [{ title: `Page ${page + 2} of ${pages} ›`, page: String(page + 1) }] : []),
  ]
  return drawCard('several', {
    ...frame,
    tally: tallyOf(request, page, pages),
    items: request.items.flatMap((item, index) =>
      all[page]?.includes(index) ? [itemData(item, index, request, frame)] : [],
    ),
    hasPages: turns.length > 0,
    pages: turns,
    buttons: approvable(request, frame),
  })
}

function itemData(item: Item, index: number, request: AssignmentRequest, frame: Frame) {
  const { plan, progress } = item
  const said = progressOf(item, request)
  const effect = effectOn(item, request)
  const changes = changedLines(plan)
  const kept = plan.lines.length - changes.length
  const more = changes.length - MOST_CHANGES
  const hidden = plan.warnings.length - MOST_WARNINGS
  return {
    number: String(index + 1),
    index: String(index),
    name: safe(plan.policy.name, 120),
    kind: safe(kindInWords(plan)),
    hasProgress: said !== null,
    progress: said ?? { text: '', color: 'Default' },
    hasEffect: effect !== null,
    effect: effect ?? { text: '', style: 'default' },
    hasFailure: item.reason !== null,
    failure: safe(item.reason ?? '', 300),
    changes: changes.slice(0, MOST_CHANGES).map((line) => changeRow(line, tenseOf(item, request))),
    rest: [
      ...(more > 0 ? [`${more} further changes`] : []),
      kept === 0 ? 'nothing else is assigned' : unchangedWords(kept),
    ].join(', '),
    warnings: [
      ...plan.warnings.slice(0, MOST_WARNINGS).map(noteWords),
      ...(hidden > 0 ? [`There ${hidden === 1 ? 'is one more note' : `are ${hidden} more notes`}.`] : []),
    ].map((text) => ({ text: safe(text, 300) })),
    hasTick: frame.hasTicks && (progress === 'planned' || progress === 'leftOut'),
    tickTitle: progress === 'leftOut' ? `Put #${index + 1} back` : `Skip #${index + 1}`,
    tickVerb: progress === 'leftOut' ? 'takeIn' : 'leaveOut',
  }
}

/** "12 policies, 1 skipped. Page 1 of 2." */
function tallyOf(request: AssignmentRequest, page: number, pages: number): string {
  const of = (progress: Item['progress']) => request.items.filter((item) => item.progress === progress).length
  const counts = [
    [of('leftOut'), 'skipped'],
    [of('done'), 'done'],
    [of('failed'), 'failed'],
  ] as const
  const some = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  const tally = [`${request.items.length} policies`, ...some].join(', ')
  return pages > 1 ? `${tally}. Page ${page + 1} of ${pages}.` : `${tally}.`
}

/** With nothing left in there is nothing to approve. */
function approvable(request: AssignmentRequest, frame: Frame) {
  const isAnyLeft = request.items.some((item) => item.progress === 'planned')
  return frame.buttons.filter(({ verb }) => verb !== 'approve' || isAnyLeft)
}
