import { setTimeout as pause } from 'node:timers/promises'
import {
  type Activity,
  type ConversationParameters,
  type ConversationReference,
  TurnContext,
} from 'botbuilder'
import type { Person } from '../identity/person.ts'
import type { KnownConversation } from '../store/conversations.ts'
import type { TeamsAdapter } from './adapter.ts'

/** A message that Teams will not take, whatever we do: the bot is not there, or was blocked. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Statuses that Microsoft says to repeat (learn.microsoft.com/microsoftteams, conversation-messages). */
const REPEAT_UPDATE = [412, 429, 502, 503, 504]
/** A create that was accepted and then failed would stand there twice: only one that was never begun is repeated. */
const REPEAT_CREATE = [429]
const GONE = [403, 404]
const ATTEMPTS = 5

/**
 * What the bot writes on its own: one message at a time in a conversation, within Teams' published rate of seven
 * in a second, thirty seconds' worth at most in flight.
 */
export class Outbox {
  private readonly adapter: TeamsAdapter
  private readonly audience: string
  private readonly queues = new Map<string, Promise<unknown>>()
  /** Times of the last sends, per conversation, in milliseconds. */
  private readonly sent = new Map<string, number[]>()

  /** @param audience of the bot's own token. */
  constructor(adapter: TeamsAdapter, audience: string) {
    this.adapter = adapter
    this.audience = audience
  }

  /** @returns the new message's activity id. @throws {Unreachable} */
  create(conversation: KnownConversation, activity: Partial<Activity>): Promise<string> {
    return this.createWith(conversation, async () => activity)
  }

  /** The same, for a message that is made for the very turn it is sent in. */
  createWith(
    conversation: KnownConversation,
    make: (context: TurnContext) => Promise<Partial<Activity>>,
  ): Promise<string> {
    return this.enqueue(conversation, REPEAT_CREATE, async (context) => {
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
    await this.enqueue(conversation, REPEAT_UPDATE, (context) =>
      context.updateActivity({ ...activity, id: activityId }),
    )
  }

  /**
   * The person's own chat with the bot, begun if it has to be: Teams allows that where the app is installed for
   * them or for a team of theirs (learn.microsoft.com/microsoftteams, send-proactive-messages).
   * @param near a conversation of the same tenant, for the address of the service.
   */
  async openPersonal(near: KnownConversation, person: Person): Promise<KnownConversation> {
    const { serviceUrl = '', channelId = 'msteams' } = near.reference as Partial<ConversationReference>
    let reference: Partial<ConversationReference> = {}
    await this.adapter.createConversationAsync(
      this.adapter.appId,
      channelId,
      serviceUrl,
      this.audience,
      {
        isGroup: false,
        bot: { id: `28:${this.adapter.appId}`, name: 'Assent' },
        members: [{ id: person.teamsId, name: person.name }],
        tenantId: person.tenantId,
        channelData: { tenant: { id: person.tenantId } },
      } as ConversationParameters,
      async (context) => {
        reference = TurnContext.getConversationReference(context.activity)
      },
    )
    const id = reference.conversation?.id ?? ''
    return { id, tenantId: person.tenantId, kind: 'personal', reference }
  }

  private enqueue<T>(
    conversation: KnownConversation,
    repeat: readonly number[],
    act: (context: TurnContext) => Promise<T>,
  ): Promise<T> {
    const before = this.queues.get(conversation.id) ?? Promise.resolve()
    const mine = before.then(() => this.attempt(conversation, repeat, act))
    const settled = mine.catch(() => {})
    this.queues.set(conversation.id, settled)
    void settled.then(() => {
      if (this.queues.get(conversation.id) === settled) this.queues.delete(conversation.id)
    })
    return mine
  }

  private async attempt<T>(
    conversation: KnownConversation,
    repeat: readonly number[],
    act: (context: TurnContext) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.keepRate(conversation.id)
      try {
        return await this.inConversation(conversation, act)
      } catch (error) {
        const status = statusOf(error)
        if (GONE.includes(status)) throw new Unreachable(`Teams answered ${status}`, { cause: error })
        if (!repeat.includes(status) || attempt >= ATTEMPTS) throw error
        await pause(retryAfter(error) ?? 500 * 2 ** attempt * (0.5 + Math.random()))
      }
    }
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

  /** Seven in a second and sixty in thirty (learn.microsoft.com/microsoftteams, rate-limit). */
  private async keepRate(conversationId: string): Promise<void> {
    const times = this.sent.get(conversationId) ?? []
    for (;;) {
      const now = Date.now()
      while (times[0] !== undefined && times[0] <= now - 30_000) times.shift()
      const [second, sixtieth] = [times.at(-6), times.at(-58)]
      const wait = Math.max(
        second === undefined ? 0 : second + 1000 - now,
        sixtieth === undefined ? 0 : sixtieth + 30_000 - now,
      )
      if (wait <= 0) break
      await pause(wait)
    }
    times.push(Date.now())
    this.sent.set(conversationId, times)
    if (this.sent.size > 5000) this.sent.clear()
  }
}

function statusOf(error: unknown): number {
  return Number((error as { statusCode?: number })?.statusCode ?? 0)
}

/** Milliseconds that Teams asks us to wait, when it says so. */
function retryAfter(error: unknown): number | null {
  const response = (error as { response?: { headers?: { get(name: string): string | undefined } } })?.response
  const seconds = Number(response?.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}
