import { ActivityTypes, type CloudAdapter, TeamsInfo, type TurnContext } from 'botbuilder'
import type { ConnectorClient } from 'botframework-connector'
import { wellFormed } from '../../store/json.ts'
import { type Activity, type BotMessage, type Member, type Team, TeamsError, type Turn } from '../turn.ts'
import { httpStatusOf } from './rateLimitMiddleware.ts'

const SPOKEN = Symbol('the turn has spoken')

/** botbuilder's turn as ours. It keeps no state: any number may be made from one context. */
export class BotTurn implements Turn {
  private readonly context: TurnContext

  constructor(context: TurnContext) {
    this.context = context
  }

  get activity(): Activity {
    return this.context.activity
  }

  get hasSpoken(): boolean {
    return this.context.turnState.get<boolean>(SPOKEN) === true
  }

  /** Recorded first: nobody knows whether a message that fails on the way has arrived. */
  private speak<T>(send: () => Promise<T>): Promise<T> {
    this.context.turnState.set(SPOKEN, true)
    return translated(send)
  }

  async send(message: BotMessage): Promise<string | null> {
    const sent = await this.speak(() => this.context.sendActivity(outgoing(message)))
    return sent?.id || null
  }

  async sendTyping(): Promise<void> {
    await translated(() => this.context.sendActivity({ type: ActivityTypes.Typing }))
  }

  async answer(status: number, body?: unknown): Promise<void> {
    await this.speak(() =>
      this.context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } }),
    )
  }

  async update(messageId: string, message: BotMessage): Promise<void> {
    await this.speak(() => this.context.updateActivity({ ...outgoing(message), id: messageId }))
  }

  async delete(messageId: string): Promise<void> {
    await this.speak(() => this.context.deleteActivity(messageId))
  }

  member(accountId: string): Promise<Member | null> {
    return memberOrNull(() => TeamsInfo.getMember(this.context, accountId))
  }

  memberOf(conversationId: string, accountId: string): Promise<Member | null> {
    const { ConnectorClientKey } = this.context.adapter as CloudAdapter
    const client = this.context.turnState.get<ConnectorClient>(ConnectorClientKey)
    return memberOrNull(() => client.conversations.getConversationMember(conversationId, accountId))
  }

  async team(teamId?: string): Promise<Team> {
    const [{ id = '', name, aadGroupId }, channels] = await translated(() =>
      Promise.all([
        TeamsInfo.getTeamDetails(this.context, teamId),
        TeamsInfo.getTeamChannels(this.context, teamId),
      ]),
    )
    return wellFormed({
      id,
      name: name || null,
      groupId: aadGroupId || null,
      channels: channels.flatMap((one) => (one.id ? [{ id: one.id, name: one.name || null }] : [])),
    })
  }
}

function outgoing({ entities, ...message }: BotMessage) {
  return { type: ActivityTypes.Message, ...message, ...(entities ? { entities: [...entities] } : {}) }
}

/** There is nobody of that name: that is an answer. */
async function memberOrNull(ask: () => Promise<object>): Promise<Member | null> {
  try {
    // People choose the names they show themselves.
    return wellFormed((await translated(ask)) as Member)
  } catch (error) {
    if (error instanceof TeamsError && error.status === 404) return null
    throw error
  }
}

/** A refusal by Teams, whichever library throws it, as an error of ours. Any other error stays as it is. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const status = httpStatusOf(error)
    if (status === 0) throw error
    throw new TeamsError(status, codeOf(error), { cause: error })
  }
}

/** The Connector's own code for what was wrong, besides the status. */
function codeOf(error: unknown): string | null {
  const { code, details } = (error ?? {}) as { code?: unknown; details?: { error?: { code?: unknown } } }
  const word = details?.error?.code ?? code
  return typeof word === 'string' ? word : null
}
