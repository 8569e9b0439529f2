import { best } from '../../../graph/nameMatch.ts'
import { isCalled, undoOfIn } from '../../../language/grammar/talk.ts'
import type { UndoOfReading } from '../../../language/reading.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { writtenFor } from '../../../store/lookups.ts'
import {
  cannotUndoToADay,
  noChangeOf,
  noChangeTo,
  undoneOneByOne,
  whichChange,
} from '../../../wording/commands.ts'
import { list } from '../../../wording/list.ts'
import { OFFERS } from '../../../wording/offers.ts'
import { requestUndo } from '../../../workflow/laterRequests.ts'
import { listCard } from '../../cards/historyCard.ts'
import { answerMessage } from '../../cards/offers.ts'
import { someOf } from '../../cards/safeText.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
import { among } from '../requestMatch.ts'
import { sendVerdict } from '../verdict.ts'

const MAX_FOUND = 200
/** Nothing can be undone after longer than this; the desk knows the exact window. */
const MAX_WINDOW_MS = 366 * 86_400_000

/** "undo the change to Edge Settings", "undo Bruno's last change": a separate plan, to be approved like any other. */
export const undoOf: Command<UndoOfReading> = {
  action: 'undo-of',
  does: 'prepares the way back from a change you name',
  examples: ['undo the change to Edge Settings', "undo Bruno's last change"],
  reads: { stage: 'rest', read: ({ text, kinds }) => undoOfIn(text, kinds) },
  handle: async (turn, sender, [reading], { db, desk, now }) => {
    const since = new Date(now().getTime() - MAX_WINDOW_MS)
    const written = await writtenFor(db, sender, since, MAX_FOUND)
    const found = reading.many || reading.toADay ? notOne(written, reading) : pickRequest(written, reading)
    if ('id' in found) {
      const { person, place } = sender
      const asked = { person, place, activityId: turn.activity.id ?? '' }
      await sendVerdict(turn, await requestUndo(desk, found.id, asked))
    } else if (found.which.length > 0) {
      // Each with Undo on it: one message, so that whoever reads the list reads what to do with it.
      const list = cardMessage(listCard(found.which, 'Changes', 'last'))
      await turn.send({ ...list, ...textMessage(found.sentence) })
    } else await turn.send(answerMessage(found.sentence, [OFFERS.history]))
  },
}

/** A change to undo, or why there is none, and the candidates. */
type UndoTarget = { id: string } | { sentence: string; which: AssignmentRequest[] }

/** More than one change is wanted, or a day: neither is done, and those that it can be about are. */
function notOne(
  written: readonly AssignmentRequest[],
  { many, policies, person }: UndoOfReading,
): UndoTarget {
  const open = written.filter(({ undoneBy }) => undoneBy === null)
  const theirs = person === null ? open : open.filter(({ asker }) => isCalled(asker.name, person))
  const which = policies.length > 0 ? among(theirs, policies) : theirs
  return { sentence: many ? undoneOneByOne() : cannotUndoToADay(), which }
}

function pickRequest(written: readonly AssignmentRequest[], { person, policies }: UndoOfReading): UndoTarget {
  const theirs = (name: string) => written.filter(({ asker }) => isCalled(asker.name, name))
  const from = person === null || /^my$/i.test(person) ? written : theirs(person)
  if (person !== null && from.length === 0) return { sentence: noChangeOf(person), which: [] }
  if (policies.length === 0) return { id: (from[0] as AssignmentRequest).id }
  const changed = from.flatMap((request) =>
    request.items.map(({ plan }) => ({ request, id: plan.policy.id, name: plan.policy.name })),
  )
  for (const asked of policies) {
    const hits = best(asked, changed, ({ name }) => name)
    // Two policies can have one name: which of them is meant, no name says.
    const newest = [...new Map([...hits.found].reverse().map((one) => [one.id, one])).values()].reverse()
    const [first] = hits.found
    if (first && newest.length === 1) return { id: first.request.id }
    if (first) {
      const names = [...new Set(newest.map(({ name }) => name))]
      const which = [...new Set(newest.map(({ request }) => request))]
      return { sentence: whichChange(list(someOf(names))), which }
    }
  }
  const [asked = ''] = policies
  // "undo the change of Bruno"
  const ofPerson = person === null ? theirs(asked)[0] : undefined
  if (ofPerson) return { id: ofPerson.id }
  return { sentence: noChangeTo(asked), which: [] }
}
