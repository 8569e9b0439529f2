import { answeredWithin } from '../../identity/deadline.ts'
import { spanned } from '../../observability/traces.ts'
import type { Person } from '../../request/person.ts'
import { channelOf } from '../../request/place.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import {
  type BotMessage,
  type Conversations,
  type Member,
  type Team,
  TeamsError,
  type Turn,
} from '../turn.ts'
import { TooBusy } from './rateLimiter.ts'

/** Teams did not accept a message, so it is certainly not there. */
export class MessageRefused extends Error {
  override readonly name: string = 'MessageRefused'
}

/** A message that Teams will never accept: the bot is not installed there, or was blocked. */
export class Unreachable extends MessageRefused {
  override readonly name = 'Unreachable'
}

/** The message is larger than Teams allows. It will never be accepted; a smaller one may be. */
export class TooLarge extends MessageRefused {
  override readonly name = 'TooLarge'
}

const GONE = [403, 404]
/** How long Teams may take to describe a team, in milliseconds: what is to be sent waits behind it. */
const MAX_TEAM_MS = 2500

/**
 * What the bot writes on its own, one message at a time in each conversation. The adapter sees to the rate and to
 * repeats; what has to survive a restart is left to the jobs that write here.
 */
export class Outbox {
  private readonly conversations: Conversations
  private readonly queues = new Map<string, Promise<unknown>>()

  constructor(conversations: Conversations) {
    this.conversations = conversations
  }

  /** @returns the new message's activity id. @throws {MessageRefused} when it is certainly not there. */
  create(conversation: KnownConversation, message: BotMessage): Promise<string> {
    return this.createWith(conversation, async () => message)
  }

  /** The same, for a message that is built for the turn it is sent in. */
  createWith(conversation: KnownConversation, make: (turn: Turn) => Promise<BotMessage>): Promise<string> {
    return this.enqueue('create', conversation, async (turn) => {
      const id = await turn.send(await make(turn))
      if (!id) throw new Error('Teams answered without the id of the message.')
      return id
    })
  }

  /** @throws {Unreachable} also when somebody deleted the message. */
  async update(conversation: KnownConversation, activityId: string, message: BotMessage): Promise<void> {
    await this.enqueue('update', conversation, (turn) => turn.update(activityId, message))
  }

  /** What Teams knows about somebody in a conversation; null when they are not there. @throws {Unreachable} */
  member(conversation: KnownConversation, memberId: string): Promise<Member | null> {
    return this.enqueue('member', conversation, (turn) => turn.memberOf(channelOf(conversation.id), memberId))
  }

  /**
   * A team that the bot is in.
   * @param conversation any of the tenant's, for the address of the service.
   * @throws {MessageRefused} where Teams does not tell it. @throws {NoAnswer}
   */
  team(conversation: KnownConversation, teamId: string): Promise<Team> {
    return this.enqueue('team', conversation, (turn) =>
      // It goes through a client that botbuilder makes for itself, which knows no deadline.
      answeredWithin(MAX_TEAM_MS, () => turn.team(teamId)),
    )
  }

  /** Deletes a message. One that is already gone is no error. */
  async withdraw(conversation: KnownConversation, activityId: string): Promise<void> {
    await this.enqueue('delete', conversation, (turn) => turn.delete(activityId)).catch((error) => {
      if (!(error instanceof Unreachable)) throw error
    })
  }

  /**
   * The person's own chat with the bot, opened if need be: Teams allows that where the app is installed for
   * them or for a team of theirs (learn.microsoft.com/microsoftteams, send-proactive-messages).
   * @param near a conversation of the same tenant, for the service address.
   * @throws {Unreachable} where the app is not installed for them, or they blocked it.
   */
  openPersonal(near: KnownConversation, person: Person): Promise<KnownConversation> {
    return translatingErrors(() => this.conversations.openPersonal(near, person))
  }

  private enqueue<T>(
    what: 'create' | 'update' | 'member' | 'team' | 'delete',
    conversation: KnownConversation,
    act: (turn: Turn) => Promise<T>,
  ): Promise<T> {
    const before = this.queues.get(conversation.id) ?? Promise.resolve()
    const mine = before.then(() =>
      spanned(`teams ${what}`, { kind: 'client' }, () =>
        translatingErrors(() => this.conversations.visit(conversation, act)),
      ),
    )
    const settled = mine.catch(() => {})
    this.queues.set(conversation.id, settled)
    void settled.then(() => {
      if (this.queues.get(conversation.id) === settled) this.queues.delete(conversation.id)
    })
    return mine
  }
}

async function translatingErrors<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof TooBusy) throw new MessageRefused('not sent: too much is waiting', { cause: error })
    if (!(error instanceof TeamsError)) throw error
    const { status, code } = error
    if (GONE.includes(status)) throw new Unreachable(`Teams answered ${status}`, { cause: error })
    if (status === 413 || code === 'MessageSizeTooBig')
      throw new TooLarge('the message is larger than Teams takes', { cause: error })
    // A 4xx says that nothing was done; 408 only that nobody waited any longer.
    const isClear = status >= 400 && status < 500 && status !== 408
    throw isClear ? new MessageRefused(`not sent (${status})`, { cause: error }) : error
  }
}
