import type { Kysely } from 'kysely'
import { waitingFor } from '../../../store/lookups.ts'
import type { Schema } from '../../../store/schema.ts'
import { nothingScheduled } from '../../../wording/timing.ts'
import { historyCard } from '../../cards/historyCard.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

const MAX_FOUND = 50
const MAX_ON_CARD = 6

/** "what is scheduled": what was approved and waits for its time, as far as it can be seen here. */
export async function scheduled(turn: Turn, sender: Sender, { db }: { db: Kysely<Schema> }): Promise<void> {
  const waiting = await waitingFor(db, sender, MAX_FOUND)
  const found = waiting
    .filter(({ state }) => state === 'scheduled')
    .sort((a, b) => (a.period?.start ?? '').localeCompare(b.period?.start ?? ''))
  if (found.length === 0) {
    await turn.send(textMessage(nothingScheduled()))
    return
  }
  const shown = found.slice(0, MAX_ON_CARD)
  const title =
    found.length > shown.length ? `Scheduled: the next ${shown.length} of ${found.length}` : 'Scheduled'
  await turn.send(cardMessage(historyCard(shown, { title, page: 0, hasMore: false, request: null })))
}
