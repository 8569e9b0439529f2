import type { Place } from './request.ts'

/** The conversation that a thread is in: a thread's id is its channel's followed by `;messageid=…`. */
export function channelOf(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? conversationId
}

/** Whether a place is one of these conversations, or a thread in one. */
export function isAt(
  { conversationId }: Pick<Place, 'conversationId'>,
  conversations: readonly string[],
): boolean {
  return conversations.some((id) => channelOf(id) === channelOf(conversationId))
}
