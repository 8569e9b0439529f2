import { setTimeout as pause } from 'node:timers/promises'
import { GraphRefusal } from '../../graph/errors.ts'
import { isOwner } from '../../graph/membership.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import { answeredWithin, NoAnswer } from '../../identity/deadline.ts'
import { SignInProblem } from '../../identity/signInProblems.ts'
import { channelOf } from '../../request/place.ts'
import { rememberConversation, setNotify } from '../../store/conversations.ts'
import {
  channelNotListed,
  NOBODY_ANSWERED,
  notifiesHere,
  notifiesNoMore,
  notifyInChannel,
  onlyOwnersSay,
  ownerUnknown,
  TEAM_HIDDEN,
  TEAM_SILENT,
} from '../../wording/notifications.ts'
import { textMessage } from '../messages.ts'
import { withoutThread } from '../outbound/threads.ts'
import { TeamsError, type Turn } from '../turn.ts'
import type { Sender } from './activity.ts'
import type { CommandParts } from './command.ts'

type NotifyParts = Pick<CommandParts, 'db' | 'graphFor' | 'askToSignIn' | 'now'>

/** "notify here" and "stop notifying here": whether the outcomes of requests are posted in this conversation. */
export async function setNotifications(
  turn: Turn,
  sender: Sender,
  notify: boolean,
  parts: NotifyParts,
): Promise<void> {
  const { db, now } = parts
  if (sender.place.kind === 'personal') {
    await sendText(turn, notifyInChannel())
    return
  }
  const refusal = sender.place.kind === 'channel' ? await refusalToNotify(turn, sender, parts) : null
  if (refusal) {
    await sendText(turn, refusal)
    return
  }
  const whole = withoutThread(sender.conversation)
  await rememberConversation(db, whole, now())
  await setNotify(db, whole.id, notify)
  await sendText(turn, notify ? notifiesHere() : notifiesNoMore())
}

/**
 * In a channel, only the team's owners may decide that. Teams' roster does not tell owners from members
 * (github.com/MicrosoftDocs/msteams-docs/issues/1990), but the team's group does, read as the person themselves.
 */
async function refusalToNotify(turn: Turn, sender: Sender, parts: NotifyParts): Promise<string | null> {
  try {
    return await answeredWithin(MAX_MS, () => lookUpOwner(turn, sender, parts))
  } catch (error) {
    if (error instanceof NoAnswer) return ownerUnknown(NOBODY_ANSWERED, 'soon')
    if (error instanceof GraphRefusal) return ownerUnknown(error.message, error.passing ? 'soon' : null)
    throw error
  }
}

async function lookUpOwner(
  turn: Turn,
  { person, conversation }: Sender,
  { graphFor, askToSignIn }: NotifyParts,
): Promise<string | null> {
  const found = await teamOf(turn, channelOf(conversation.id))
  if ('problem' in found) return found.problem
  const { groupId } = found
  if (!groupId) return onlyOwnersSay()
  let isAsked = false
  for (const end = Date.now() + PATIENCE_MS; ; await pause(PAUSE_MS)) {
    try {
      return (await isOwner(graphFor(person, [GROUP_SCOPE]), groupId, person.oid)) ? null : onlyOwnersSay()
    } catch (error) {
      if (!(error instanceof SignInProblem)) throw error
      if (error.code !== 'signIn' || Date.now() > end) return ownerUnknown(error.message, 'signIn')
    }
    // Teams answers the card of a person’s own chat by itself where it can.
    if (!isAsked) await askToSignIn(person, conversation)
    isAsked = true
  }
}

/**
 * The team that an activity names, once the team's own list of channels contains the one that the activity comes from:
 * who owns one team says nothing about another's channels.
 */
async function teamOf(
  turn: Turn,
  channelId: string,
): Promise<{ groupId: string | null } | { problem: string }> {
  try {
    // These calls go through a client that botbuilder makes for itself, which has no deadline.
    const { groupId, channels } = await answeredWithin(MAX_TEAM_MS, () => turn.team())
    return channels.some(({ id }) => id === channelId) ? { groupId } : { problem: channelNotListed() }
  } catch (error) {
    if (error instanceof TeamsError && [403, 404].includes(error.status)) {
      return { problem: ownerUnknown(TEAM_HIDDEN) }
    }
    return { problem: ownerUnknown(TEAM_SILENT) }
  }
}

/** Milliseconds; Teams waits some ten seconds for the whole turn. */
const MAX_MS = 8500
const MAX_TEAM_MS = 2500

/** How long the person’s own client may take to sign them in, in milliseconds. */
const PATIENCE_MS = 5000
const PAUSE_MS = 300

async function sendText(turn: Turn, text: string): Promise<void> {
  await turn.send(textMessage(text))
}
