import { isSameId } from '../../intune/guid.ts'
import { askedOf } from '../../request/askAgainOffer.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { changedSomething } from '../../request/undoPolicy.ts'
import { historyInShort } from '../../wording/cards.ts'
import { HISTORY_TURNS, labelled, nothingInHistory, openTitle } from '../../wording/history.ts'
import { list } from '../../wording/list.ts'
import type { Attachment } from '../turn.ts'
import { deedOf } from './deed.ts'
import { decisions, isShown, localTime, statusOf } from './labels.ts'
import { safe, someOf } from './safeText.ts'
import { drawCard } from './template.ts'

export interface HistoryPage {
  title: string
  /** From 0. */
  page: number
  hasMore: boolean
  /** The request whose policy it is about; null: the history of a person or a conversation. */
  request: string | null
  /** What narrows it, for the buttons that turn its pages. */
  filter?: string
  /** Ids of the requests that the viewer can open and act on where the card is. */
  openable: ReadonlySet<string>
  /** Whose requests can be asked once more from there, an object id; left out: anybody's. */
  asker?: string | null
  /** What else to say below the list. */
  note?: string
}

/** Past requests, newest first, a page at a time: each leads to its card, and completed ones can be undone. */
export function historyCard(requests: readonly AssignmentRequest[], shown: HistoryPage): Attachment {
  const { title, page, hasMore, request, filter = '', openable, asker = null, note = '' } = shown
  const canAsk = (one: AssignmentRequest) => asker === null || isSameId(one.asker.oid, asker)
  const turns = [
    ...(page > 0 ? [{ title: HISTORY_TURNS.newer, page: String(page - 1) }] : []),
    ...(hasMore ? [{ title: HISTORY_TURNS.older, page: String(page + 1) }] : []),
  ]
  return drawCard('history', {
    fallback: historyInShort(safe(title), requests.length),
    title: safe(title),
    isEmpty: requests.length === 0,
    empty: nothingInHistory(filter !== ''),
    rows: requests.map((one) => historyRow(one, openable.has(one.id), canAsk(one))),
    hasNote: note !== '',
    note,
    hasTurns: turns.length > 0,
    turns: turns.map((turn) => ({ ...turn, request: request ?? '', filter })),
  })
}

const MAX_LISTED = 6

/**
 * The first of several requests that can all be opened, under a title that says so if there are more: "Waiting: the
 * last 6 of 9".
 * @param which what distinguishes the first ones.
 */
export function listCard(
  requests: readonly AssignmentRequest[],
  name: string,
  which: 'last' | 'next',
): Attachment {
  const listed = requests.slice(0, MAX_LISTED)
  const isCut = requests.length > listed.length
  const title = isCut ? `${name}: the ${which} ${listed.length} of ${requests.length}` : name
  const openable = new Set(listed.map(({ id }) => id))
  return historyCard(listed, { title, page: 0, hasMore: false, request: null, openable })
}

function historyRow(request: AssignmentRequest, isOpenable: boolean, isAskable: boolean) {
  const { text: status, color } = statusOf(request)
  const decided = decisions(request).filter(({ label }) => label !== 'Not counted')
  const deed = historyHeading(request)
  return {
    id: request.id,
    when: localTime(request.endedAt ?? request.createdAt),
    status,
    color,
    deed,
    canOpen: isOpenable,
    open: openTitle(deed),
    canUndo: isOpenable && changedSomething(request) && !request.undoneBy,
    canAsk: isOpenable && isAskable && askedOf(request) !== null,
    asked: safe(`${request.asker.name}: ${request.text}`, 300),
    decided: decided.map(({ label, text }) => labelled(label, text)).join('. '),
    hasDecided: decided.length > 0,
  }
}

function historyHeading(request: AssignmentRequest): string {
  if (request.detailsGone) return 'Details deleted after their time'
  const names = safe(list(someOf(request.items.map((item) => item.plan.policy.name))))
  return isShown(request) ? names : (deedOf(request)?.heading ?? names)
}
