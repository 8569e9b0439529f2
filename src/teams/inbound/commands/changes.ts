import type { Kysely } from 'kysely'
import type { ChangesReading } from '../../../language/reading.ts'
import { changedFor } from '../../../store/lookups.ts'
import type { Schema } from '../../../store/schema.ts'
import { aboutTheseChanges, nothingChangedThen } from '../../../wording/commands.ts'
import { historyCard } from '../../cards/historyCard.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

export interface ChangesParts {
  db: Kysely<Schema>
  now: () => Date
}

const MAX_SHOWN = 6
const DAY_MS = 86_400_000

/** "what changed last week": by Assent's own record, of what this person sees from here. */
export async function changes(
  turn: Turn,
  sender: Sender,
  { period }: ChangesReading,
  { db, now }: ChangesParts,
): Promise<void> {
  const found = await changedFor(db, sender, spanOf(period, now()), MAX_SHOWN + 1)
  const isPersonal = sender.place.kind === 'personal'
  if (found.length === 0) {
    await turn.send(textMessage(nothingChangedThen(period, isPersonal)))
    return
  }
  const openable = new Set(found.map(({ id }) => id))
  const shown = {
    openable,
    title: `Changed ${period}, by Assent’s own record`,
    page: 0,
    hasMore: false,
    request: null,
  }
  await turn.send(cardMessage(historyCard(found.slice(0, MAX_SHOWN), shown)))
  const cut = found.length > MAX_SHOWN ? MAX_SHOWN : null
  await turn.send(textMessage(aboutTheseChanges(isPersonal, cut)))
}

/** Days begin at midnight UTC, weeks on Monday. */
export function spanOf(period: ChangesReading['period'], now: Date): { from: Date; to: Date } {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const monday = today - ((now.getUTCDay() + 6) % 7) * DAY_MS
  const month = (back: number) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)
  const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) })
  switch (period) {
    case 'today':
      return span(today, today + DAY_MS)
    case 'yesterday':
      return span(today - DAY_MS, today)
    case 'this week':
      return span(monday, monday + 7 * DAY_MS)
    case 'last week':
      return span(monday - 7 * DAY_MS, monday)
    case 'this month':
      return span(month(0), month(-1))
    case 'last month':
      return span(month(1), month(0))
  }
}
