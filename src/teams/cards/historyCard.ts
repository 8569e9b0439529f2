import type { AssignmentRequest } from '../../request/request.ts'
import { historyInShort } from '../../wording/cards.ts'
import type { Attachment } from '../turn.ts'
import { decisions, localTime, statusOf } from './labels.ts'
import { listed, safe, someOf } from './safeText.ts'
import { drawCard } from './template.ts'

export interface HistoryPage {
  title: string
  /** From 0. */
  page: number
  hasMore: boolean
  /** The request whose policy it is about; null: of a person or a conversation. */
  request: string | null
}

/** Past requests, newest first, a page at a time. */
export function historyCard(requests: readonly AssignmentRequest[], shown: HistoryPage): Attachment {
  const { title, page, hasMore, request } = shown
  const turns = [
    ...(page > 0 ? [{ title: 'Newer', page: String(page - 1) }] : []),
    ...(hasMore ? [{ title: 'Older', page: String(page + 1) }] : []),
  ]
  return drawCard('history', {
    fallback: historyInShort(safe(title), requests.length),
    title: safe(title),
    isEmpty: requests.length === 0,
    rows: requests.map(rowOf),
    hasTurns: turns.length > 0,
    turns: turns.map((turn) => ({ ...turn, request: request ?? '' })),
  })
}

const MAX_LISTED = 6

/**
 * The first of several requests, under a title that says so where there are more: "Waiting: the last 6 of 9".
 * @param which what the first ones are of all.
 */
export function listCard(
  requests: readonly AssignmentRequest[],
  name: string,
  which: 'last' | 'next',
): Attachment {
  const listed = requests.slice(0, MAX_LISTED)
  const isCut = requests.length > listed.length
  const title = isCut ? `${name}: the ${which} ${listed.length} of ${requests.length}` : name
  return historyCard(listed, { title, page: 0, hasMore: false, request: null })
}

function rowOf(request: AssignmentRequest) {
  const { text: status, color } = statusOf(request)
  const decided = decisions(request).filter(({ label }) => label !== 'Not counted')
  return {
    when: localTime(request.endedAt ?? request.createdAt),
    status,
    color,
    policies: request.detailsGone
      ? 'Details deleted after their time'
      : safe(listed(someOf(request.items.map((item) => item.plan.policy.name)))),
    asked: safe(`${request.asker.name}: ${request.text}`, 300),
    decided: decided.map(({ label, text }) => `${label} ${text}`).join('. '),
    hasDecided: decided.length > 0,
  }
}
