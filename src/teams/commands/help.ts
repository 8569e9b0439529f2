import type { TurnContext } from 'botbuilder'
import { helpCard } from '../helpCard.ts'
import { cardMessage } from '../messages.ts'

export async function help(context: TurnContext): Promise<void> {
  await context.sendActivity(cardMessage(helpCard()))
}
