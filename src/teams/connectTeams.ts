import type { Kysely } from 'kysely'
import type { Settings } from '../config/settings.ts'
import type { DelegatedTokens } from '../identity/delegatedTokens.ts'
import { StepUp } from '../identity/stepUp.ts'
import type { Handlers, JobQueue } from '../store/jobs.ts'
import type { Schema } from '../store/schema.ts'
import type { IsIn } from '../workflow/check/approverCheckJob.ts'
import type { Desk } from '../workflow/desk.ts'
import type { GraphFor } from '../workflow/setback.ts'
import { makeBot } from './inbound/bot.ts'
import { Roster } from './inbound/roster.ts'
import { CardJob } from './outbound/cardJob.ts'
import { EndReminderJob } from './outbound/endReminderJob.ts'
import { memberLookup } from './outbound/memberLookup.ts'
import { NoticeJob } from './outbound/noticeJob.ts'
import { Outbox } from './outbound/outbox.ts'
import { ReminderJob } from './outbound/reminderJob.ts'
import { SignInJob } from './outbound/signInJob.ts'
import { SignIn } from './signIn/signIn.ts'
import { CALLBACK_PATH, SignInPage } from './signIn/signInPage.ts'
import type { Bot, Conversations, TokenService } from './turn.ts'

export interface TeamsParts {
  settings: Settings
  conversations: Conversations
  tokenService: TokenService
  db: Kysely<Schema>
  desk: Desk
  jobs: JobQueue
  tokens: DelegatedTokens
  graphFor: GraphFor
  now: () => Date
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}

export interface TeamsRoom {
  bot: Bot
  signInPage: SignInPage | null
  cardJob: CardJob
  isIn: IsIn
  /** The jobs that write in Teams. */
  handlers: Pick<Handlers, 'card' | 'notice' | 'signIn' | 'reminder' | 'endReminder' | 'withdraw'>
}

/** Puts this room together; the platform it speaks to is behind the port in `turn.ts`. */
export function connectTeams(parts: TeamsParts): TeamsRoom {
  const { settings, conversations, db } = parts
  const connection = settings.oauthConnection
  const outbox = new Outbox(conversations)
  const signIn = new SignIn({ ...parts, connection })
  const signInPage = pageFor({ ...parts, signIn })
  const signInJob = new SignInJob({ ...parts, outbox, signIn, signInPage })
  const cardJob = new CardJob({ ...parts, outbox })
  const { notifyConversation } = settings
  const noticeJob = new NoticeJob({ ...parts, outbox, notifyConversation })
  const reminderJob = new ReminderJob({ ...parts, outbox })
  const endReminderJob = new EndReminderJob({ ...parts, outbox })
  const bot = makeBot({
    ...parts,
    signIn,
    askToSignIn: (person, near) => signInJob.askPerson(person, near),
    interprets: settings.model !== null,
    roster: new Roster(),
    allowedTenants: settings.allowedTenants,
  })
  return {
    bot,
    signInPage,
    cardJob,
    isIn: memberLookup(db, outbox),
    handlers: {
      card: ({ requestId, again }) => cardJob.run(requestId, again),
      notice: ({ requestId }) => noticeJob.run(requestId),
      signIn: ({ requestId }) => signInJob.run(requestId),
      reminder: ({ requestId, round }) => reminderJob.run(requestId, round),
      endReminder: ({ requestId, end }) => endReminderJob.run(requestId, end),
      withdraw: ({ conversationId, activityId }) => cardJob.withdraw(conversationId, activityId),
    },
  }
}

function pageFor(parts: TeamsParts & { signIn: SignIn }): SignInPage | null {
  const { settings } = parts
  const origin = settings.publicOrigin
  if (!origin) return null
  return new SignInPage({
    ...parts,
    stepUp: new StepUp({ ...settings, redirectUri: origin + CALLBACK_PATH }),
    origin,
  })
}
