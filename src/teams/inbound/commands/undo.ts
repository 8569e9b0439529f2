import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { Desk } from '../../../workflow/desk.ts'
import type { Sender } from '../activity.ts'

/** "undo": the way back from this person's last change, to be approved like any other. */
export async function undo(
  context: TurnContext,
  { person, place }: Sender,
  { desk }: { desk: Desk },
): Promise<void> {
  const verdict = await desk.undo(null, { person, place, activityId: context.activity.id ?? '' })
  await context.sendActivity(
    verdict.accepted
      ? { type: ActivityTypes.Typing }
      : { type: ActivityTypes.Message, textFormat: 'plain', text: verdict.sentence },
  )
}
