import type { Attachment, BotMessage } from './turn.ts'

/** @param summary for notifications. */
export function cardMessage(card: Attachment, summary?: string): BotMessage {
  return { attachments: [card], ...(summary ? { summary } : {}) }
}

/** A message that is not read as markdown: names of the tenant can stand in it as they are. */
export function textMessage(text: string): BotMessage {
  return { textFormat: 'plain', text }
}
