import { changedLines } from '../../intune/plan/plan.ts'
import { MAX_CHANGES } from '../../request/cardPages.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { changesNotShown, furtherWarnings, standingTitle } from '../../wording/cards.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { drawWithin, type Room } from './cardRoom.ts'
import { changeRow, chosenIn, keptLine, standingRow, tenseOf } from './changeRow.ts'
import { effectOn, isShown, kindInWords, progressOf } from './labels.ts'
import type { RequestFrame } from './requestFrame.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

/** How many kept entries of one policy are worth reading before an approval. */
const MAX_KEPT = 8
/** When somebody only asked to see them. */
const MAX_SHOWN = 40

/** The card of a request about a policy or a few: all on one page. */
export function planCard(request: AssignmentRequest, frame: RequestFrame, rows?: number): Attachment {
  return drawWithin((room) => drawPlan(request, frame, room), rows)
}

function drawPlan(request: AssignmentRequest, frame: RequestFrame, { names, rows }: Room): Attachment {
  let left = rows
  const items = request.items.map((item) => {
    const drawn = planItemData(item, request, { names, rows: left })
    left = Math.max(Math.min(5, rows), left - drawn.kept.length)
    return drawn
  })
  return drawCard('request', { ...frame, items })
}

function planItemData(item: Item, request: AssignmentRequest, { names, rows }: Room) {
  const { plan } = item
  const several = request.items.length > 1
  const progress = several || item.progress === 'leftOut' ? progressOf(item, request) : null
  const effect = effectOn(item, request)
  const changes = changedLines(plan)
  const tense = tenseOf(item, request)
  const chosen = chosenIn(request)
  const kept = plan.lines.filter((line) => line.mark === 'kept')
  const shows = isShown(request)
  // Why nothing would change stands above already.
  const above = request.reason === null ? '' : noteWords(request.reason)
  const warnings = plan.warnings.map(noteWords).filter((text) => !above.includes(text))
  const shownKept = shows ? kept.slice(0, Math.min(MAX_SHOWN, rows)) : []
  return {
    name: safe(plan.policy.name),
    kind: safe(chosen.get(plan.policy.id.toLowerCase()) ?? kindInWords(plan), 300),
    isOneOfMany: several,
    hasProgress: progress !== null,
    progress: progress ?? { text: '', color: 'Default' },
    hasEffect: effect !== null,
    hasWhy: Boolean(effect?.why),
    effect: effect ?? { text: '', why: '', style: 'default' },
    hasFailure: several && item.reason !== null,
    failure: safe(item.reason === null ? '' : noteWords(item.reason), 500),
    changes: changes.slice(0, MAX_CHANGES).map((line) => changeRow(line, tense, chosen, names)),
    rest:
      shows || plan.lines.length === 0
        ? standingTitle(kept.length)
        : [...changesBeyond(changes.length), keptLine(kept, tense, MAX_KEPT, Math.min(80, names))].join(' '),
    kept: shownKept.map((line) => ({ ...standingRow(line), mark: '•' })),
    more: shows ? kept.length - shownKept.length : 0,
    warnings: [
      ...warnings.slice(0, rows),
      ...(warnings.length > rows ? [furtherWarnings(warnings.length - rows)] : []),
    ].map((text) => ({ text: safe(text, names + 300) })),
  }
}

/** For a plan that nobody is asked about: see `tooLongToShow`. */
function changesBeyond(count: number): string[] {
  const more = count - MAX_CHANGES
  return more > 0 ? [changesNotShown(more)] : []
}
