import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { UnassignedReading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import { NOBODY } from '../../../workflow/plan/unassignedReport.ts'
import { type Sender, sentenceOf } from '../activity.ts'
import { sayTooMuch } from '../onMessage.ts'

/** "which policies have no assignment": looked up by a job, since it takes a look at every policy. */
export async function unassigned(
  context: TurnContext,
  { person, place }: Sender,
  { kind }: UnassignedReading,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = context.activity.id ?? ''
  const getsOf = kind ? `${NOBODY}:${kind}` : NOBODY
  const asked = { person, place, activityId, text: sentenceOf(context.activity), readings: [], getsOf }
  await sayTooMuch(context, async () => {
    if (await desk.open(asked)) await context.sendActivity({ type: ActivityTypes.Typing })
  })
}
