import { messageAsText } from '../../language/lexer/messageText.ts'
import type { Person } from '../../request/person.ts'
import type { Place } from '../../request/request.ts'
import { isMonthFirst, zoneOf } from '../../request/timing.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import type { Account, Activity } from '../turn.ts'

/** Who sent an activity, and where. */
export interface Sender {
  person: Person
  place: Place
  /** The address for writing there later. */
  conversation: KnownConversation
}

/**
 * Null when an activity does not say who sent it and from which tenant. People are their Entra object id and
 * tenant; names and Teams' ids prove nothing. Both places where Teams writes the tenant have to agree.
 */
export function senderOf(activity: Activity): Sender | null {
  const tenantId = tenantOf(activity)
  const { from, conversation } = activity
  const oid = typeof from?.aadObjectId === 'string' ? from.aadObjectId.toLowerCase() : ''
  if (!tenantId || !oid || !from.id || !conversation?.id) return null
  const kind = placeKind(conversation.conversationType)
  const team = stringOr(activity.channelData?.team?.id)
  return {
    person: { tenantId, oid, teamsId: from.id, name: from.name || 'Somebody' },
    place: { conversationId: conversation.id, kind },
    conversation: {
      id: conversation.id,
      tenantId,
      kind,
      reference: {
        serviceUrl: activity.serviceUrl,
        bot: idAndName(activity.recipient),
        user: idAndName(from),
        ...(kind === 'channel' && team ? { team } : {}),
      },
    },
  }
}

function idAndName({ id, name }: Account) {
  return { id, ...(name ? { name } : {}) }
}

/** The tenant an activity comes from; null when it names none, or two. */
export function tenantOf(activity: Activity): string | null {
  // Tokens and settings carry ids in lower case, and are compared letter by letter.
  const named = [activity.conversation?.tenantId, activity.channelData?.tenant?.id].flatMap((id) =>
    typeof id === 'string' && id !== '' ? id.toLowerCase() : [],
  )
  return new Set(named).size === 1 ? (named[0] ?? null) : null
}

function placeKind(conversationType: string | undefined): Place['kind'] {
  return conversationType === 'channel' || conversationType === 'groupChat' ? conversationType : 'personal'
}

/** What was said in a message; empty where it has no words. */
export function messageText({ text, entities, recipient, attachments }: Activity): string {
  const mentions = (entities ?? []).flatMap(({ type, text: said, mentioned }) =>
    type === 'mention' && mentioned
      ? [{ text: stringOr(said), name: stringOr(mentioned.name), isOwn: mentioned.id === recipient?.id }]
      : [],
  )
  const html = (attachments ?? []).find(({ contentType }) => contentType === 'text/html')?.content
  return messageAsText({
    text: stringOr(text),
    html: stringOr(html),
    mentions,
    ownName: stringOr(recipient?.name),
  })
}

/**
 * The sender's time zone; null where Teams does not say (learn.microsoft.com/microsoftteams, bot conversations,
 * `localTimezone`).
 */
export function zoneIn({ localTimezone, entities }: Activity): string | null {
  const client = (entities ?? []).find(({ type }) => type === 'clientInfo')
  return stringOr(localTimezone) ?? stringOr(client?.timezone)
}

/** How the sender writes times and dates, as a request stores it. */
export function timesOfSender(activity: Activity): { zone: string; monthFirst?: true } {
  const zone = zoneOf(zoneIn(activity))
  return isMonthFirst(localeIn(activity)) ? { zone, monthFirst: true } : { zone }
}

/** The sender's language and region, such as en-US; null where Teams does not say. */
function localeIn({ locale, entities }: Activity): string | null {
  const client = (entities ?? []).find(({ type }) => type === 'clientInfo')
  return stringOr(locale) ?? stringOr(client?.locale)
}

/** Whatever Teams' types say, a string is not always what arrives. */
function stringOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
