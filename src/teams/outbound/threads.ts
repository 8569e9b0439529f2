import { channelOf } from '../../request/place.ts'
import type { KnownConversation } from '../../store/conversations.ts'

/**
 * The thread that a channel's message begins: its conversation id is the channel's with `;messageid=…` behind it.
 * Where there are no threads, or the conversation is one already, it stays what it is.
 */
export function inThread(conversation: KnownConversation, activityId: string | null): KnownConversation {
  if (conversation.kind !== 'channel' || conversation.id.includes(';') || !activityId) return conversation
  return { ...conversation, id: `${conversation.id};messageid=${activityId}` }
}

/** The channel of a thread: what is sent there begins a thread of its own. */
export function withoutThread(conversation: KnownConversation): KnownConversation {
  return { ...conversation, id: channelOf(conversation.id) }
}
