import { firstFit, wholeSentence } from '../../../language/grammar/wholeSentence.ts'
import type { NamedPeriod } from '../../../language/reading.ts'
import { changedFor } from '../../../store/lookups.ts'
import { aboutTheseChanges, nothingChangedThen } from '../../../wording/commands.ts'
import { historyCard } from '../../cards/historyCard.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { spanOf } from '../historyFilter.ts'

/** "what changed last week" */
interface ChangesReading {
  action: 'changes'
  period: NamedPeriod
}

const MAX_SHOWN = 6

/** "what changed last week": by Assent's own record, limited to what this person can see from here. */
export const changes: Command<ChangesReading> = {
  action: 'changes',
  does: 'shows what changed in a time, by Assent’s own record',
  examples: ['what changed last week'],
  reads: {
    stage: 'question',
    read({ bare }) {
      const period = firstFit(CHANGED, bare)?.period?.toLowerCase()
      return period ? { action: 'changes', period: period as NamedPeriod } : null
    },
  },
  handle: async (turn, sender, [{ period }], { db, now }) => {
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
  },
}

const PERIOD = '(?<period>today|yesterday|this week|last week|this month|last month)'
const CHANGED = [
  `(?:what|who|which policies|(?:show|list|tell)(?: me| us)? what) (?:was |were |has |have |has been |have been )?(?:changed|happened|done|written|assigned)(?: anything| something)? ${PERIOD}`,
  `(?:(?:has|have|was|is) )?(?:anything|something|any (?:policy|policies|apps?)) (?:been )?(?:changed|different) ${PERIOD}`,
  `did (?:anything|something|any (?:policy|policies|apps?)) change ${PERIOD}`,
  `(?:what did (?:we|you|people|they) (?:change|do|assign)|(?:show|list)(?: me| us)? (?:the |all )?changes(?: of| from)?) ${PERIOD}`,
].map(wholeSentence)
