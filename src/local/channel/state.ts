import { COMPANY, type Employee, PEOPLE } from '../company.ts'

/** What Teams holds. Plain data: it is saved as JSON. */
export interface ChannelState {
  messages: ChatMessage[]
  /** Conversations in which the bot is not, or not any more. */
  without: string[]
}

export interface ChatMessage {
  id: string
  /** Without the thread. */
  conversationId: string
  from: { id: string; name: string; isBot: boolean }
  text: string | null
  attachments: { contentType: string; content: unknown }[]
  /** ISO 8601. */
  at: string
  updatedAt: string | null
  /** How often it was changed after it was posted. */
  updates: number
  deleted: boolean
  /** Nobody sees it (yet): a sign-in card that the person's client answered by itself. */
  held: boolean
  /** The message that a channel's thread begins with. */
  replyTo: string | null
}

export interface Conversation {
  id: string
  title: string
  kind: 'personal' | 'channel' | 'groupChat'
  people: readonly Employee[]
}

const BOT_NAME = 'Assent'
export const BOT = { id: `28:${COMPANY.botAppId}`, name: BOT_NAME }

/** Everybody's own chat with the bot, the group chat and the team's channel. */
export const CONVERSATIONS: readonly Conversation[] = [
  ...PEOPLE.map(
    (person): Conversation => ({
      id: `a:1${person.oid.slice(0, 8)}-own-chat`,
      title: `${person.name.split(' ')[0]}’s chat`,
      kind: 'personal',
      people: [person],
    }),
  ),
  ...COMPANY.team.channels.map(
    ({ id, name }): Conversation => ({
      id,
      title: `${COMPANY.team.name} › ${name}`,
      kind: 'channel',
      people: PEOPLE,
    }),
  ),
  { id: COMPANY.groupChat.id, title: COMPANY.groupChat.name, kind: 'groupChat', people: PEOPLE },
]

/** A thread's id is its channel's with the first message behind it. */
export function splitThread(id: string): { conversationId: string; root: string | null } {
  const [conversationId = '', root] = id.split(';messageid=')
  return { conversationId, root: root ?? null }
}

export function conversationOf(id: string): Conversation | undefined {
  return CONVERSATIONS.find((one) => one.id === splitThread(id).conversationId)
}

export function personalChatOf(person: Employee): Conversation {
  const found = CONVERSATIONS.find(({ kind, people }) => kind === 'personal' && people[0] === person)
  if (!found) throw new Error(`${person.name} has no chat with the bot`)
  return found
}
