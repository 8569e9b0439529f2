import type { UnassignedReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { NOBODY } from '../../../workflow/plan/unassignedReport.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { openRequest } from '../openRequest.ts'

/** "which policies have no assignment": looked up by a job, since it takes a look at every policy. */
export async function unassigned(
  turn: Turn,
  sender: Sender,
  { kind }: UnassignedReading,
  parts: { desk: Desk },
): Promise<void> {
  await openRequest(turn, sender, { getsOf: kind ? `${NOBODY}:${kind}` : NOBODY }, parts)
}
