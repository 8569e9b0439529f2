import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { AssignmentRequest } from '../../request/request.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import {
  beginPost,
  findPost,
  markSending,
  markShown,
  markStanding,
  type Post,
  postAt,
} from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { withKey } from '../cards/copyKey.ts'
import type { BotMessage } from '../turn.ts'
import { MessageRefused, type Outbox, TooLarge } from './outbox.ts'

export interface LiveMessageParts {
  db: Kysely<Schema>
  outbox: Outbox
  now: () => Date
}

export interface ShowOptions {
  /**
   * The revision of the request that the message shows, if not the current one; null for a message that shows nothing
   * new.
   */
  revision?: number | null
  /** What to send instead where Teams finds the message too large, in this order. */
  smaller?: (() => BotMessage)[]
  /** The message as it was just read, null where there was none; left out where nobody has read it. */
  read?: Post | null
}

/** How long a message whose sending was never answered has to report itself, in milliseconds. */
const FATE_MS = 5000

/**
 * Messages that exist once in a conversation and are kept up to date there, across crashes. Teams has no key against
 * duplicates, and no call that lists a conversation's messages. So it is first recorded that the message may be there,
 * and a message that is there reports itself (see `withKey`).
 */
export class LiveMessages {
  private readonly parts: LiveMessageParts

  constructor(parts: LiveMessageParts) {
    this.parts = parts
  }

  /**
   * @returns the id of the message; null where it is there and nobody knows its id.
   * @throws {Unreachable}
   * @throws {TooLarge} when even the smallest one is: sending any of them again is of no use.
   */
  async show(
    request: AssignmentRequest,
    purpose: 'card' | 'notice',
    conversation: KnownConversation,
    message: BotMessage,
    { revision = request.revision, smaller = [], read }: ShowOptions = {},
  ): Promise<string | null> {
    const { db, outbox, now } = this.parts
    const place = { requestId: request.id, purpose, conversationId: conversation.id }
    const begun = read === null ? await beginPost(db, place, now()) : null
    const post = begun ?? read ?? (await postAt(db, request.id, purpose, conversation.id))
    if (revision !== null && post.revision >= revision) return post.activityId
    const standing = begun ? null : (post.activityId ?? (await this.fateOf(post)))
    if (standing) {
      await firstThatFits((one) => outbox.update(conversation, standing, one), [() => message, ...smaller])
      if (revision !== null) await markShown(db, post.key, revision)
      return standing
    }
    let isNoted = begun !== null
    const create = async (one: BotMessage) => {
      if (!isNoted) await markSending(db, post.key, now())
      isNoted = false
      return await this.create(post.key, conversation, withKey(one, post.key, request), revision)
    }
    return await firstThatFits(create, [() => message, ...smaller])
  }

  /** It is already recorded that the message may be there. */
  private async create(
    key: string,
    conversation: KnownConversation,
    message: BotMessage,
    revision: number | null,
  ): Promise<string | null> {
    const { db, outbox } = this.parts
    let activityId: string
    try {
      activityId = await outbox.create(conversation, message)
    } catch (error) {
      if (error instanceof MessageRefused) await markSending(db, key, null)
      throw error
    }
    const standing = await markStanding(db, key, activityId, revision)
    if (standing && standing !== activityId) await outbox.withdraw(conversation, activityId)
    return standing
  }

  /** An earlier run was cut off while sending: is the message there? Null: it has not reported itself. */
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

async function firstThatFits<T>(
  send: (message: BotMessage) => Promise<T>,
  [next, ...rest]: [() => BotMessage, ...(() => BotMessage)[]],
): Promise<T> {
  try {
    return await send(next())
  } catch (error) {
    const [smaller, ...others] = rest
    if (!(error instanceof TooLarge) || !smaller) throw error
    return await firstThatFits(send, [smaller, ...others])
  }
}
