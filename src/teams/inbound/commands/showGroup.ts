import type { ShowGroupReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import type { Turn } from '../../turn.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "what does group Y get": looked up by a job, since it takes a look at every policy. */
export async function showGroup(
  turn: Turn,
  { person, place }: Sender,
  { group }: ShowGroupReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = turn.activity.id ?? ''
  const asked = { person, place, activityId, text: sentenceOf(turn.activity), readings: [], getsOf: group }
  await sayTooMuch(turn, async () => {
    if (await desk.open(asked)) await turn.sendTyping()
  })
}
