import type { Desk } from '../../../workflow/desk.ts'
import { textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

/** "undo": the way back from this person's last change, to be approved like any other. */
export async function undo(turn: Turn, { person, place }: Sender, { desk }: { desk: Desk }): Promise<void> {
  const verdict = await desk.undo(null, { person, place, activityId: turn.activity.id ?? '' })
  if (verdict.accepted) await turn.sendTyping()
  else await turn.send(textMessage(verdict.sentence))
}
