import { firstFit, wholeSentence } from '../../../language/grammar/wholeSentence.ts'
import type { ShowReading } from '../../../language/reading.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { writtenFor } from '../../../store/lookups.ts'
import { nothingWrittenLately } from '../../../wording/commands.ts'
import { textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

const MAX_FOUND = 50
/** For older changes, people name the policy. */
const WINDOW_MS = 30 * 86_400_000

/** "did it work": how the last change is doing on devices, with the answer to "how is X doing". */
export const lastStatus: Command<{ action: 'last-status' }> = {
  action: 'last-status',
  does: 'shows how your last change goes on devices',
  examples: ['did it work'],
  reads: {
    stage: 'question',
    read: ({ bare }) => (firstFit(OF_THE_LAST, bare) ? { action: 'last-status' } : null),
  },
  handle: async (turn, sender, _readings, { db, desk, now }) => {
    const written = await writtenFor(db, sender, new Date(now().getTime() - WINDOW_MS), MAX_FOUND)
    const last = written.find(({ asker }) => asker.oid === sender.person.oid) ?? written[0]
    if (last) await openRequest(turn, sender, { readings: [statusReading(last)] }, { desk })
    else await turn.send(textMessage(nothingWrittenLately()))
  },
}

function statusReading({ items }: AssignmentRequest): ShowReading {
  const written = items.filter(({ progress }) => progress === 'done').map(({ plan }) => plan.policy)
  const kinds = new Set(written.map(({ kind }) => kind))
  const [kind = null] = kinds.size === 1 ? kinds : []
  return { action: 'show', kind, policies: [...new Set(written.map(({ name }) => name))], status: true }
}

const IT =
  '(?:it|that|this|(?:the|my|our|that|this) (?:last |latest |previous )?(?:change|request|assignment|exclusion|removal|rollout|deployment))'
const WHERE =
  '(?: (?:ok|okay|fine|well|properly|already|yet|everywhere|now|so far|on (?:all |the )*devices|for everyone))*'
const OF_THE_LAST = [
  `(?:did|does|has|is|was|will) ${IT} (?:all |really |actually |been )*(?:work|worked|working|succeed|succeeded|successful|go through|gone through|go well|arrive|arrived|arriving|apply|applied|land|landed|finish|finished|a success)${WHERE}`,
  `is ${IT} (?:all |really |already )*(?:done|finished|complete|completed|live|through)(?: yet)?`,
  'are you (?:done|finished|ready)(?: yet)?',
  `how (?:did|does|has) ${IT} (?:go|gone|do|look|work out)${WHERE}`,
  `how(?:'s| is) ${IT} (?:doing|going|looking|coming along|progressing|working(?: out)?)${WHERE}`,
  `(?:any|were there any|are there any) (?:errors|failures|problems|issues)(?: (?:with|from|after) ${IT})?`,
  `(?:what|which devices|how many devices|who) (?:has |have )?failed`,
  `(?:what(?:'s| is) )?(?:the )?(?:device |deployment )?status of ${IT}`,
].map(wholeSentence)
