import type { Kysely } from 'kysely'
import { channelOf } from '../../../request/place.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { type HistoryOf, historyOf } from '../../../store/lookups.ts'
import type { Schema } from '../../../store/schema.ts'
import { historyCard } from '../../cards/historyCard.ts'
import { cardMessage } from '../../messages.ts'
import type { Attachment, Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

const ON_A_PAGE = 6

/** "history": what this person asked for, or in a shared conversation what was asked for there. */
export async function history(turn: Turn, sender: Sender, { db }: { db: Kysely<Schema> }): Promise<void> {
  await turn.send(cardMessage(await historyPage(db, sender, 0)))
}

/**
 * @param page from 0, newest first.
 * @param about null: of the person or place; else of the policies that this request, whose card they see, is about.
 */
export async function historyPage(
  db: Kysely<Schema>,
  { person, place }: Sender,
  page: number,
  about: AssignmentRequest | null = null,
): Promise<Attachment> {
  const policy = about?.items[0]?.plan.policy
  const of: HistoryOf = policy
    ? { policy: policy.id }
    : place.kind === 'personal'
      ? { asker: person.oid }
      : { conversation: channelOf(place.conversationId) }
  const window = { offset: page * ON_A_PAGE, limit: ON_A_PAGE + 1 }
  const found = await historyOf(db, person.tenantId, of, window)
  const title = policy
    ? `History of ${policy.name}`
    : place.kind === 'personal'
      ? 'Your requests'
      : 'Requests asked here'
  return historyCard(found.slice(0, ON_A_PAGE), {
    title,
    page,
    hasMore: found.length > ON_A_PAGE,
    request: policy ? (about?.id ?? null) : null,
  })
}
