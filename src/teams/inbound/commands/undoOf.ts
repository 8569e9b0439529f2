import { best, isThatName } from '../../../graph/names.ts'
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
import { requestUndo } from '../../../workflow/laterRequests.ts'
import { someOf } from '../../cards/safeText.ts'
import { textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'
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
    const say = (text: string) => turn.send(textMessage(text))
    if (reading.many) {
      await say(undoneOneByOne())
      return
    }
    if (reading.toADay) {
      await say(cannotUndoToADay())
      return
    }
    const since = new Date(now().getTime() - MAX_WINDOW_MS)
    const found = pick(await writtenFor(db, sender, since, MAX_FOUND), reading)
    if (!('id' in found)) {
      await say(found.sentence)
      return
    }
    const { person, place } = sender
    await sendVerdict(
      turn,
      await requestUndo(desk, found.id, { person, place, activityId: turn.activity.id ?? '' }),
    )
  },
}

function pick(
  written: readonly AssignmentRequest[],
  { person, policies }: UndoOfReading,
): { id: string } | { sentence: string } {
  const theirs = (name: string) => written.filter(({ asker }) => isCalled(asker.name, name))
  const from = person === null || /^my$/i.test(person) ? written : theirs(person)
  if (person !== null && from.length === 0) {
    return { sentence: noChangeOf(person) }
  }
  if (policies.length === 0) return { id: (from[0] as AssignmentRequest).id }
  const changed = from.flatMap((request) =>
    request.items.map(({ plan }) => ({ request, name: plan.policy.name })),
  )
  for (const asked of policies) {
    const hits = best(asked, changed, ({ name }) => name)
    const names = [...new Set(hits.found.map(({ name }) => name))]
    const [first] = hits.found
    if (first && (isThatName(hits) || names.length === 1)) return { id: first.request.id }
    if (names.length > 1) {
      return { sentence: whichChange(list(someOf(names))) }
    }
  }
  const [asked = ''] = policies
  // "undo the change of Bruno"
  const ofPerson = person === null ? theirs(asked)[0] : undefined
  if (ofPerson) return { id: ofPerson.id }
  return { sentence: noChangeTo(asked) }
}
