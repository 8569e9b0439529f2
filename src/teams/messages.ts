import type { Attachment, Message } from './turn.ts'

/** @param summary for notifications. */
export function cardMessage(card: Attachment, summary?: string): Message {
  return { attachments: [card], ...(summary ? { summary } : {}) }
}

/** A message that is not read as markdown: names of the tenant can stand in it as they are. */
export function textMessage(text: string): Message {
  return { textFormat: 'plain', text }
}
