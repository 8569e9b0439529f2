import type { TurnContext } from 'botbuilder'
import { textMessage } from '../onMessage.ts'

/** "what is scheduled" */
export async function scheduled(context: TurnContext): Promise<void> {
  await context.sendActivity(textMessage(NOTHING))
}

const NOTHING =
  'Nothing is scheduled: I write a change when it is approved, and not at a later time. “list pending” shows what waits for approval.'
