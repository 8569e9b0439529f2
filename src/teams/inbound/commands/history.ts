import { patterns } from '../../../language/grammar/pattern.ts'
import { cardMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { historyPage } from '../historyPage.ts'

/** "history": what this person asked for, or in a shared conversation what was asked for there. */
export const history: Command<{ action: 'history' }> = {
  action: 'history',
  does: 'shows what was asked for, newest first',
  examples: ['history'],
  isOnHelpCard: true,
  reads: {
    stage: 'phrase',
    phrases: patterns(
      'show|list|see|view|display|get|open|give? me? us? my|the|our|all? all? my|of? recent|past|previous|last|old|earlier? requests|history',
      'show|list|see|view|display|get me? the|my|our? history|log of? my|the|our|all? requests|changes?',
      'what|which requests did|have|has i|we make|made|ask|asked|request|requested|assign|assigned|change|changed?',
      'what did|have|has i|we ask|asked|request|requested|change|changed|do|done|assign|assigned for|you? so? far?',
      'request|change|my history',
      "what was|is|were|what's my|our|the last|latest|previous|recent change|changes|request|requests",
      'show|see|view|open|what|list me? was? my|our last|latest|previous change|changes',
      'what did i|we do|change|ask|request last|before|recently|lately for?',
      'what happened|changed so? far? lately|recently?',
    ),
  },
  handle: async (turn, sender, _readings, parts) => {
    await turn.send(cardMessage(await historyPage(parts, sender, { page: 0, about: null, filter: null })))
  },
}
