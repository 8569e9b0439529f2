import { recordIn } from '../../../language/grammar/record.ts'
import { peopleCalled } from '../../../language/grammar/talk.ts'
import type { HistoryOfReading } from '../../../language/reading.ts'
import { knownPeople } from '../../../store/standIns.ts'
import { cardMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { historyPage } from '../historyPage.ts'
import { openRequest } from '../openRequest.ts'

/** "history by Ada last 7 days": limited to what this person can see from here. */
export const historyOf: Command<HistoryOfReading> = {
  action: 'history-of',
  does: 'narrows the history to a person, a group, a policy or a time',
  examples: ['history by Ada last 7 days', 'what did Ada change', 'history for group Legal'],
  reads: { stage: 'question', read: ({ text, kinds }) => recordIn(text, kinds) },
  handle: async (turn, sender, [reading], parts) => {
    const { group, period, either } = reading
    let { policy, person } = reading
    const name = person ?? policy
    if (either && name) {
      const isPerson = peopleCalled(await knownPeople(parts.db, sender.person.tenantId), name).length > 0
      // Intune answers about a policy alone, too.
      if (!isPerson && group === null && period === null)
        return openRequest(turn, sender, { readings: either }, parts)
      person = isPerson ? name : null
      policy = isPerson ? null : name
    }
    const filter = { policy, person, group, period }
    await turn.send(cardMessage(await historyPage(parts, sender, { page: 0, about: null, filter })))
  },
}
