import { Application } from '@microsoft/teams-ai'
import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder'
import { wholeOf } from '../../request/approval/eligibility.ts'
import { findConversation, forgetConversation } from '../../store/conversations.ts'
import { saidFirst } from '../../store/said.ts'
import type { Desk } from '../../workflow/desk.ts'
import type { Roster } from '../adapter/roster.ts'
import { helpCard } from '../cards/helpCard.ts'
import { respond, type SignIn } from '../signIn/signIn.ts'
import { senderOf, tenantOf } from './activity.ts'
import { isEffect, isPress, press } from './onCardAction.ts'
import { isRefresh, noteReport, refresh, type SelfReportParts } from './onCardRefresh.ts'
import { cardMessage, hear, type MessageParts, remember } from './onMessage.ts'
import { deleted, edited } from './onMessageEdit.ts'

export interface AppParts extends MessageParts, SelfReportParts {
  desk: Desk
  signIn: SignIn
  roster: Roster
  allowedTenants: readonly string[]
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

/**
 * What the bot does with each activity. teams-ai routes; its own sign-in stays unused, since it always means
 * the sender, and so does its turn state: everything worth keeping is in the store.
 */
export function makeApp(parts: AppParts): (context: TurnContext) => Promise<void> {
  const { signIn } = parts
  const app = new Application({
    startTypingTimer: false,
    removeRecipientMention: false,
    longRunningMessages: false,
  })
  app.addRoute(isRefresh, (context) => refresh(context, parts), true)
  app.addRoute(
    isPress,
    async (context) => {
      await noteReport(context, parts)
      await press(context, parts)
    },
    true,
  )
  app.addRoute(isInvoke('signin/tokenExchange'), (context) => signIn.exchange(context), true)
  app.addRoute(isInvoke('signin/verifyState'), (context) => signIn.verify(context), true)
  app.addRoute(isInvoke('signin/failure'), (context) => signIn.failed(context), true)
  app.activity(ActivityTypes.Message, (context) => hear(context, parts))
  app.activity(ActivityTypes.MessageUpdate, (context) => edited(context, parts))
  app.activity(ActivityTypes.MessageDelete, (context) => deleted(context, parts))
  app.activity(ActivityTypes.InstallationUpdate, (context) => installed(context, parts))
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
    await settleKind(context.activity, parts)
    if (!(await isOneOfUs(context, parts))) {
      if (isInvocation) await respond(context, 403)
      return
    }
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

const HEARD: readonly string[] = [ActivityTypes.Message, ActivityTypes.MessageUpdate, ActivityTypes.Invoke]

/**
 * What kind of conversation it is decides who is trusted there, so the kind that is known of it counts, not the one
 * an activity names; and a person's own chat is never a thread of several.
 */
async function settleKind({ conversation }: Activity, { db }: AppParts): Promise<void> {
  if (!conversation?.id || conversation.conversationType !== 'personal') return
  const known = await findConversation(db, wholeOf(conversation.id))
  const isShared = conversation.id.includes('@thread.')
  const kind = isShared && (!known || known.kind === 'personal') ? 'groupChat' : (known?.kind ?? 'personal')
  if (kind === 'personal') return
  conversation.conversationType = kind
  conversation.isGroup = true
}

/** Guests and people of another organisation are told nothing. @throws when Teams does not say who they are. */
async function isOneOfUs(context: TurnContext, { roster, log }: AppParts): Promise<boolean> {
  const { type, from } = context.activity
  if (!HEARD.includes(type)) return true
  if (await roster.isMember(context, isEffect(context.activity))) return true
  log.warn({ oid: from.aadObjectId, type }, 'somebody who is no member of the organisation')
  return false
}

/** Installed somewhere: say hello, shortly, once, and remember the place. Taken away: forget it. */
async function installed(context: TurnContext, parts: AppParts): Promise<void> {
  const { conversation, id = '' } = context.activity
  const action: string | undefined = context.activity.action
  if (action?.startsWith('remove')) {
    await forgetConversation(parts.db, conversation.id)
    return
  }
  if (!action?.startsWith('add')) return
  const sender = senderOf(context.activity)
  if (sender) await remember(sender, parts)
  if (sender?.place.kind === 'personal') await parts.desk.reachable(sender.person)
  // `add-upgrade` is a new version of the app, in every chat at once: nothing to talk about.
  const isNew =
    action === 'add' && (await saidFirst(parts.db, conversation.id, `installed ${id}`, parts.now()))
  if (isNew) await context.sendActivity(cardMessage(helpCard()))
}
