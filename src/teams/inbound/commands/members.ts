import type { MembersReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { MEMBERS } from '../../../workflow/plan/policyReport.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { openRequest } from '../openRequest.ts'

/** "who is in G": looked up by a job, as everything in the directory is. */
export async function members(
  turn: Turn,
  sender: Sender,
  { group }: MembersReading,
  parts: { desk: Desk },
): Promise<void> {
  await openRequest(turn, sender, { getsOf: `${MEMBERS}${group}` }, parts)
}
