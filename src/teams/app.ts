import { Application } from '@microsoft/teams-ai'
import { ActivityTypes, type TurnContext } from 'botbuilder'
import type { Desk } from '../approvals/desk.ts'
import { decide, isPress } from './decisions.ts'
import { helpCard } from './helpCard.ts'
import { senderOf, tenantOf } from './incoming.ts'
import { cardMessage, hear, type MessageParts, remember } from './messages.ts'
import { respond, type SignIn } from './signIn.ts'

export interface AppParts extends MessageParts {
  desk: Desk
  signIn: SignIn
  allowedTenants: readonly string[]
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

/**
 * What the bot does with each activity. teams-ai routes; its own sign-in stays unused, since it always means
 * the sender, and so does its turn state: everything worth keeping is in the store.
 */
export function makeApp(parts: AppParts): (context: TurnContext) => Promise<void> {
  const { desk, signIn } = parts
  const app = new Application({
    startTypingTimer: false,
    removeRecipientMention: true,
    longRunningMessages: false,
  })
  app.addRoute(isPress, (context) => decide(context, desk), true)
  app.addRoute(isInvoke('signin/tokenExchange'), (context) => signIn.exchange(context), true)
  app.addRoute(isInvoke('signin/verifyState'), (context) => signIn.verify(context), true)
  app.addRoute(isInvoke('signin/failure'), (context) => signIn.failed(context), true)
  app.activity(ActivityTypes.Message, (context) => hear(context, parts))
  app.activity(ActivityTypes.InstallationUpdate, (context) => welcome(context, parts))
  return (context) => run(app, context, parts)
}

async function run(app: Application, context: TurnContext, parts: AppParts): Promise<void> {
  const tenantId = tenantOf(context.activity)
  const isInvocation = context.activity.type === ActivityTypes.Invoke
  if (!tenantId || !parts.allowedTenants.includes(tenantId)) {
    parts.log.warn({ tenantId, type: context.activity.type }, 'an activity from a tenant that is not allowed')
    if (isInvocation) await respond(context, 403)
    return
  }
  // teams-ai reads the sender of every activity; one without a sender is nothing for us.
  if (!context.activity.from?.id) return
  try {
    const handled = await app.run(context)
    if (!handled && isInvocation) await respond(context, 501)
  } catch (error) {
    parts.log.error({ err: error, type: context.activity.type, name: context.activity.name }, 'a turn failed')
    if (isInvocation) await respond(context, 500)
    else await context.sendActivity({ type: 'message', textFormat: 'plain', text: SORRY }).catch(() => {})
  }
}

const SORRY = 'Something went wrong on my side, and nothing was changed. Please try again in a moment.'

function isInvoke(name: string) {
  return async (context: TurnContext) =>
    context.activity.type === ActivityTypes.Invoke && context.activity.name === name
}

/** Installed somewhere: say hello, shortly, and remember the place. */
async function welcome(context: TurnContext, parts: AppParts): Promise<void> {
  const action: string | undefined = context.activity.action
  if (!action?.startsWith('add')) return
  const sender = senderOf(context.activity)
  if (sender) await remember(sender, parts)
  await context.sendActivity(cardMessage(helpCard()))
}
