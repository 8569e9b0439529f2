import type { AppRegistration } from './registration.ts'

/** An OpenAI-compatible endpoint, or a deployment of Azure OpenAI. */
export interface ModelSettings {
  /** Base address: https://api.openai.com/v1, or https://<resource>.openai.azure.com. */
  endpoint: string
  /** Secret. */
  key: string
  /** The model's name, or the deployment's. */
  name: string
  /** With it, the endpoint speaks Azure OpenAI. */
  azureApiVersion: string | null
  /** Milliseconds for a complete answer. */
  timeout: number
}

/** How much Assent takes on at a time. */
export interface Limits {
  /** One person's requests that have not ended, not counting those that wait for Intune's own approval. */
  open: number
  /** New requests of one person in a minute. */
  perMinute: number
  /** New requests of a tenant in a minute. */
  tenantPerMinute: number
}

export interface Settings {
  port: number
  /** A port for `/metrics` alone; null: the same port, for callers on this machine. */
  metricsPort: number | null
  logLevel: string
  /** The bot's own registration, and the tenant it lives in. */
  bot: AppRegistration
  tenantId: string
  /**
   * The tenant that issues the bot's own token: the same one, except for multi-tenant bots, where it is Bot
   * Framework's.
   */
  botTenantId: string
  /** The registration people sign in to, and the connection that keeps their sign-in. */
  signInApp: AppRegistration
  oauthConnection: string
  graphUrl: string
  /** Prefix of Graph's scopes; stays the cloud's when `graphUrl` goes through a proxy. */
  graphResource: string
  entraUrl: string
  tokenServiceUrl: string
  openIdUrl: string
  /** Who signs what Teams sends. */
  tokenIssuer: string
  /** The audience of the bot's own token towards Teams and the token service. */
  channelAudience: string
  serviceHosts: readonly string[]
  trustedCaFile: string | null
  databaseUrl: string | null
  /** Whose token is the password of the database, and for which resource it is made. */
  databaseIdentity: { clientId: string; resource: string } | null
  dataDir: string
  allowedTenants: readonly string[]
  notifyConversation: string | null
  /** Public host name, as https://host; null: no sign-in page and no app package. */
  publicOrigin: string | null
  /** Where a second person is asked; null: nowhere. */
  approvalsConversation: string | null
  /** Path of the rules file; null: the built-in rules. */
  approvalRules: string | null
  /** How long people have to decide, in milliseconds. */
  requestLifetime: number
  /** How long a change can be undone, in milliseconds. */
  undoWindow: number
  /** How long after its moment a scheduled change may still begin, in milliseconds. */
  late: number
  /** How many hours after a change its result on devices is checked, ascending; empty: never. */
  followHours: readonly number[]
  /**
   * The share of devices, of those that have reported, above which the requester is notified of failures by name, in
   * percent.
   */
  followAlarm: number
  /** The language model that is asked about sentences that nothing else can read; null: none. */
  model: ModelSettings | null
  limits: Limits
  /** How many members are read one by one to say who gains and who loses: of one group, and for one request. */
  effectMembers: { group: number; plan: number }
  /** Where the audit trail's heads are recorded once a day, besides the log. */
  auditNotes: { file: string | null; url: string | null }
  /** The collector that takes traces, and the name of this service in them; null: no traces are made. */
  traces: { endpoint: string; serviceName: string } | null
  retention: {
    /** How long requests that ended and the audit trail are kept, in days. */
    days: number
    /** After this many days the sets and plans within them are dropped. */
    detailDays: number
  }
}

/** Every problem with the environment at once, by variable name. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `Assent cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.problems = problems
  }
}
