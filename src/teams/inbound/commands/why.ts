import type { WhyReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { MEMBER } from '../../../workflow/plan/memberReport.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { openRequest } from '../openRequest.ts'

/** "what does PC-0412 get": looked up by a job, since it takes a look at every policy. */
export async function why(
  turn: Turn,
  sender: Sender,
  { subject, subjectIs }: WhyReading,
  parts: { desk: Desk },
): Promise<void> {
  await openRequest(turn, sender, { getsOf: `${MEMBER}${JSON.stringify({ subject, subjectIs })}` }, parts)
}
