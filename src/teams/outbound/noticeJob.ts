import type { Kysely } from 'kysely'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import { claimUpTo } from '../../store/claims.ts'
import { type KnownConversation, reachConversation } from '../../store/conversations.ts'
import { type Post, postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { conversationsWithCard, postIn, readWhereabouts, type Whereabouts } from '../../store/whereabouts.ts'
import type { Desk } from '../../workflow/desk.ts'
import { noticeCard } from '../cards/noticeCard.ts'
import { requestSummary } from '../cards/requestSummary.ts'
import { cardMessage, textMessage } from '../messages.ts'
import { copiesOf, withFormerCopies } from './cardAudience.ts'
import { LiveMessages } from './liveMessage.ts'
import { alarmsOf, isAlarm, mentioning, newsForRequester, replyFor } from './noticeReplies.ts'
import type { Outbox } from './outbox.ts'
import { sendAtMostOnce, unlessUnreachable } from './sendAtMostOnce.ts'
import { inThread, withoutThread } from './threads.ts'

export interface NoticeJobParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  /** Where results go unless somebody said "notify here". */
  notifyConversation: string | null
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/**
 * Reports requests to channels: one thread for each, so that the channel reads like a log. The thread's first message
 * is kept up to date, and whatever happens later is a reply.
 */
export class NoticeJob {
  private readonly parts: NoticeJobParts
  private readonly live: LiveMessages

  constructor(parts: NoticeJobParts) {
    this.parts = parts
    this.live = new LiveMessages(parts)
  }

  async run(requestId: string): Promise<void> {
    const { db, log } = this.parts
    const read = await readWhereabouts(db, requestId)
    if (!read || read.request.log.length === 0) return
    const { request } = read
    const cards = conversationsWithCard(read)
    const places = this.placesFor(read)
    for (const id of places) {
      const conversation = await this.reach(read, id)
      if (!conversation) {
        log.warn({ conversation: id }, 'a channel for notices belongs to another tenant')
        continue
      }
      // Where the request's own card is in the channel, the thread begins with it.
      const card = cards.find((one) => channelOf(one) === channelOf(id))
      await unlessUnreachable(this.parts, request, conversation, () =>
        card ? this.underCard(read, conversation, card) : this.thread(read, conversation),
      )
    }
    await this.alarm(read)
    await this.tellRequester(read, places)
  }

  private reach({ request, conversations }: Whereabouts, id: string): Promise<KnownConversation | null> {
    return reachConversation(this.parts.db, request.asker.tenantId, id, conversations)
  }

  /** An emergency is announced wherever others had been asked, in new threads, so that nobody misses it. */
  private async alarm(read: Whereabouts): Promise<void> {
    const { db } = this.parts
    const { request, conversations } = read
    const alarms = alarmsOf(request)
    if (alarms.length === 0) return
    const copies = await copiesOf(request, this.parts)
    const all = await withFormerCopies(copies, conversationsWithCard(read), conversations, db)
    const asked = all.filter(({ own }) => !own)
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

  private placesFor({ request, notified }: Whereabouts): string[] {
    const { notifyConversation } = this.parts
    const usual = notified.length > 0 ? notified : notifyConversation ? [notifyConversation] : []
    return [...new Set([...usual, ...(request.terms?.notify ?? [])])]
  }

  private async thread(read: Whereabouts, conversation: KnownConversation): Promise<void> {
    const { request } = read
    const before = postIn(read, 'notice', conversation.id)
    // The message that begins the thread covers everything so far.
    const told = before?.activityId ? null : await this.countAsTold(request, conversation)
    const message = cardMessage(noticeCard(request), requestSummary(request))
    const activityId = await this.live.show(request, 'notice', conversation, message, {
      read: before,
      smaller: [() => textMessage(requestSummary(request))],
    })
    await this.replies(read, conversation, inThread(conversation, activityId), () => true, told)
  }

  private async underCard(read: Whereabouts, conversation: KnownConversation, card: string): Promise<void> {
    const there = await this.reach(read, card)
    const activityId = postIn(read, 'card', card)?.activityId ?? null
    const isWorthAReply = (entry: LogEntry) => entry.what !== 'approved'
    if (there) await this.replies(read, conversation, inThread(there, activityId), isWorthAReply)
  }

  /** @param before what replies have already reported, where that has changed since it was read. */
  private async replies(
    read: Whereabouts,
    conversation: KnownConversation,
    thread: KnownConversation,
    isWorthAReply: (entry: LogEntry) => boolean,
    before: Post | null = null,
  ): Promise<void> {
    const { request } = read
    const told =
      before ??
      postIn(read, 'reply', conversation.id) ??
      (await postAt(this.parts.db, request.id, 'reply', conversation.id))
    for (let i = told.revision; i < request.log.length; i++) {
      const entry = request.log[i]
      // Outside channels there are no threads: only what deserves a message of its own is sent.
      const isWorth = conversation.kind === 'channel' || (entry !== undefined && isAlarm(entry))
      const reply = entry && isWorth && isWorthAReply(entry) ? replyFor(entry, request) : null
      await sendAtMostOnce(this.parts, told.key, i + 1, thread, reply)
    }
  }

  private countAsTold(request: AssignmentRequest, conversation: KnownConversation): Promise<Post> {
    const failedAt = request.log.findIndex(isAlarm)
    // A failure is always said to the requester by name.
    const revision = failedAt < 0 ? request.log.length : failedAt
    const place = { requestId: request.id, purpose: 'reply', conversationId: conversation.id } as const
    return claimUpTo(this.parts.db, place, revision)
  }

  /** Editing a card notifies nobody, so what the requester is not waiting for is sent to them where they asked. */
  private async tellRequester(read: Whereabouts, places: readonly string[]): Promise<void> {
    const { db } = this.parts
    const { request } = read
    const isRead = places.some((id) => channelOf(id) === channelOf(request.place.conversationId))
    const at = request.log.findLastIndex((_, index) => newsForRequester(request, index, isRead) !== null)
    const words = newsForRequester(request, at, isRead)
    const own = words && (await this.reach(read, request.place.conversationId))
    if (!own || !words) return
    await unlessUnreachable(this.parts, request, own, async () => {
      const told = await postAt(db, request.id, 'told', own.id)
      await sendAtMostOnce(this.parts, told.key, at + 1, own, mentioning(request, words))
    })
  }
}
