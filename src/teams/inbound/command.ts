import type { Kysely } from 'kysely'
import type { CommandReader } from '../../language/commandReader.ts'
import type { Person } from '../../request/person.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import type { JobQueue } from '../../store/jobs.ts'
import type { Schema } from '../../store/schema.ts'
import type { Desk } from '../../workflow/desk.ts'
import type { GraphFor } from '../../workflow/setback.ts'
import type { SignIn } from '../signIn/signIn.ts'
import type { Turn } from '../turn.ts'
import type { Sender } from './activity.ts'

/**
 * Something people can say that is neither a request nor a question about a policy: its help, its reading and its
 * handler.
 */
export interface Command<R extends { action: string }> extends CommandReader<R> {
  /** A few words for the table in the README of the language. */
  does: string
  /** Sentences that are read as this command and nothing else. */
  examples: readonly [string, ...string[]]
  /** Whether the first example is on the help card. */
  isOnHelpCard?: true
  /** @param readings every way in which it was understood, the likeliest first */
  handle: (
    turn: Turn,
    sender: Sender,
    readings: readonly [R, ...R[]],
    parts: CommandParts & { helpExamples: readonly string[] },
  ) => Promise<void>
}

/** What commands work with; each takes what it needs from it. */
export interface CommandParts {
  db: Kysely<Schema>
  desk: Desk
  jobs: JobQueue
  signIn: SignIn
  graphFor: GraphFor
  /** Sends the sign-in card to the person's own chat. */
  askToSignIn: (person: Person, near: KnownConversation) => Promise<void>
  now: () => Date
}
