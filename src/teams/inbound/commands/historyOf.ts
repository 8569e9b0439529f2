import { recordIn } from '../../../language/grammar/record.ts'
import type { HistoryOfReading } from '../../../language/reading.ts'
import { cardMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { historyPage } from '../historyPage.ts'

/** "history by Ada last 7 days": limited to what this person can see from here. */
export const historyOf: Command<HistoryOfReading> = {
  action: 'history-of',
  does: 'narrows the history to a person, a group, a policy or a time',
  examples: ['history by Ada last 7 days', 'history for group Legal'],
  reads: { stage: 'question', read: ({ text }) => recordIn(text) },
  handle: async (turn, sender, [{ policy, person, group, period }], parts) => {
    const filter = { policy, person, group, period }
    await turn.send(cardMessage(await historyPage(parts, sender, { page: 0, about: null, filter })))
  },
}
