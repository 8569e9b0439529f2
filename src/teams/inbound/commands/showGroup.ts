import type { ShowGroupReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { openRequest } from '../openRequest.ts'

/** "what does group Y get": looked up by a job, since it takes a look at every policy. */
export async function showGroup(
  turn: Turn,
  sender: Sender,
  { group }: ShowGroupReading,
  parts: { desk: Desk },
): Promise<void> {
  await openRequest(turn, sender, { getsOf: group }, parts)
}
