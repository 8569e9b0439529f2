import { groupQuestionsIn } from '../../../language/grammar/showQuestions.ts'
import type { ShowGroupReading } from '../../../language/reading.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

/** "what does group Y get": answered by a job, since it goes through every policy. */
export const showGroup: Command<ShowGroupReading> = {
  action: 'show-group',
  does: 'shows everything a group gets',
  examples: ['what does group Sales Laptops get'],
  isOnHelpCard: true,
  reads: { stage: 'words', read: ({ words, kinds }) => groupQuestionsIn(words, kinds) },
  handle: (turn, sender, [{ group }], parts) => openRequest(turn, sender, { getsOf: group }, parts),
}
