import {
  type Activity,
  type ConversationParameters,
  type ConversationReference,
  type TeamsChannelAccount,
  TurnContext,
} from 'botbuilder'
import type { ConnectorClient } from 'botframework-connector'
import { wholeOf } from '../../request/approval/eligibility.ts'
import type { Person } from '../../request/person.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import type { TeamsAdapter } from '../adapter/adapter.ts'
import { TooBusy } from './rateLimiter.ts'
import { statusOf } from './rateLimitMiddleware.ts'

/** Teams did not take a message: whatever else, it does not stand there. */
export class Refused extends Error {
  override readonly name: string = 'Refused'
}

/** A message that Teams will not take, whatever we do: the bot is not there, or was blocked. */
export class Unreachable extends Refused {
  override readonly name = 'Unreachable'
}

/** The message is larger than Teams takes. The same one will never be taken, a smaller one may be. */
export class TooLarge extends Refused {
  override readonly name = 'TooLarge'
}

const GONE = [403, 404]

/**
 * What the bot writes on its own, one message at a time in a conversation. Rate and repeats are the adapter's; what
 * has to survive a restart are the jobs that write here.
 */
export class Outbox {
  private readonly adapter: TeamsAdapter
  private readonly audience: string
  private readonly queues = new Map<string, Promise<unknown>>()

  /** @param audience of the bot's own token. */
  constructor(adapter: TeamsAdapter, audience: string) {
    this.adapter = adapter
    this.audience = audience
  }

  /** @returns the new message's activity id. @throws {Refused} when it does not stand there for sure. */
  create(conversation: KnownConversation, activity: Partial<Activity>): Promise<string> {
    return this.createWith(conversation, async () => activity)
  }

  /** The same, for a message that is made for the very turn it is sent in. */
  createWith(
    conversation: KnownConversation,
    make: (context: TurnContext) => Promise<Partial<Activity>>,
  ): Promise<string> {
    return this.enqueue(conversation, async (context) => {
      const sent = await context.sendActivity(await make(context))
      if (!sent?.id) throw new Error('Teams answered without the id of the message.')
      return sent.id
    })
  }

  /** @throws {Unreachable} also when somebody deleted the message. */
  async update(
    conversation: KnownConversation,
    activityId: string,
    activity: Partial<Activity>,
  ): Promise<void> {
    await this.enqueue(conversation, (context) => context.updateActivity({ ...activity, id: activityId }))
  }

  /** What Teams says of somebody in a conversation; null when they are not there. @throws {Unreachable} */
  async member(conversation: KnownConversation, memberId: string): Promise<TeamsChannelAccount | null> {
    const whole = wholeOf(conversation.id)
    try {
      return await this.enqueue(conversation, async (context) => {
        const client = context.turnState.get<ConnectorClient>(this.adapter.ConnectorClientKey)
        return (await client.conversations.getConversationMember(whole, memberId)) as TeamsChannelAccount
      })
    } catch (error) {
      const isMissing = error instanceof Unreachable && statusOf(error.cause) === 404
      if (isMissing) return null
      throw error
    }
  }

  /** Takes a message back. One that is gone already is no error. */
  async withdraw(conversation: KnownConversation, activityId: string): Promise<void> {
    await this.enqueue(conversation, (context) => context.deleteActivity(activityId)).catch((error) => {
      if (!(error instanceof Unreachable)) throw error
    })
  }

  /**
   * The person's own chat with the bot, begun if it has to be: Teams allows that where the app is installed for
   * them or for a team of theirs (learn.microsoft.com/microsoftteams, send-proactive-messages).
   * @param near a conversation of the same tenant, for the address of the service.
   * @throws {Unreachable} where the app is not installed for them, or they blocked it.
   */
  async openPersonal(near: KnownConversation, person: Person): Promise<KnownConversation> {
    const { serviceUrl = '', channelId = 'msteams' } = near.reference as Partial<ConversationReference>
    let reference: Partial<ConversationReference> = {}
    const parameters = {
      isGroup: false,
      bot: { id: `28:${this.adapter.appId}`, name: 'Assent' },
      members: [{ id: person.teamsId, name: person.name }],
      tenantId: person.tenantId,
      channelData: { tenant: { id: person.tenantId } },
    } as ConversationParameters
    await reaching(() =>
      this.adapter.createConversationAsync(
        this.adapter.appId,
        channelId,
        serviceUrl,
        this.audience,
        parameters,
        async (context) => {
          reference = TurnContext.getConversationReference(context.activity)
        },
      ),
    )
    const id = reference.conversation?.id ?? ''
    return { id, tenantId: person.tenantId, kind: 'personal', reference }
  }

  private enqueue<T>(conversation: KnownConversation, act: (context: TurnContext) => Promise<T>): Promise<T> {
    const before = this.queues.get(conversation.id) ?? Promise.resolve()
    const mine = before.then(() => reaching(() => this.inConversation(conversation, act)))
    const settled = mine.catch(() => {})
    this.queues.set(conversation.id, settled)
    void settled.then(() => {
      if (this.queues.get(conversation.id) === settled) this.queues.delete(conversation.id)
    })
    return mine
  }

  private async inConversation<T>(
    { reference }: KnownConversation,
    act: (context: TurnContext) => Promise<T>,
  ): Promise<T> {
    let result: { value: T } | null = null
    await this.adapter.continueConversationAsync(
      this.adapter.appId,
      reference as Partial<ConversationReference>,
      async (context) => {
        result = { value: await act(context) }
      },
    )
    if (!result) throw new Error('The message was not sent.')
    return (result as { value: T }).value
  }
}

async function reaching<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const status = statusOf(error)
    if (GONE.includes(status)) throw new Unreachable(`Teams answered ${status}`, { cause: error })
    if (status === 413 || codeOf(error) === 'MessageSizeTooBig')
      throw new TooLarge('the message is larger than Teams takes', { cause: error })
    // A 4xx says that nothing was done; 408 only that nobody waited any longer.
    const isClear = error instanceof TooBusy || (status >= 400 && status < 500 && status !== 408)
    throw isClear ? new Refused(`not sent (${status})`, { cause: error }) : error
  }
}

/** The Connector's own word for what was wrong, beside the status. */
function codeOf(error: unknown): string | undefined {
  const { code, details } = (error ?? {}) as { code?: string; details?: { error?: { code?: string } } }
  return details?.error?.code ?? code
}
