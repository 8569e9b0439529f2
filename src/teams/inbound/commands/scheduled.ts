import type { Kysely } from 'kysely'
import { endOf } from '../../../request/ending.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { databaseTime } from '../../../store/clock.ts'
import { endingFor, waitingFor } from '../../../store/lookups.ts'
import type { Schema } from '../../../store/schema.ts'
import { nothingScheduled } from '../../../wording/timing.ts'
import { listCard } from '../../cards/historyCard.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

const MAX_FOUND = 50

/** "what is scheduled": what begins or ends by itself at a time to come, as far as it can be seen here. */
export async function scheduled(turn: Turn, sender: Sender, { db }: { db: Kysely<Schema> }): Promise<void> {
  const waiting = await waitingFor(db, sender, MAX_FOUND)
  const ending = await endingFor(db, sender, await databaseTime(db), MAX_FOUND)
  const next = (one: AssignmentRequest) =>
    (one.state === 'scheduled' ? one.period?.start : endOf(one)?.toISOString()) ?? ''
  const found = [...waiting.filter(({ state }) => state === 'scheduled'), ...ending].sort((a, b) =>
    next(a).localeCompare(next(b)),
  )
  if (found.length === 0) {
    await turn.send(textMessage(nothingScheduled()))
    return
  }
  await turn.send(cardMessage(listCard(found, 'Scheduled', 'next')))
}
