import type { Attachment, BotMessage } from './turn.ts'

/** @param summary for notifications. */
export function cardMessage(card: Attachment, summary?: string): BotMessage {
  return { attachments: [card], ...(summary ? { summary } : {}) }
}

/** A message that is not read as markdown: names from the tenant can be used as they are. */
export function textMessage(text: string): BotMessage {
  return { textFormat: 'plain', text }
}
