import { z } from 'zod'
import { GUID } from '../intune/guid.ts'
import { isSafeAddress } from './address.ts'

/** How long requests that ended and the audit trail are kept. */
export const DEFAULT_RETENTION_DAYS = 400
const DOMAIN = /^[a-z0-9.-]+(:\d+)?$/i
const text = z.string().trim().min(1)
// Tokens carry ids in lower case, and they are compared character by character.
const guid = text
  .regex(GUID, 'is not a GUID (00000000-0000-0000-0000-000000000000)')
  .transform((value) => value.toLowerCase())
const url = text
  .refine(isSafeAddress, 'is not an address that starts with https:// (http:// only on this machine)')
  .transform((value) => value.replace(/\/+$/, ''))
// As in addresses: `new URL` gives host names in lower case.
const host = text
  .regex(/^([a-z0-9.-]+|\[[0-9a-f:]+\])$/i, 'is not a host name (smba.trafficmanager.net)')
  .transform((value) => value.toLowerCase())
/** Within a month, so that what was changed is still on record. */
const MAX_FOLLOW_HOURS = 720
const hours = text
  .refine(
    (value) =>
      value === 'none' ||
      value.split(',').every((one) => /^\s*\d+(\.\d+)?\s*$/.test(one) && isFollowHour(Number(one))),
    `is neither hours with commas between, as in 2,24 (none of them more than ${MAX_FOLLOW_HOURS}), nor none`,
  )
  .transform((value) =>
    value === 'none' ? [] : [...new Set(value.split(',').map(Number))].sort((a, b) => a - b),
  )
const textList = text.transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))

/**
 * The environment as it is read, each variable by its own rules; how they fit together is for `settingsChecks.ts` to
 * judge.
 */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppId: guid,
  MicrosoftAppPassword: text.optional(),
  BOT_CERTIFICATE_FILE: text.optional(),
  BOT_MANAGED_IDENTITY: guid.optional(),
  MicrosoftAppTenantId: guid,
  SIGN_IN_APP_ID: guid,
  SIGN_IN_APP_PASSWORD: text.optional(),
  SIGN_IN_APP_CERTIFICATE_FILE: text.optional(),
  SIGN_IN_APP_MANAGED_IDENTITY: guid.optional(),
  OAUTH_CONNECTION: text.default('assent'),
  CLOUD: z.enum(['public', 'usgov', 'dod', 'china']).default('public'),
  GRAPH_URL: url.optional(),
  ENTRA_URL: url.optional(),
  BOT_TOKEN_SERVICE_URL: url.optional(),
  BOT_OPENID_URL: url.optional(),
  BOT_TOKEN_ISSUER: text.optional(),
  TEAMS_SERVICE_HOSTS: textList.pipe(z.array(host)).optional(),
  TRUSTED_CA_FILE: text.optional(),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, 'is not a PostgreSQL connection string').optional(),
  DATABASE_MANAGED_IDENTITY: guid.optional(),
  DATA_DIR: text.default('.data'),
  ALLOWED_TENANTS: textList.pipe(z.array(guid)).optional(),
  NOTIFY_CONVERSATION: text.optional(),
  BOT_DOMAIN: text.regex(DOMAIN, 'is not a host name (assent.contoso.com)').optional(),
  APPROVALS_CONVERSATION: text.optional(),
  APPROVAL_RULES: text.optional(),
  MOST_OPEN_REQUESTS: z.coerce.number().int().positive().default(20),
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(30),
  TENANT_REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(300),
  EFFECT_MEMBERS: z
    .string()
    .trim()
    .regex(/^\d{1,6},\s*\d{1,7}$/, 'is not two numbers with a comma between, as in 5000,25000')
    .transform((value) => value.split(',').map(Number) as [number, number])
    .refine(([group, plan]) => group <= plan, 'allows a group more members than a plan')
    .default('5000,25000'),
  UNDO_DAYS: z.coerce.number().positive().max(365).default(30),
  LATE_HOURS: z.coerce.number().positive().max(72).default(4),
  FOLLOW_HOURS: hours.default('2,24'),
  FOLLOW_ALARM: z.coerce.number().min(0).max(100).default(20),
  MODEL_ENDPOINT: url.optional(),
  MODEL_KEY: text.optional(),
  MODEL_NAME: text.optional(),
  MODEL_API_VERSION: text.optional(),
  MODEL_TIMEOUT_SECONDS: z.coerce.number().positive().max(60).default(10),
  REQUEST_LIFETIME_HOURS: z.coerce.number().positive().max(720).default(8),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(DEFAULT_RETENTION_DAYS),
  AUDIT_NOTE_FILE: text.optional(),
  AUDIT_NOTE_URL: url.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: text
    .regex(/^https?:\/\/[^\s/]/, 'is not an address (http://collector:4318)')
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  OTEL_SERVICE_NAME: text.default('assent'),
  RETENTION_DETAIL_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
})

/** Every name that is read. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape)

export type Values = z.infer<typeof Environment>

function isFollowHour(hour: number): boolean {
  return hour > 0 && hour <= MAX_FOLLOW_HOURS
}

/** Zod's messages, with what to do about them. */
export function adviceOn(message: string): string {
  return message === 'Required'
    ? 'is not set; it is needed (see env/.env.example)'
    : message
        .replace(/^Invalid enum value\. Expected (.*), received (.*)$/, 'is $2; it can be $1')
        .replace(/^Expected number, received nan$/, 'is not a number')
        .replace(/^Expected integer, received float$/, 'is not a whole number')
        .replace(/^Number must be greater than or equal to (.*)$/, 'has to be $1 or more')
        .replace(/^Number must be less than or equal to (.*)$/, 'has to be $1 or less')
        .replace(/^Number must be greater than (.*)$/, 'has to be more than $1')
}
