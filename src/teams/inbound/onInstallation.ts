import type { Kysely } from 'kysely'
import { forgetConversation } from '../../store/conversations.ts'
import { saidFirst } from '../../store/deliveries.ts'
import type { Schema } from '../../store/schema.ts'
import type { Desk } from '../../workflow/desk.ts'
import { askToSignInAgain } from '../../workflow/signIns.ts'
import { helpCard } from '../cards/helpCard.ts'
import { cardMessage } from '../messages.ts'
import type { Turn } from '../turn.ts'
import { senderOf } from './activity.ts'
import { HELP_EXAMPLES } from './commands/index.ts'
import { remember } from './onMessage.ts'

export interface InstallationParts {
  db: Kysely<Schema>
  desk: Desk
  now: () => Date
}

/** Installed somewhere: say hello, briefly, once, and remember the place. Removed: forget it. */
export async function onInstallation(turn: Turn, parts: InstallationParts): Promise<void> {
  const { conversation, id = '', action } = turn.activity
  if (action?.startsWith('remove')) {
    await forgetConversation(parts.db, conversation.id)
    return
  }
  if (!action?.startsWith('add')) return
  const sender = senderOf(turn.activity)
  if (sender) await remember(sender, parts)
  if (sender?.place.kind === 'personal') await askToSignInAgain(parts.desk, sender.person)
  // `add-upgrade` is a new version of the app, sent to every chat at once: no reason to say anything.
  const isNew =
    action === 'add' && (await saidFirst(parts.db, conversation.id, `installed ${id}`, parts.now()))
  if (isNew) await turn.send(cardMessage(helpCard(HELP_EXAMPLES)))
}
