import type { UnassignedReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { NOBODY } from '../../../workflow/plan/unassignedReport.ts'
import type { Turn } from '../../turn.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "which policies have no assignment": looked up by a job, since it takes a look at every policy. */
export async function unassigned(
  turn: Turn,
  { person, place }: Sender,
  { kind }: UnassignedReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = turn.activity.id ?? ''
  const getsOf = kind ? `${NOBODY}:${kind}` : NOBODY
  const asked = { person, place, activityId, text: sentenceOf(turn.activity), readings: [], getsOf }
  await sayTooMuch(turn, async () => {
    if (await desk.open(asked)) await turn.sendTyping()
  })
}
