import type { TurnContext } from 'botbuilder'
import type { Kysely } from 'kysely'
import { rememberConversation, setNotify } from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import type { Sender } from '../incoming.ts'
import { withoutThread } from '../threads.ts'

export interface NotifyParts {
  db: Kysely<Schema>
  now: () => Date
}

/** "notify here": how requests end is posted in this conversation from now on. */
export async function notifyHere(
  context: TurnContext,
  sender: Sender,
  { db, now }: NotifyParts,
): Promise<void> {
  if (sender.place.kind === 'personal') {
    await say(
      context,
      'You see your own results here anyway. Write “notify here” in the channel that should see them.',
    )
    return
  }
  const whole = withoutThread(sender.conversation)
  await rememberConversation(db, whole, now())
  await setNotify(db, whole.id, true)
  await say(context, 'From now on I post here how requests end.')
}

async function say(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity({ type: 'message', textFormat: 'plain', text })
}
