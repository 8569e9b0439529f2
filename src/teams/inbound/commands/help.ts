import type { TurnContext } from 'botbuilder'
import { helpCard } from '../../cards/helpCard.ts'
import { cardMessage } from '../onMessage.ts'

export async function help(context: TurnContext): Promise<void> {
  await context.sendActivity(cardMessage(helpCard()))
}
