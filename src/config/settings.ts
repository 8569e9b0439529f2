import { CLOUDS } from './clouds.ts'
import { Environment, SETTING_NAMES, spoken, type Values } from './environment.ts'
import type { AppProof, AppRegistration } from './registration.ts'
import {
  databaseProblems,
  fileProblems,
  modelProblems,
  nameProblems,
  proofProblems,
} from './settingsChecks.ts'

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

/** How much Assent takes on at once. */
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
  /** How many hours after a change it is looked at how it went on devices, ascending; empty: never. */
  followHours: readonly number[]
  /** The share of devices, of those that have reported, above which a failure is told to the requester by name, in percent. */
  followAlarm: number
  /** The language model that is asked about sentences that nothing else can read; null: none. */
  model: ModelSettings | null
  limits: Limits
  /** How many members are read one by one to say who gains and who loses: of one group, and for one request. */
  effectMembers: { group: number; plan: number }
  /** Where the audit trail's heads are recorded once a day, besides the log. */
  auditNotes: { file: string | null; url: string | null }
  /** The collector that takes traces, and what they call this service; null: none are made. */
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

/** The settings of the two registrations: if none of them is set, there is no real tenant to talk to. */
const REGISTRATION_NAMES = [
  'MicrosoftAppType',
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppTenantId',
  'BOT_CERTIFICATE_FILE',
  'BOT_MANAGED_IDENTITY',
  'SIGN_IN_APP_ID',
  'SIGN_IN_APP_PASSWORD',
  'SIGN_IN_APP_CERTIFICATE_FILE',
  'SIGN_IN_APP_MANAGED_IDENTITY',
] as const

/** If some of them are set, somebody wants a real tenant and is told what is missing. */
export function namesNoBot(environment: NodeJS.ProcessEnv): boolean {
  return REGISTRATION_NAMES.every((name) => !environment[name]?.trim())
}

/** @throws {SettingsError} with every problem. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = Environment.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path[0]} ${spoken(message)}`)
  problems.push(
    ...proofProblems(given),
    ...databaseProblems(given),
    ...(parsed.success ? retentionProblems(parsed.data) : []),
    ...fileProblems(given),
    ...modelProblems(given),
    ...nameProblems(Object.keys(given), SETTING_NAMES),
  )
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems)
  return settingsFrom(parsed.data)
}

function settingsFrom(values: Values): Settings {
  const cloud = CLOUDS[values.CLOUD]
  return {
    port: values.PORT,
    metricsPort: values.METRICS_PORT ?? null,
    logLevel: values.LOG_LEVEL,
    bot: { appId: values.MicrosoftAppId, proof: botProof(values) },
    tenantId: values.MicrosoftAppTenantId,
    botTenantId: values.MicrosoftAppType === 'MultiTenant' ? cloud.botTenant : values.MicrosoftAppTenantId,
    signInApp: { appId: values.SIGN_IN_APP_ID, proof: signInProof(values) },
    oauthConnection: values.OAUTH_CONNECTION,
    graphUrl: values.GRAPH_URL ?? cloud.graph,
    graphResource: cloud.graph,
    entraUrl: values.ENTRA_URL ?? cloud.entra,
    tokenServiceUrl: values.BOT_TOKEN_SERVICE_URL ?? cloud.tokenService,
    openIdUrl: values.BOT_OPENID_URL ?? cloud.openId,
    tokenIssuer: values.BOT_TOKEN_ISSUER ?? cloud.issuer,
    channelAudience: cloud.issuer,
    serviceHosts: values.TEAMS_SERVICE_HOSTS ?? cloud.serviceHosts,
    trustedCaFile: values.TRUSTED_CA_FILE ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseIdentity: databaseIdentityOf(values.DATABASE_MANAGED_IDENTITY, values.CLOUD),
    dataDir: values.DATA_DIR,
    allowedTenants: values.ALLOWED_TENANTS ?? [values.MicrosoftAppTenantId],
    notifyConversation: values.NOTIFY_CONVERSATION ?? null,
    publicOrigin: values.BOT_DOMAIN ? originOf(values.BOT_DOMAIN) : null,
    approvalsConversation: values.APPROVALS_CONVERSATION ?? null,
    approvalRules: values.APPROVAL_RULES ?? null,
    requestLifetime: values.REQUEST_LIFETIME_HOURS * 3_600_000,
    limits: {
      open: values.MOST_OPEN_REQUESTS,
      perMinute: values.REQUESTS_PER_MINUTE,
      tenantPerMinute: values.TENANT_REQUESTS_PER_MINUTE,
    },
    effectMembers: { group: values.EFFECT_MEMBERS[0], plan: values.EFFECT_MEMBERS[1] },
    undoWindow: values.UNDO_DAYS * 86_400_000,
    late: values.LATE_HOURS * 3_600_000,
    followHours: values.FOLLOW_HOURS,
    followAlarm: values.FOLLOW_ALARM,
    model: modelFrom(values),
    traces: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME }
      : null,
    auditNotes: { file: values.AUDIT_NOTE_FILE ?? null, url: values.AUDIT_NOTE_URL ?? null },
    retention: { days: values.RETENTION_DAYS, detailDays: values.RETENTION_DETAIL_DAYS },
  }
}

export function databaseIdentityOf(
  clientId: string | undefined,
  cloud: keyof typeof CLOUDS,
): Settings['databaseIdentity'] {
  return clientId ? { clientId, resource: CLOUDS[cloud].database } : null
}

/** Browsers and Entra accept plain http for localhost alone. */
function originOf(domain: string): string {
  return `${/^localhost(:|$)/.test(domain) ? 'http' : 'https'}://${domain}`
}

function botProof(values: Values): AppProof {
  const clientId =
    values.MicrosoftAppType === 'UserAssignedMSI' ? values.MicrosoftAppId : values.BOT_MANAGED_IDENTITY
  return proofOf(clientId, values.BOT_CERTIFICATE_FILE, values.MicrosoftAppPassword)
}

function signInProof(values: Values): AppProof {
  return proofOf(
    values.SIGN_IN_APP_MANAGED_IDENTITY,
    values.SIGN_IN_APP_CERTIFICATE_FILE,
    values.SIGN_IN_APP_PASSWORD,
  )
}

function proofOf(clientId: string | undefined, path: string | undefined, secret = ''): AppProof {
  if (clientId) return { kind: 'managedIdentity', clientId }
  return path ? { kind: 'certificate', path } : { kind: 'secret', secret }
}

function modelFrom(values: Values): ModelSettings | null {
  const { MODEL_ENDPOINT: endpoint, MODEL_KEY: key, MODEL_NAME: name } = values
  if (!endpoint || !key || !name) return null
  const timeout = values.MODEL_TIMEOUT_SECONDS * 1000
  return { endpoint, key, name, azureApiVersion: values.MODEL_API_VERSION ?? null, timeout }
}

/** What can still be undone must not be deleted yet. */
function retentionProblems(values: Values): string[] {
  const { RETENTION_DAYS, RETENTION_DETAIL_DAYS, UNDO_DAYS } = values
  return [
    ...(RETENTION_DETAIL_DAYS < UNDO_DAYS
      ? [`RETENTION_DETAIL_DAYS must be at least UNDO_DAYS (${UNDO_DAYS})`]
      : []),
    ...(RETENTION_DAYS < RETENTION_DETAIL_DAYS
      ? [`RETENTION_DAYS must be at least RETENTION_DETAIL_DAYS (${RETENTION_DETAIL_DAYS})`]
      : []),
  ]
}
