import { changedLines } from '../../intune/plan/plan.ts'
import { MAX_CHANGES, pagesOf } from '../../request/cardPages.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import {
  includeTitle,
  nextPageTitle,
  previousPageTitle,
  UPDATE_SELECTION,
  whyNotExact,
} from '../../wording/bulk.ts'
import { furtherWarnings } from '../../wording/cards.ts'
import { furtherChanges, unchangedWords } from '../../wording/changeRow.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { summaryOf } from './bulkSummary.ts'
import type { Button } from './buttons.ts'
import { drawWithin, type Room } from './cardRoom.ts'
import { changeRow, chosenIn, tenseOf } from './changeRow.ts'
import { effectOn, kindInWords, progressOf } from './labels.ts'
import { safe, shortenedTo } from './safeText.ts'
import { drawCard } from './template.ts'

/** What surrounds the policies; all of it is on the card. */
interface BulkFrame {
  /** Whether the viewer can skip policies. */
  hasTicks: boolean
  buttons: Button[]
}

/** The card of a request about many policies: a few per page with all their changes, each of which can be skipped. */
export function severalCard(
  request: AssignmentRequest,
  frame: BulkFrame,
  page: number,
  rows?: number,
): Attachment {
  const all = pagesOf(request.items)
  const pages = all.length
  const summary = summaryOf(request)
  const turns = [
    ...(page + 1 < pages ? [{ title: nextPageTitle(page + 1, pages), verb: 'page', page: page + 1 }] : []),
    ...(page > 0 ? [{ title: previousPageTitle(page - 1), verb: 'page', page: page - 1 }] : []),
    ...(frame.hasTicks ? [{ title: UPDATE_SELECTION, verb: 'select', page }] : []),
  ]
  const card = {
    ...frame,
    summary,
    hasAffected: summary.affected !== '',
    hasPlace: pages > 1,
    place: `Page ${page + 1} of ${pages}`,
    hasTurns: turns.length > 0,
    turns: turns.map((turn) => ({ ...turn, page: String(turn.page) })),
  }
  const shown = request.items.flatMap((item, index) =>
    all[page]?.includes(index) ? [{ item, index, effect: effectOn(item, request) }] : [],
  )
  const reasons = shown.flatMap(({ effect }) => effect?.why || [])
  // Said once at the top where several rows would say it.
  const shared = [...new Set(reasons.filter((why, at) => reasons.indexOf(why) !== at))]
  const draw = (room: Room) =>
    drawCard('several', {
      ...card,
      hasShared: shared.length > 0,
      shared: whyNotExact(shared),
      items: shown.map((one) => bulkItemData(one, request, { ...frame, shared }, room)),
    })
  return drawWithin(draw, rows)
}

function bulkItemData(
  { item, index, effect }: { item: Item; index: number; effect: ReturnType<typeof effectOn> },
  request: AssignmentRequest,
  { hasTicks, shared }: Pick<BulkFrame, 'hasTicks'> & { shared: readonly string[] },
  { names, rows }: Room,
) {
  const { plan, progress } = item
  const chosen = chosenIn(request)
  const said = progressOf(item, request)
  const changes = changedLines(plan)
  const kept = plan.lines.length - changes.length
  const more = changes.length - MAX_CHANGES
  return {
    number: String(index + 1),
    index: String(index),
    name: shortenedTo(plan.policy.name, Math.min(120, names)),
    kind: safe(chosen.get(plan.policy.id.toLowerCase()) ?? kindInWords(plan), 300),
    hasProgress: said !== null,
    progress: said ?? { text: '', color: 'Default' },
    hasEffect: effect !== null,
    hasWhy: Boolean(effect?.why && !shared.includes(effect.why)),
    effect: effect ?? { text: '', why: '', style: 'default' },
    hasFailure: item.reason !== null,
    failure: safe(item.reason === null ? '' : noteWords(item.reason), 300),
    changes: changes
      .slice(0, MAX_CHANGES)
      .map((line) => changeRow(line, tenseOf(item, request), chosen, names)),
    rest: [
      ...(more > 0 ? [furtherChanges(more)] : []),
      kept === 0 ? 'nothing else is assigned' : unchangedWords(kept),
    ].join(', '),
    warnings: [
      ...plan.warnings.slice(0, rows).map(noteWords),
      ...(plan.warnings.length > rows ? [furtherWarnings(plan.warnings.length - rows)] : []),
    ].map((text) => ({ text: safe(text, names + 300) })),
    hasTick: hasTicks && (progress === 'planned' || progress === 'leftOut'),
    tickTitle: includeTitle(index + 1),
    tick: `keep${index}`,
    ticked: String(progress === 'planned'),
  }
}
