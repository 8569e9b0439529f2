import { firstFit, wholeSentence } from '../../../language/grammar/wholeSentence.ts'
import { endOf } from '../../../request/ending.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { databaseTime } from '../../../store/clock.ts'
import { endingFor, waitingFor } from '../../../store/lookups.ts'
import { nothingScheduled } from '../../../wording/timing.ts'
import { listCard } from '../../cards/historyCard.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'

const MAX_FOUND = 50

/** "what is scheduled": what begins or ends by itself at a time to come, as far as it can be seen here. */
export const scheduled: Command<{ action: 'scheduled' }> = {
  action: 'scheduled',
  does: 'lists what begins or ends by itself at a time to come',
  examples: ['what is scheduled'],
  reads: {
    stage: 'question',
    read: ({ bare }) => (firstFit(SCHEDULED, bare) ? { action: 'scheduled' } : null),
  },
  handle: async (turn, sender, _readings, { db }) => {
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
  },
}

const SCHEDULE = '(?:scheduled|planned|upcoming|queued for later|timed|deferred)'
const SCHEDULED = [
  `(?:what(?:'s| is| are| will be)?|which (?:changes|requests|assignments) are|is anything|is there anything|are there any|anything|any) (?:still |currently )?${SCHEDULE}(?: (?:changes|requests|assignments|removals|things))?(?: for later| for me| here)?`,
  `(?:(?:show|list|display|see|view|get)(?: me| us)? )?(?:all |all of )?(?:the |my |our )?${SCHEDULE} (?:changes|requests|assignments|removals|things|cards)`,
  `(?:show|list|display|see|view)(?: me| us)? (?:what|everything|all)(?: that)? is ${SCHEDULE}`,
  '(?:show|list|display|see|view|get)(?: me| us)? (?:the |my |our )?schedule',
  "what(?:'s| is) (?:on |in )?(?:the |my |our )?schedule",
].map(wholeSentence)
