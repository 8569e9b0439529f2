import type { Kysely } from 'kysely'
import { isSameId } from '../../intune/guid.ts'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import {
  findConversation,
  type KnownConversation,
  ownerOf,
  personalConversation,
  reachConversation,
  rememberPersonThere,
  teamsIdsOf,
} from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import { objectIdOf } from '../inbound/roster.ts'
import { type Outbox, Unreachable } from './outbox.ts'

/** A place where a request's card is or has to be. */
export interface Copy {
  conversation: KnownConversation
  /** The only person there; null where several see it. */
  oid: string | null
  /** The request was asked here, so the card is here from the beginning to the end. */
  own: boolean
}

export interface CopiesParts {
  db: Kysely<Schema>
  outbox: Outbox
  now: () => Date
  log: { warn(fields: object, message: string): void }
  /** Conversations that have just been read. */
  read?: readonly KnownConversation[]
  /** Called with the name of each approver who cannot be asked. */
  onUnreached?: (name: string) => void
}

/** Where it was asked, the approvals channel, and the chats of the people named as approvers. */
export async function copiesOf(request: AssignmentRequest, parts: CopiesParts): Promise<Copy[]> {
  const { db, log, read } = parts
  const { asker, place, terms } = request
  const reach = (id: string) => reachConversation(db, asker.tenantId, id, read)
  const own = await reach(place.conversationId)
  const copies: Copy[] = own
    ? [{ conversation: own, oid: place.kind === 'personal' ? asker.oid : null, own: true }]
    : []
  const asksChannel = terms?.approvers.some(({ who }) => who === 'channel' || who === 'group')
  if (terms?.channel && asksChannel && channelOf(terms.channel) !== channelOf(place.conversationId)) {
    const conversation = await reach(terms.channel)
    if (conversation) copies.push({ conversation, oid: null, own: false })
    else log.warn({ conversation: terms.channel }, 'the approvals channel is not this tenant’s')
  }
  for (const approver of terms?.approvers ?? []) {
    if (approver.who !== 'person' || isSameId(approver.id, asker.oid)) continue
    const conversation = own && (await chatOf(approver.id, approver.name, own, parts))
    if (conversation) copies.push({ conversation, oid: approver.id, own: false })
    else parts.onUnreached?.(approver.name ?? approver.id)
  }
  return copies
}

/**
 * These copies, and those where the card was posted before: whoever was asked, and no longer is, sees how it goes on.
 * Stand-ins are asked as long as they stand in.
 * @param posted the ids of the conversations that have the card.
 * @param conversations those of them that the bot knows.
 */
export async function withFormerCopies(
  copies: readonly Copy[],
  posted: readonly string[],
  conversations: readonly KnownConversation[],
  db: Kysely<Schema>,
): Promise<Copy[]> {
  const former = conversations.filter(
    ({ id }) => posted.includes(id) && !copies.some(({ conversation }) => conversation.id === id),
  )
  const more = former.map(async (conversation): Promise<Copy[]> => {
    const oid = await ownerOf(db, conversation)
    return oid === null && conversation.kind === 'personal' ? [] : [{ conversation, oid, own: false }]
  })
  return [...copies, ...(await Promise.all(more)).flat()]
}

/** Teams' ids of those who see a different card from everybody else in a shared conversation. */
export async function othersThere(db: Kysely<Schema>, request: AssignmentRequest): Promise<string[]> {
  const { asker, terms, approvals } = request
  const named = (terms?.approvers ?? []).flatMap((one) => (one.who === 'person' ? [one.id] : []))
  const known = await teamsIdsOf(db, asker.tenantId, named)
  return [...new Set([asker.teamsId, ...approvals.map(({ by }) => by.teamsId), ...known])]
}

/** The person's own chat, opened if need be; null where Teams does not let the bot in. */
async function chatOf(
  oid: string,
  name: string | null,
  near: KnownConversation,
  { db, outbox, now, log }: CopiesParts,
): Promise<KnownConversation | null> {
  const { tenantId } = near
  const known = await personalConversation(db, { tenantId, oid })
  if (known) return await findConversation(db, known)
  try {
    // Teams accepts the Entra object id in place of its own (learn.microsoft.com, send-proactive-messages).
    const chat = await outbox.openPersonal(near, { tenantId, oid, teamsId: oid, name: name ?? '' })
    const account = await outbox.member(chat, oid)
    if (!account || !isSameId(objectIdOf(account), oid)) {
      log.warn({ oid }, 'an approver cannot be reached: Teams does not say whose chat that is')
      return null
    }
    const person = { tenantId, oid, teamsId: account.id, name: account.name ?? name ?? '' }
    await rememberPersonThere(db, chat, person, now())
    return chat
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    log.warn({ oid }, 'an approver cannot be reached: the app is not installed for them')
    return null
  }
}
