import type {
  PageCall,
  PageClock,
  PageConversation,
  PageMessage,
  PageMultiAdmin,
  PagePolicy,
  PageReach,
  PageScene,
} from '../pageWorld.ts'
import type { PageState } from '../wire.ts'

/** What the page knows about the world: the last complete state and every change since. */
export class KnownWorld {
  conversations: PageConversation[] = []
  multiAdmin: PageMultiAdmin = { workloads: [], requests: [] }
  reach: PageReach | null = null
  clock: PageClock | null = null
  scenes: PageScene[] = []
  calls: PageCall[] = []
  readonly policies = new Map<string, PagePolicy>()
  private readonly messages = new Map<string, Map<string, PageMessage>>()
  private readonly views = new Map<string, unknown>()

  take(state: PageState): void {
    this.conversations = state.conversations
    this.multiAdmin = state.multiAdmin
    this.reach = state.reach
    this.clock = state.clock
    this.scenes = state.scenes
    this.calls = state.calls
    this.policies.clear()
    this.messages.clear()
    this.views.clear()
    for (const policy of state.policies) this.takePolicy(policy)
    for (const message of state.messages) this.takeMessage(message)
    for (const view of state.views) this.takeView(view.personId, view.messageId, view.card)
  }

  /** Returns what the policy was before. */
  takePolicy(policy: PagePolicy): PagePolicy | undefined {
    const before = this.policies.get(policyKey(policy))
    this.policies.set(policyKey(policy), policy)
    return before
  }

  /** A message updated for everybody ends what single people saw in its place. */
  takeMessage(message: PageMessage): { isNew: boolean } {
    const those = this.messages.get(message.conversationId) ?? new Map<string, PageMessage>()
    this.messages.set(message.conversationId, those)
    const isNew = !those.has(message.id)
    those.set(message.id, message)
    for (const key of this.views.keys()) if (key.endsWith(` ${message.id}`)) this.views.delete(key)
    return { isNew }
  }

  takeView(personId: string, messageId: string, card: unknown): PageMessage | undefined {
    this.views.set(`${personId} ${messageId}`, card)
    for (const those of this.messages.values()) {
      const message = those.get(messageId)
      if (message) return message
    }
    return undefined
  }

  messagesOf(conversationId: string): PageMessage[] {
    return [...(this.messages.get(conversationId)?.values() ?? [])]
  }

  /** The message as this person sees it. */
  seenBy(personId: string, message: PageMessage): PageMessage {
    const key = `${personId} ${message.id}`
    if (!this.views.has(key)) return message
    const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: this.views.get(key) }
    return { ...message, attachments: [card] }
  }
}

export function policyKey(policy: PagePolicy): string {
  return `${policy.kind}/${policy.id}`
}
