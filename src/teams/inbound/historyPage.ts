import type { Kysely } from 'kysely'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { type HistoryOf, recordFor, requestHistory, standingIn } from '../../store/lookups.ts'
import type { Schema } from '../../store/schema.ts'
import { askedElsewhere, lookedThrough, narrowedTitle } from '../../wording/history.ts'
import { type HistoryPage, historyCard } from '../cards/historyCard.ts'
import type { Attachment } from '../turn.ts'
import type { Sender } from './activity.ts'
import { type HistoryFilter, narrowed, spanIn } from './historyFilter.ts'

/** With Undo on each and both page buttons, six actions: as many as Teams shows. */
const ON_A_PAGE = 4
/** How many requests are searched for a name, which only their plans contain. */
const MAX_LOOKED_THROUGH = 200

interface HistoryParts {
  db: Kysely<Schema>
  now: () => Date
}

export interface HistoryAsked {
  /** From 0, newest first. */
  page: number
  /** A request whose card the person can see: the history of its policy; null: the history of the person or place. */
  about: AssignmentRequest | null
  /** Null: all of it. */
  filter: HistoryFilter | null
}

/** What this person asked for, or in a shared conversation what was asked for there. */
export async function historyPage(
  parts: HistoryParts,
  sender: Sender,
  asked: HistoryAsked,
): Promise<Attachment> {
  const { about, filter, page } = asked
  const { found, hasMore, ...said } = filter
    ? await narrowedPage(parts, sender, filter, page)
    : await wholePage(parts, sender, about, page)
  const openable = await standingIn(
    parts.db,
    sender,
    found.map(({ id }) => id),
  )
  // A card in a chat of one's own holds others' requests, too; those are theirs to ask for.
  const asker = sender.place.kind === 'personal' ? sender.person.oid : null
  return historyCard(found, { ...said, page, hasMore, openable, asker })
}

type PageOfRequests = { found: AssignmentRequest[]; hasMore: boolean } & Pick<
  HistoryPage,
  'title' | 'request' | 'filter' | 'note'
>

async function wholePage(
  { db }: HistoryParts,
  { person, place }: Sender,
  about: AssignmentRequest | null,
  page: number,
): Promise<PageOfRequests> {
  const policy = about?.items[0]?.plan.policy
  const of: HistoryOf = policy
    ? { policy: policy.id }
    : place.kind === 'personal'
      ? { asker: person.oid }
      : { conversation: channelOf(place.conversationId) }
  const window = { offset: page * ON_A_PAGE, limit: ON_A_PAGE + 1 }
  const found = await requestHistory(db, person.tenantId, of, window)
  const title = policy
    ? `History of ${policy.name}`
    : place.kind === 'personal'
      ? 'Your requests'
      : 'Requests asked here'
  return {
    title,
    found: found.slice(0, ON_A_PAGE),
    hasMore: found.length > ON_A_PAGE,
    request: policy ? (about?.id ?? null) : null,
    ...(found.length === 0 && 'conversation' in of ? { note: askedElsewhere() } : {}),
  }
}

async function narrowedPage(
  { db, now }: HistoryParts,
  sender: Sender,
  filter: HistoryFilter,
  page: number,
): Promise<PageOfRequests> {
  const seen = await recordFor(db, sender, spanIn(filter, now()), MAX_LOOKED_THROUGH)
  const all = narrowed(seen, filter, sender.person)
  const from = page * ON_A_PAGE
  const hasMore = all.length > from + ON_A_PAGE
  const isCut = seen.length === MAX_LOOKED_THROUGH && !hasMore
  return {
    title: narrowedTitle(filter),
    found: all.slice(from, from + ON_A_PAGE),
    hasMore,
    request: null,
    filter: JSON.stringify(filter),
    ...(isCut ? { note: lookedThrough(MAX_LOOKED_THROUGH) } : {}),
  }
}
