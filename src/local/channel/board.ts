import type { Saved } from '../savedState.ts'
import type { ChannelState, ChatMessage } from './state.ts'

export type ChannelEvent =
  | { type: 'message'; message: ChatMessage }
  | { type: 'typing'; conversationId: string }
  | { type: 'toast'; personId: string; conversationId: string; text: string }
  /** A card that one person alone sees in place of the message's own. */
  | { type: 'view'; personId: string; messageId: string; card: unknown }
  /** A sign-in card came; the people's clients try to answer it before anybody sees it. */
  | { type: 'signIn'; message: ChatMessage }

/** What became of the messages since somebody last looked. */
export interface News {
  /** To be named when looking again. */
  version: number
  /** The messages are all there are, and those known before are void. */
  all: boolean
  messages: readonly ChatMessage[]
}

type Posted = Pick<ChatMessage, 'conversationId' | 'from' | 'text' | 'attachments' | 'replyTo'>

/** All messages, and whoever listens to what happens to them. */
export class Board {
  private readonly saved: Saved<ChannelState>
  private readonly listeners = new Set<(event: ChannelEvent) => void>()
  private lastId = 0
  /** The version in which each message was last changed; a message that has none was read from the file. */
  private readonly changedIn = new WeakMap<ChatMessage, number>()
  private startedOverIn = 0
  /** How often the bot was told that it sends too much, by conversation. */
  readonly throttled = new Map<string, number>()
  /** The only name by which rosters give an object id; null: both. */
  idAs: 'aadObjectId' | 'objectId' | null = null
  /** Channels that their team's list leaves out, as if they were another team's. */
  readonly unlisted = new Set<string>()
  /** People who are something else than members of the organisation, by object id. */
  readonly roles = new Map<string, { userRole: string; tenantId?: string; name?: string }>()

  constructor(saved: Saved<ChannelState>) {
    this.saved = saved
  }

  get messages(): readonly ChatMessage[] {
    return this.saved.state.messages
  }

  /** @param version of the messages that are known; without it, all are news. */
  newsSince(version: number | null): News {
    const now = this.saved.changes
    const all = version === null || version < this.startedOverIn
    const messages = all
      ? this.messages
      : this.messages.filter((one) => (this.changedIn.get(one) ?? 0) > version)
    return { version: now, all, messages }
  }

  /** Waits until something happens in the chats, or for so long; not at all if it has since this version. */
  async waitForNews(version: number, milliseconds: number): Promise<void> {
    if (this.saved.changes !== version) return
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      const stop = this.on(({ type }) => {
        if (type !== 'typing') end()
      })
    })
  }

  on(listener: (event: ChannelEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(event: ChannelEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  find(conversationId: string, id: string): ChatMessage | undefined {
    return this.messages.find((one) => one.id === id && one.conversationId === conversationId && !one.deleted)
  }

  post(message: Posted): ChatMessage {
    const posted = this.add(message, false)
    this.changed(posted)
    return posted
  }

  /** Keeps a sign-in card back until it is known whether the client can sign in silently. */
  hold(message: Posted): ChatMessage {
    const posted = this.add(message, true)
    this.touch(posted)
    this.tell({ type: 'signIn', message: posted })
    return posted
  }

  /** The silent way failed: now people see the card with its button. */
  reveal(message: ChatMessage): void {
    message.held = false
    this.changed(message)
  }

  update(message: ChatMessage, fields: Pick<ChatMessage, 'text' | 'attachments'>): void {
    Object.assign(message, fields, { updatedAt: new Date().toISOString(), updates: message.updates + 1 })
    this.changed(message)
  }

  delete(message: ChatMessage): void {
    Object.assign(message, { deleted: true, text: null, attachments: [] })
    this.changed(message)
  }

  /** As before anybody wrote anything. */
  startOver(): void {
    Object.assign(this.saved.state, { messages: [], without: [] })
    this.saved.touch()
    this.startedOverIn = this.saved.changes
  }

  isWithoutBot(conversationId: string): boolean {
    return this.saved.state.without.includes(conversationId)
  }

  setBot(conversationId: string, isThere: boolean): void {
    const others = this.saved.state.without.filter((id) => id !== conversationId)
    this.saved.state.without = isThere ? others : [...others, conversationId]
    this.saved.touch()
  }

  private add(message: Posted, held: boolean): ChatMessage {
    const at = new Date().toISOString()
    const posted = { ...message, id: this.freshId(), at, updatedAt: null, updates: 0, deleted: false, held }
    this.saved.state.messages.push(posted)
    return posted
  }

  /** Teams' message ids are times in milliseconds. */
  private freshId(): string {
    this.lastId = Math.max(Date.now(), this.lastId + 1)
    return String(this.lastId)
  }

  private touch(message: ChatMessage): void {
    this.saved.touch()
    this.changedIn.set(message, this.saved.changes)
  }

  private changed(message: ChatMessage): void {
    this.touch(message)
    this.tell({ type: 'message', message: structuredClone(message) })
  }
}
