import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { Desk } from '../../approvals/desk.ts'
import { MEMBERS } from '../../approvals/telling.ts'
import type { MembersReading } from '../../language/reading.ts'
import { type Sender, sentenceOf } from '../incoming.ts'
import { sayTooMuch } from '../messages.ts'

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
