import { channelOf } from '../../request/place.ts'
import type { KnownConversation } from '../../store/conversations.ts'

/**
 * The thread that a channel's message begins: its conversation id is the channel's followed by `;messageid=…`.
 * Where there are no threads, or the conversation already is one, the id stays as it is.
 */
export function inThread(conversation: KnownConversation, activityId: string | null): KnownConversation {
  if (conversation.kind !== 'channel' || conversation.id.includes(';') || !activityId) return conversation
  return { ...conversation, id: `${conversation.id};messageid=${activityId}` }
}

/** The channel of a thread: a message sent there begins a new thread. */
export function withoutThread(conversation: KnownConversation): KnownConversation {
  return { ...conversation, id: channelOf(conversation.id) }
}
