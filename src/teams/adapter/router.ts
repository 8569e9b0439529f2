import { Application } from '@microsoft/teams-ai'
import type { TurnContext } from 'botbuilder'
import type { Bot } from '../turn.ts'
import { BotTurn } from './botTurn.ts'

/**
 * teams-ai routes. Its own sign-in stays unused, since it always means the sender, and so does its turn state:
 * everything worth keeping is in the store.
 */
export function logicOf(bot: Bot): (context: TurnContext) => Promise<void> {
  const app = new Application({
    startTypingTimer: false,
    removeRecipientMention: false,
    longRunningMessages: false,
  })
  for (const route of bot.routes) {
    app.addRoute(
      async ({ activity }) => route.takes(activity),
      (context) => route.run(new BotTurn(context)),
      route.isInvoke,
    )
  }
  return (context) => bot.onTurn(new BotTurn(context), () => app.run(context))
}
