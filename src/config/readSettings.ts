import { CLOUDS } from './clouds.ts'
import { adviceOn, Environment, SETTING_NAMES, type Values } from './environment.ts'
import type { AppProof } from './registration.ts'
import { type ModelSettings, type Settings, SettingsError } from './settings.ts'
import {
  databaseProblems,
  fileProblems,
  modelProblems,
  nameProblems,
  proofProblems,
  retentionProblems,
} from './settingsChecks.ts'

/** The settings of the two registrations: if none is set, there is no real tenant to talk to. */
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
    : parsed.error.issues.map(({ path, message }) => `${path[0]} ${adviceOn(message)}`)
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
    model: modelSettings(values),
    traces: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME }
      : null,
    auditNotes: { file: values.AUDIT_NOTE_FILE ?? null, url: values.AUDIT_NOTE_URL ?? null },
    retention: { days: values.RETENTION_DAYS, detailDays: values.RETENTION_DETAIL_DAYS },
  }
}

/** The managed identity that signs in to PostgreSQL, and the cloud's audience for its token; null: a password does. */
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
  return appProofFrom(clientId, values.BOT_CERTIFICATE_FILE, values.MicrosoftAppPassword)
}

function signInProof(values: Values): AppProof {
  return appProofFrom(
    values.SIGN_IN_APP_MANAGED_IDENTITY,
    values.SIGN_IN_APP_CERTIFICATE_FILE,
    values.SIGN_IN_APP_PASSWORD,
  )
}

function appProofFrom(clientId: string | undefined, path: string | undefined, secret = ''): AppProof {
  if (clientId) return { kind: 'managedIdentity', clientId }
  return path ? { kind: 'certificate', path } : { kind: 'secret', secret }
}

function modelSettings(values: Values): ModelSettings | null {
  const { MODEL_ENDPOINT: endpoint, MODEL_KEY: key, MODEL_NAME: name } = values
  if (!endpoint || !key || !name) return null
  const timeout = values.MODEL_TIMEOUT_SECONDS * 1000
  return { endpoint, key, name, azureApiVersion: values.MODEL_API_VERSION ?? null, timeout }
}
