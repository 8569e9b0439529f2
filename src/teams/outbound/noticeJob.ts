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
import { noticeCard } from '../cards/noticeCard.ts'
import { requestInShort } from '../cards/requestCard.ts'
import { cardMessage, textMessage } from '../messages.ts'
import { copiesOf } from './cardAudience.ts'
import { LiveMessages } from './liveMessage.ts'
import { alarmsOf, isAlarm, mentioning, newsForRequester, replyFor } from './noticeReplies.ts'
import type { Outbox } from './outbox.ts'
import { sendAtMostOnce, unlessUnreachable } from './sendAtMostOnce.ts'
import { inThread, withoutThread } from './threads.ts'

export interface NoticeJobParts {
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
export class NoticeJob {
  private readonly parts: NoticeJobParts
  private readonly live: LiveMessages

  constructor(parts: NoticeJobParts) {
    this.parts = parts
    this.live = new LiveMessages(parts)
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
      await unlessUnreachable(this.parts, request, conversation, () =>
        card ? this.underCard(request, conversation, card) : this.thread(request, conversation),
      )
    }
    await this.alarm(request)
    await this.tellRequester(request, places)
  }

  /** An emergency is told wherever others were asked, in messages that begin a thread, so that nobody misses it. */
  private async alarm(request: AssignmentRequest): Promise<void> {
    const { db } = this.parts
    const alarms = alarmsOf(request)
    if (alarms.length === 0) return
    const asked = (await copiesOf(request, this.parts)).filter(({ own }) => !own)
    for (const { conversation } of asked) {
      await unlessUnreachable(this.parts, request, conversation, async () => {
        const there = withoutThread(conversation)
        const { key } = await postAt(db, request.id, 'alarm', there.id)
        for (const [index, alarm] of alarms.entries()) {
          await sendAtMostOnce(this.parts, key, index + 1, there, alarm)
        }
      })
    }
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
    await this.live.show(request, 'notice', conversation, message, request.revision, [
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
      const isWorth = conversation.kind === 'channel' || (entry !== undefined && isAlarm(entry))
      const reply = entry && isWorth && isWorthAReply(entry) ? replyFor(entry, request) : null
      await sendAtMostOnce(this.parts, told.key, i + 1, thread, reply)
    }
  }

  private async countAsTold(request: AssignmentRequest, conversation: KnownConversation): Promise<void> {
    const told = await postAt(this.parts.db, request.id, 'reply', conversation.id)
    const failedAt = request.log.findIndex(isAlarm)
    // A failure is always said to the requester by name.
    const revision = failedAt < 0 ? request.log.length : failedAt
    await claim(this.parts.db, told.key, revision)
  }

  /** Changing a card alerts nobody, so what the requester does not wait for is said to them where they asked. */
  private async tellRequester(request: AssignmentRequest, places: readonly string[]): Promise<void> {
    const { db } = this.parts
    const own = await reachConversation(db, request.asker.tenantId, request.place.conversationId)
    const isRead = places.some((id) => channelOf(id) === channelOf(request.place.conversationId))
    const at = request.log.findLastIndex((_, index) => newsForRequester(request, index, isRead) !== null)
    const words = newsForRequester(request, at, isRead)
    if (!own || !words) return
    await unlessUnreachable(this.parts, request, own, async () => {
      const told = await postAt(db, request.id, 'told', own.id)
      await sendAtMostOnce(this.parts, told.key, at + 1, own, mentioning(request, words))
    })
  }
}
