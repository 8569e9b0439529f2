import type { Kysely } from 'kysely'
import type { AssignmentRequest } from '../../request/request.ts'
import { claim, unclaim } from '../../store/claims.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import type { BotMessage } from '../turn.ts'
import { MessageRefused, type Outbox, TooLarge, Unreachable } from './outbox.ts'

export interface SendParts {
  db: Kysely<Schema>
  outbox: Outbox
  log: { warn(fields: object, message: string): void }
}

/**
 * Sends what is worse sent twice than not at all: it is recorded before it is sent, so a crash in between loses it.
 * @param which what is recorded as sent; for a null message, only that.
 */
export async function sendAtMostOnce(
  { db, outbox }: SendParts,
  key: string,
  which: number,
  conversation: KnownConversation,
  message: BotMessage | null,
): Promise<void> {
  if (!(await claim(db, key, which)) || !message) return
  try {
    await outbox.create(conversation, message)
  } catch (error) {
    if (error instanceof MessageRefused) await unclaim(db, key, which)
    throw error
  }
}

/**
 * Nothing is lost where Teams does not let us write: the request continues, its state is in the store, and everybody
 * else is still told.
 */
export async function unlessUnreachable(
  { log }: SendParts,
  request: AssignmentRequest,
  conversation: KnownConversation,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof TooLarge)) throw error
    log.warn({ requestId: request.id, conversation: conversation.id }, error.message)
  }
}
