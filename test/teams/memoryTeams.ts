import { randomUUID } from 'node:crypto'
import type { Person } from '../../src/request/person.ts'
import type { KnownConversation } from '../../src/store/conversations.ts'
import type {
  Activity,
  Bot,
  BotMessage,
  Conversations,
  InvokeAnswer,
  Member,
  TokenService,
  Turn,
} from '../../src/teams/turn.ts'

export interface SentMessage {
  id: string
  conversationId: string
  message: BotMessage
  /** How often it was changed. */
  updates: number
  isDeleted: boolean
}

type Call = 'send' | 'update' | 'delete' | 'member'

/** A bot platform in memory, behind the same port as Microsoft's. */
export interface MemoryTeams extends Conversations {
  sent: SentMessage[]
  /** Where the bot said that it is at work. */
  typing: string[]
  /** Who is there, by Teams' id; everybody else is not. */
  members: Map<string, Member>
  /** What a call does before it has its effect: waits, or throws what the platform would. */
  before: (call: Call, conversationId: string) => Promise<void>
  /** The same, once it has had it: an answer that is lost. */
  after: (call: Call, conversationId: string) => Promise<void>
  /** Has the bot answer an activity. */
  receive(bot: Bot, activity: Activity): Promise<InvokeAnswer | null>
  textsIn(conversationId: string): string[]
}

export function memoryTeams(): MemoryTeams {
  const teams: MemoryTeams = {
    sent: [],
    typing: [],
    members: new Map(),
    before: async () => {},
    after: async () => {},
    async receive(bot, activity) {
      const { turn, answers } = turnOf(activity)
      const route = [...bot.routes].sort((a, b) => Number(b.isInvoke) - Number(a.isInvoke))
      await bot.onTurn(turn, async () => {
        const found = route.find((one) => one.takes(activity))
        await found?.run(turn)
        return found !== undefined
      })
      return answers[0] ?? null
    },
    visit: (conversation, act) => act(turnOf(activityIn(conversation)).turn),
    async openPersonal(near, person: Person) {
      const id = `a:${person.teamsId}`
      return { ...near, id, kind: 'personal' }
    },
    textsIn: (conversationId) =>
      teams.sent
        .filter((one) => one.conversationId === conversationId && !one.isDeleted)
        .map(({ message }) => message.text ?? message.attachments?.[0]?.content.fallbackText ?? ''),
  }
  return teams

  function turnOf(activity: Activity): { turn: Turn; answers: InvokeAnswer[] } {
    const answers: InvokeAnswer[] = []
    let hasSpoken = false
    const conversationId = activity.conversation.id
    const during = async <T>(call: Call, act: () => T): Promise<T> => {
      await teams.before(call, conversationId)
      const result = act()
      await teams.after(call, conversationId)
      return result
    }
    const find = (id: string) => teams.sent.find((one) => one.id === id)
    const turn: Turn = {
      activity,
      get hasSpoken() {
        return hasSpoken
      },
      send(message) {
        hasSpoken = true
        return during('send', () => {
          const id = randomUUID()
          teams.sent.push({ id, conversationId, message, updates: 0, isDeleted: false })
          return id
        })
      },
      async sendTyping() {
        teams.typing.push(conversationId)
      },
      async answer(status, body) {
        hasSpoken = true
        answers.push({ status, body })
      },
      update: (id, message) =>
        during('update', () => {
          const one = find(id)
          if (one) Object.assign(one, { message, updates: one.updates + 1 })
        }),
      delete: (id) => during('delete', () => void Object.assign(find(id) ?? {}, { isDeleted: true })),
      member: (id) => during('member', () => teams.members.get(id) ?? null),
      memberOf: (_conversation, id) => during('member', () => teams.members.get(id) ?? null),
      team: async (id = '') => ({ id, name: null, groupId: null, channels: [] }),
    }
    return { turn, answers }
  }
}

function activityIn({ id, tenantId, kind, reference }: KnownConversation): Activity {
  return {
    type: 'event',
    channelId: 'memory',
    serviceUrl: reference.serviceUrl,
    from: reference.user ?? reference.bot,
    recipient: reference.bot,
    conversation: { id, tenantId, conversationType: kind },
  }
}

/** Keeps sign-ins in memory. */
export function memoryTokenService(): TokenService & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    token: async (accountId) => kept.get(accountId) ?? null,
    async exchange(accountId, token) {
      kept.set(accountId, token)
      return token
    },
    async signOut(accountId) {
      kept.delete(accountId)
    },
    card: async (_turn, _accountId, text) => ({ contentType: 'memory/sign-in', content: { text } }),
  }
}
