import type { Kysely } from 'kysely'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import {
  type KnownConversation,
  notifiedConversations,
  reachConversation,
} from '../../store/conversations.ts'
import { claim, postAt, postedIn } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import type { Desk } from '../../workflow/desk.ts'
import { plainName } from '../cards/labels.ts'
import { noticeCard } from '../cards/noticeCard.ts'
import { requestInShort } from '../cards/requestCard.ts'
import { listed, someOf } from '../cards/safeText.ts'
import { cardMessage, textMessage } from '../messages.ts'
import type { Message } from '../turn.ts'
import { Standing } from './liveMessage.ts'
import type { Outbox } from './outbox.ts'
import { kindly, tellOnce } from './sendAtMostOnce.ts'
import { inThread } from './threads.ts'

export interface NoticingParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  /** Where results go when nobody said "notify here". */
  notifyConversation: string | null
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/**
 * Tells channels of a request: one thread for each, so that the channel reads as a log. Its first message follows
 * the request, and whatever happens later is a reply.
 */
export class Noticing {
  private readonly parts: NoticingParts
  private readonly standing: Standing

  constructor(parts: NoticingParts) {
    this.parts = parts
    this.standing = new Standing(parts)
  }

  async run(requestId: string): Promise<void> {
    const { db, desk, log } = this.parts
    const request = await desk.load(requestId)
    if (!request || request.log.length === 0) return
    const cards = await postedIn(db, requestId, 'card')
    const places = await this.placesFor(request)
    for (const id of places) {
      const conversation = await reachConversation(db, request.asker.tenantId, id)
      if (!conversation) {
        log.warn({ conversation: id }, 'a channel for notices is not this tenant’s')
        continue
      }
      // Where the request's own card stands, that is what the thread begins with.
      const card = cards.find((one) => channelOf(one) === channelOf(id))
      await kindly(this.parts, request, conversation, () =>
        card ? this.underCard(request, conversation, card) : this.thread(request, conversation),
      )
    }
    await this.tellRequester(request, places)
  }

  private async placesFor(request: AssignmentRequest): Promise<string[]> {
    const { db, notifyConversation } = this.parts
    const asked = await notifiedConversations(db, request.asker.tenantId)
    const usual = asked.length > 0 ? asked : notifyConversation ? [notifyConversation] : []
    return [...new Set([...usual, ...(request.terms?.notify ?? [])])]
  }

  private async thread(request: AssignmentRequest, conversation: KnownConversation): Promise<void> {
    const { db } = this.parts
    const { activityId: before } = await postAt(db, request.id, 'notice', conversation.id)
    // The message that begins the thread tells of everything so far.
    if (!before) await this.countAsTold(request, conversation)
    const message = cardMessage(noticeCard(request), requestInShort(request))
    await this.standing.bring(request, 'notice', conversation, message, request.revision, [
      () => textMessage(requestInShort(request)),
    ])
    const { activityId } = await postAt(db, request.id, 'notice', conversation.id)
    await this.replies(request, conversation, inThread(conversation, activityId), () => true)
  }

  private async underCard(
    request: AssignmentRequest,
    conversation: KnownConversation,
    card: string,
  ): Promise<void> {
    const { db } = this.parts
    const there = await reachConversation(db, request.asker.tenantId, card)
    const { activityId } = await postAt(db, request.id, 'card', card)
    const isWorthAReply = (entry: LogEntry) => entry.what !== 'approved'
    if (there) await this.replies(request, conversation, inThread(there, activityId), isWorthAReply)
  }

  private async replies(
    request: AssignmentRequest,
    conversation: KnownConversation,
    thread: KnownConversation,
    isWorthAReply: (entry: LogEntry) => boolean,
  ): Promise<void> {
    const { db } = this.parts
    const told = await postAt(db, request.id, 'reply', conversation.id)
    for (let i = told.revision; i < request.log.length; i++) {
      const entry = request.log[i]
      // Outside channels there are no threads: what would be a message of its own has to be worth one.
      const isWorth = conversation.kind === 'channel' || (entry !== undefined && isLoud(entry))
      const reply = entry && isWorth && isWorthAReply(entry) ? replyFor(entry, request) : null
      await tellOnce(this.parts, told.key, i + 1, thread, reply)
    }
  }

