import type { CompareReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { COMPARE } from '../../../workflow/plan/comparison.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { openRequest } from '../openRequest.ts'

/** "compare A and B": looked up by a job, since it takes two looks at every policy. */
export async function compare(
  turn: Turn,
  sender: Sender,
  { groups }: CompareReading,
  parts: { desk: Desk },
): Promise<void> {
  await openRequest(turn, sender, { getsOf: `${COMPARE}${JSON.stringify(groups)}` }, parts)
}
