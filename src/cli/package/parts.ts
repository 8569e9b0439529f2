import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { CLOUDS } from '../../config/clouds.ts'
import { GUID } from '../../intune/guid.ts'

const guid = z.string({ required_error: 'is not set' }).regex(GUID, 'is not a GUID')
const https = z.string({ required_error: 'is not set' }).regex(/^https:\/\/\S+$/, 'is not an https address')

/** The settings that an app package is made from; the bot's own keep their own names. */
const PackageSettings = z.object({
  MicrosoftAppId: guid,
  SIGN_IN_APP_ID: guid,
  BOT_DOMAIN: z
    .string({ required_error: 'is not set' })
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'is not a host name (assent.contoso.com)'),
  PUBLISHER_NAME: z.string({ required_error: 'is not set' }).min(1).max(32, 'is longer than 32 characters'),
  PUBLISHER_URL: https,
  PRIVACY_URL: https.optional(),
  TERMS_URL: https.optional(),
  /** The app's id in Teams' catalogue; the bot's id where there is no other. */
  TEAMS_APP_ID: guid.optional(),
  CLOUD: z.enum(['public', 'usgov', 'dod', 'china']).default('public'),
  BOT_TOKEN_SERVICE_URL: z.string().url().optional(),
})

export const PACKAGE_SETTING_NAMES: readonly string[] = Object.keys(PackageSettings.shape)

export type PackageValues = Record<string, string>

/** What the template's `${{NAMES}}` stand for, or every problem of the settings, by name. */
export function valuesFrom(environment: NodeJS.ProcessEnv): { values: PackageValues; problems: string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = PackageSettings.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path[0]} ${message}`)
    return { values: {}, problems }
  }
  const { CLOUD, BOT_TOKEN_SERVICE_URL, ...named } = parsed.data
  const values = {
    ...named,
    TEAMS_APP_ID: named.TEAMS_APP_ID ?? named.MicrosoftAppId,
    PRIVACY_URL: named.PRIVACY_URL ?? named.PUBLISHER_URL,
    TERMS_URL: named.TERMS_URL ?? named.PUBLISHER_URL,
    TOKEN_DOMAIN: new URL(BOT_TOKEN_SERVICE_URL ?? CLOUDS[CLOUD].tokenService).hostname,
    APP_VERSION: String(JSON.parse(readFileSync('package.json', 'utf8')).version),
  }
  return { values, problems: [] }
}

/** Fills a template; a name without a value stays, and the rules find it. */
export function filled(template: string, values: PackageValues): string {
  return template.replace(/\$\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1)
  })
}
