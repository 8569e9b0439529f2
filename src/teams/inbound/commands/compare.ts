import type { CompareReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { COMPARE } from '../../../workflow/plan/comparison.ts'
import type { Turn } from '../../turn.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "compare A and B": looked up by a job, since it takes two looks at every policy. */
export async function compare(
  turn: Turn,
  { person, place }: Sender,
  { groups }: CompareReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = turn.activity.id ?? ''
  const getsOf = `${COMPARE}${JSON.stringify(groups)}`
  const asked = { person, place, activityId, text: sentenceOf(turn.activity), readings: [], getsOf }
  await sayTooMuch(turn, async () => {
    if (await desk.open(asked)) await turn.sendTyping()
  })
}
