import type { MembersReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { MEMBERS } from '../../../workflow/plan/policyReport.ts'
import type { Turn } from '../../turn.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "who is in G": looked up by a job, as everything in the directory is. */
export async function members(
  turn: Turn,
  { person, place }: Sender,
  { group }: MembersReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = turn.activity.id ?? ''
  const getsOf = `${MEMBERS}${group}`
  const asked = { person, place, activityId, text: sentenceOf(turn.activity), readings: [], getsOf }
  await sayTooMuch(turn, async () => {
    if (await desk.open(asked)) await turn.sendTyping()
  })
}
