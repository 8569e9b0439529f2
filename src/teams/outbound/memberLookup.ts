import type { Kysely } from 'kysely'
import { reachConversation } from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import type { IsIn } from '../../workflow/check/approverCheckJob.ts'
import { isMemberAccount } from '../inbound/roster.ts'
import { type Outbox, Unreachable } from './outbox.ts'

/** Asks Teams, with the bot's own credentials, whether somebody is in a conversation, and no guest there. */
export function memberLookup(db: Kysely<Schema>, outbox: Outbox): IsIn {
  return async (conversationId, person) => {
    const conversation = await reachConversation(db, person.tenantId, conversationId)
    if (!conversation) return false
    try {
      const account = await outbox.member(conversation, person.teamsId)
      return account !== null && isMemberAccount(account, person)
    } catch (error) {
      if (error instanceof Unreachable) return false
      throw error
    }
  }
}
