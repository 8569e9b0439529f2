import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { ShowGroupReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "what does group Y get": looked up by a job, since it takes a look at every policy. */
export async function showGroup(
  context: TurnContext,
  { person, place }: Sender,
  { group }: ShowGroupReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = context.activity.id ?? ''
  const asked = { person, place, activityId, text: sentenceOf(context.activity), readings: [], getsOf: group }
  await sayTooMuch(context, async () => {
    if (await desk.open(asked)) await context.sendActivity({ type: ActivityTypes.Typing })
  })
}
