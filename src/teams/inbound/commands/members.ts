import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { MembersReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { MEMBERS } from '../../../workflow/plan/policyReport.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "who is in G": looked up by a job, as everything in the directory is. */
export async function members(
  context: TurnContext,
  { person, place }: Sender,
  { group }: MembersReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = context.activity.id ?? ''
  const getsOf = `${MEMBERS}${group}`
  const asked = { person, place, activityId, text: sentenceOf(context.activity), readings: [], getsOf }
  await sayTooMuch(context, async () => {
    if (await desk.open(asked)) await context.sendActivity({ type: ActivityTypes.Typing })
  })
}
