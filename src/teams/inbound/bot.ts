import { channelOf } from '../../request/place.ts'
import { findConversation } from '../../store/conversations.ts'
import { isOutage, throughOutage } from '../../store/outage.ts'
import { dependencySilent, pressFailed, rosterSilent, turnFailed } from '../../wording/turns.ts'
import { textMessage } from '../messages.ts'
import { isPress, sentenceAnswer } from '../presses.ts'
import type { SignIn } from '../signIn/signIn.ts'
import type { Activity, ActivityRoute, Bot, Turn } from '../turn.ts'
import { tenantOf } from './activity.ts'
import { isEffect } from './cardPress.ts'
import { onCardAction } from './onCardAction.ts'
import { isRefresh, noteReport, onCardRefresh, type SelfReportParts } from './onCardRefresh.ts'
import { type InstallationParts, onInstallation } from './onInstallation.ts'
import { type MessageParts, onMessage } from './onMessage.ts'
import { onMessageDelete, onMessageEdit } from './onMessageEdit.ts'
import { type Roster, RosterSilent } from './roster.ts'

export interface BotParts extends MessageParts, SelfReportParts, InstallationParts {
  signIn: SignIn
  roster: Roster
  allowedTenants: readonly string[]
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

/** What the bot does with each activity, and whom it listens to in the first place. */
export function makeBot(parts: BotParts): Bot {
  return { routes: routesFor(parts), onTurn: (turn, dispatch) => run(turn, dispatch, parts) }
}

function routesFor(parts: BotParts): ActivityRoute[] {
  const { signIn } = parts
  return [
    { isInvoke: true, takes: isRefresh, run: (turn) => onCardRefresh(turn, parts) },
    {
      isInvoke: true,
      takes: isPress,
      async run(turn) {
        await noteReport(turn, parts)
        await onCardAction(turn, parts)
      },
    },
    { isInvoke: true, takes: isInvoke('signin/tokenExchange'), run: (turn) => signIn.exchange(turn) },
    { isInvoke: true, takes: isInvoke('signin/verifyState'), run: (turn) => signIn.verify(turn) },
    { isInvoke: true, takes: isInvoke('signin/failure'), run: (turn) => signIn.failed(turn) },
    { isInvoke: false, takes: isOfType('message'), run: (turn) => onMessage(turn, parts) },
    { isInvoke: false, takes: isOfType('messageUpdate'), run: (turn) => onMessageEdit(turn, parts) },
    { isInvoke: false, takes: isOfType('messageDelete'), run: (turn) => onMessageDelete(turn, parts) },
    { isInvoke: false, takes: isOfType('installationUpdate'), run: (turn) => onInstallation(turn, parts) },
  ]
}

async function run(turn: Turn, dispatch: () => Promise<boolean>, parts: BotParts): Promise<void> {
  const { type, name, from } = turn.activity
  const tenantId = tenantOf(turn.activity)
  const isInvocation = type === 'invoke'
  if (!tenantId || !parts.allowedTenants.includes(tenantId)) {
    parts.log.warn({ tenantId, type }, 'an activity from a tenant that is not allowed')
    if (isInvocation) await turn.answer(403)
    return
  }
  // Without a sender there is nobody to answer.
  if (!from?.id) return
  try {
    // Every message is recorded once, so a turn that was cut off before it replied can start again.
    const status = await throughOutage(
      OUTAGE_MS,
      () => answerTo(turn, dispatch, parts),
      () => !turn.hasSpoken,
    )
    if (status !== 200 && isInvocation) await turn.answer(status)
  } catch (error) {
    parts.log.error({ err: error, type, name }, 'a turn failed')
    if (isPress(turn.activity)) await turn.answer(200, sentenceAnswer(failureOf(error)))
    else if (isInvocation) await turn.answer(500)
    else await turn.send(textMessage(isOutage(error) ? dependencySilent() : turnFailed())).catch(() => {})
  }
}

function failureOf(error: unknown): string {
  return error instanceof RosterSilent ? rosterSilent() : pressFailed()
}

/** Teams gets its answer within ten seconds; a database that restarts is back sooner. Milliseconds. */
const OUTAGE_MS = 5000

/** @returns the status for an invoke that nothing has answered; 200 where something has. */
async function answerTo(turn: Turn, dispatch: () => Promise<boolean>, parts: BotParts): Promise<number> {
  await settleKind(turn.activity, parts)
  if (!(await isOneOfUs(turn, parts))) return 403
  return (await dispatch()) ? 200 : 501
}

function isInvoke(name: string) {
  return (activity: Activity) => activity.type === 'invoke' && activity.name === name
}

function isOfType(type: string) {
  return (activity: Activity) => activity.type === type
}

const HEARD: readonly string[] = ['message', 'messageUpdate', 'invoke']

/**
 * The kind of a conversation decides who is trusted there. So the kind that is stored counts, not the one that an
 * activity names; and a person's own chat is never a thread of several people.
 */
async function settleKind({ conversation }: Activity, { db }: BotParts): Promise<void> {
  if (!conversation?.id || conversation.conversationType !== 'personal') return
  const known = await findConversation(db, channelOf(conversation.id))
  const isShared = conversation.id.includes('@thread.')
  const kind = isShared && (!known || known.kind === 'personal') ? 'groupChat' : (known?.kind ?? 'personal')
  if (kind === 'personal') return
  conversation.conversationType = kind
  conversation.isGroup = true
}

/** Guests and people of other organisations are told nothing. @throws when Teams does not say who they are. */
async function isOneOfUs(turn: Turn, { roster, log }: BotParts): Promise<boolean> {
  const { type, from } = turn.activity
  if (!HEARD.includes(type)) return true
  if (await roster.isMember(turn, isEffect(turn.activity))) return true
  log.warn({ oid: from.aadObjectId, type }, 'a sender is not a member of the organisation')
  return false
}
