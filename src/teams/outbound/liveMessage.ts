import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { AssignmentRequest } from '../../request/request.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import { findPost, markSending, markShown, markStanding, type Post, postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { withKey } from '../cards/copyKey.ts'
import type { Message } from '../turn.ts'
import { type Outbox, Refused, TooLarge } from './outbox.ts'

export interface LiveMessageParts {
  db: Kysely<Schema>
  outbox: Outbox
  now: () => Date
}

/** How long a message whose sending had no answer has to report itself, in milliseconds. */
const FATE_MS = 5000

/**
 * Messages that stand once in a conversation and are kept up to date there, across crashes. Teams has no key against
 * duplicates, and no call that lists what stands in a conversation. So it is recorded first that the message may stand
 * there, and a message that does reports itself (see `withKey`).
 */
export class LiveMessages {
  private readonly parts: LiveMessageParts

  constructor(parts: LiveMessageParts) {
    this.parts = parts
  }

  /**
   * @param revision of the request that the message shows; null for one that shows no more than it did.
   * @param smaller what is sent where Teams finds the message too large, in that order.
   * @throws {Unreachable}
   * @throws {TooLarge} when the last one is, too: to send any of them again is of no use.
   */
  async show(
    request: AssignmentRequest,
    purpose: 'card' | 'notice',
    conversation: KnownConversation,
    message: Message,
    revision: number | null = request.revision,
    smaller: (() => Message)[] = [],
  ): Promise<void> {
    const { db, outbox } = this.parts
    const post = await postAt(db, request.id, purpose, conversation.id)
    if (revision !== null && post.revision >= revision) return
    const activityId = post.activityId ?? (await this.fateOf(post))
    const send = (one: Message) =>
      activityId
        ? outbox.update(conversation, activityId, one)
        : this.create(post, conversation, withKey(one, post.key, request))
    await firstThatFits(send, [() => message, ...smaller])
    if (revision !== null) await markShown(db, post.key, revision)
  }

  private async create({ key }: Post, conversation: KnownConversation, message: Message): Promise<void> {
    const { db, outbox, now } = this.parts
    await markSending(db, key, now())
    let activityId: string
    try {
      activityId = await outbox.create(conversation, message)
    } catch (error) {
      if (error instanceof Refused) await markSending(db, key, null)
      throw error
    }
    const standing = await markStanding(db, key, activityId)
    if (standing && standing !== activityId) await outbox.withdraw(conversation, activityId)
  }

  /** An earlier run was cut off while sending: does the message stand there? Null: it has not reported itself. */
  private async fateOf(post: Post): Promise<string | null> {
    if (!post.sendingAt) return null
    const until = post.sendingAt.getTime() + FATE_MS
    for (;;) {
      const found = await findPost(this.parts.db, post.key)
      if (found?.activityId || this.parts.now().getTime() >= until) return found?.activityId ?? null
      await pause(250)
    }
  }
}

async function firstThatFits(
  send: (message: Message) => Promise<void>,
  [next, ...rest]: (() => Message)[],
): Promise<void> {
  if (!next) return
  try {
    await send(next())
  } catch (error) {
    if (!(error instanceof TooLarge) || rest.length === 0) throw error
    await firstThatFits(send, rest)
  }
}