  private async countAsTold(request: AssignmentRequest, conversation: KnownConversation): Promise<void> {
    const told = await postAt(this.parts.db, request.id, 'reply', conversation.id)
    const failedAt = request.log.findIndex(isLoud)
    // A failure is always said to the requester by name.
    const revision = failedAt < 0 ? request.log.length : failedAt
    await claim(this.parts.db, told.key, revision)
  }

  /** Changing a card alerts nobody, so what the requester does not wait for is said to them where they asked. */
  private async tellRequester(request: AssignmentRequest, places: readonly string[]): Promise<void> {
    const { db } = this.parts
    const own = await reachConversation(db, request.asker.tenantId, request.place.conversationId)
    const isRead = places.some((id) => channelOf(id) === channelOf(request.place.conversationId))
    const at = request.log.findLastIndex((_, index) => aloud(request, index, isRead) !== null)
    const words = aloud(request, at, isRead)
    if (!own || !words) return
    await kindly(this.parts, request, own, async () => {
      const told = await postAt(db, request.id, 'told', own.id)
      await tellOnce(this.parts, told.key, at + 1, own, mentioning(request, words))
    })
  }
}

/**
 * What the requester is told by name of a line of the log; null for what needs no such message.
 * @param isRead the channel where they asked is told of every line anyway.
 */
function aloud(request: AssignmentRequest, index: number, isRead: boolean): string | null {
  const { log } = request
  const entry = log[index]
  if (entry?.what === 'rejected')
    return `${plainName(entry.by?.name ?? '')} rejected this. The card says why.`
  if (entry?.what === 'halfWritten' && !isRead) return `alarm: ${halfInWords(entry, request)}`
  // It may have waited for days.
  if (isRead || log[index - 1]?.what !== 'filed') return null
  switch (entry?.what) {
    case 'done':
      return 'this was approved in Intune and is done now. The card shows it.'
    case 'failed':
      return 'this was not done. The card says why.'
    case 'askedAgain':
      return 'this has to be approved again. The card says why.'
    default:
      return null
  }
}

/** Said to the requester by name wherever it is told. */
function isLoud({ what }: LogEntry): boolean {
  return what === 'failed' || what === 'halfWritten'
}

function replyFor(entry: LogEntry, request: AssignmentRequest): Message {
  const who = plainName(entry.by?.name ?? '')
  switch (entry.what) {
    case 'approved':
      return textMessage(`Approved by ${who}.`)
    case 'rejected':
      return textMessage(`Rejected by ${who}. Nothing was changed.`)
    case 'filed':
      return textMessage(
        'Intune’s Multi Admin Approval wants another administrator to approve this in the Intune admin center, too.',
      )
    case 'done':
      return textMessage('Done and verified in Intune.')
    case 'askedAgain':
      return textMessage(
        'The assignments changed meanwhile, so nothing was written and it has to be approved again.',
      )
    case 'retried':
      return textMessage('What is left is tried again, once somebody approves it.')
    case 'undone':
      return textMessage('Undone.')
    case 'halfWritten':
      return mentioning(request, `alarm: ${halfInWords(entry, request)}`)
    case 'failed':
      return mentioning(request, 'this was not done. The card says why.')
  }
}

/** In a message with a mention, which reads markdown. */
function halfInWords({ item = 0 }: LogEntry, { items }: AssignmentRequest): string {
  const { plan, half } = items[item] ?? {}
  const lost = listed(someOf((half?.lost ?? []).map(plainName)))
  return `Intune took the change of ${plainName(plan?.policy.name ?? '')} and lost what was to stay assigned: ${lost}. The card has the plan that puts it back.`
}

/** Teams turns `<at>…</at>` into a mention only together with its entity; the name in both has to be the same. */
function mentioning({ asker }: AssignmentRequest, words: string): Message {
  const name = plainName(asker.name)
  const text = `<at>${name}</at>`
  const mention = { type: 'mention', mentioned: { id: asker.teamsId, name }, text }
  return { text: `${text} ${words}`, entities: [mention] }
}
