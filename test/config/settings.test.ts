import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PACKAGE_SETTING_NAMES } from '../../src/cli/package/parts.ts'
import { CLOUDS } from '../../src/config/clouds.ts'
import { readSettings, SETTING_NAMES, SettingsError } from '../../src/config/settings.ts'

const GOOD = {
  MicrosoftAppId: 'b07a55e7-0c5d-4f0e-8f0a-1f6a2f9d3c21',
  MicrosoftAppPassword: 'secret of the bot',
  MicrosoftAppTenantId: '3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c11',
  SIGN_IN_APP_ID: '51611a99-64c8-4d57-9c4c-0a7c9d1f2e31',
  SIGN_IN_APP_PASSWORD: 'secret of the sign-in app',
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

describe('Settings', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-settings-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are all named in env/.env.example, and nothing else is', async () => {
    const text = await readFile('env/.env.example', 'utf8')
    const named = [...text.matchAll(/^#?([A-Za-z_]+)=/gm)].map(([, name = '']) => name)
    expect([...named].sort()).toEqual([...new Set([...SETTING_NAMES, ...PACKAGE_SETTING_NAMES])].sort())
  })

  it('say in the example which of them are secret', async () => {
    const text = await readFile('env/.env.example', 'utf8')
    for (const name of ['MicrosoftAppPassword', 'SIGN_IN_APP_PASSWORD', 'DATABASE_URL', 'MODEL_KEY'])
      expect(text).toMatch(new RegExp(`Secret\\.\\n#?${name}=`))
  })

  it('that are missing are all listed at once, by name', () => {
    const problems = problemsOf({ MicrosoftAppType: 'SingleTenant' }).join('\n')
    for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'SIGN_IN_APP_ID'])
      expect(problems).toContain(`${name} is not set; it is needed (see env/.env.example)`)
    expect(problems).toContain('BOT_MANAGED_IDENTITY: set one of the three')
    expect(problems).toContain('SIGN_IN_APP_MANAGED_IDENTITY: set one of the three')
  })

  it.each([
    [{ MicrosoftAppType: 'Singletenant' }, /MicrosoftAppType is 'Singletenant'; it can be 'SingleTenant'/],
    [{ MicrosoftAppId: 'x' }, /MicrosoftAppId is not a GUID/],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, /MicrosoftAppPassword must not be set with/],
    [{ BOT_MANAGED_IDENTITY: GOOD.MicrosoftAppId }, /set one of the three/],
    [{ SIGN_IN_APP_ID: GOOD.MicrosoftAppId }, /SIGN_IN_APP_ID must be another registration/],
    [{ ALLOWED_TENANTS: `${GOOD.MicrosoftAppTenantId},contoso` }, /ALLOWED_TENANTS is not a GUID/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL is not a PostgreSQL/],
    [{ GRAPH_URL: 'http://graph.example' }, /GRAPH_URL is not an address that starts with https/],
    [{ ENTRA_URL: 'javascript:alert(1)' }, /ENTRA_URL is not an address/],
    [{ METRICS_PORT: 'x' }, /METRICS_PORT/],
    [{ BOT_DOMAIN: 'https://x/' }, /BOT_DOMAIN is not a host name/],
    [
      { SIGN_IN_APP_CERTIFICATE_FILE: '/nowhere.pem' },
      /SIGN_IN_APP_CERTIFICATE_FILE: \/nowhere.pem cannot be read/,
    ],
    [
      { ALOWED_TENANTS: GOOD.MicrosoftAppTenantId },
      /ALOWED_TENANTS is not a setting; did you mean ALLOWED_TENANTS/,
    ],
    [{ DATABASE_URI: 'postgres://x' }, /did you mean DATABASE_URL/],
    [{ MICROSOFT_APP_TYPE: 'SingleTenant' }, /did you mean MicrosoftAppType/],
  ])('that are wrong say what to do: %o', (wrong, sentence) => {
    expect(problemsOf({ ...GOOD, ...wrong }).join('\n')).toMatch(sentence)
  })

  it('never show a secret in a problem', () => {
    const secret = 'a-very-secret-value'
    const problems = problemsOf({
      ...GOOD,
      MicrosoftAppPassword: secret,
      DATABASE_URL: `mysql://u:${secret}@h`,
    })
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.join('\n')).not.toContain(secret)
  })

  it('take a certificate only with its key', async () => {
    const file = join(folder, 'half.pem')
    await writeFile(file, '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n')
    const { MicrosoftAppPassword: _secret, ...rest } = GOOD
    expect(problemsOf({ ...rest, BOT_CERTIFICATE_FILE: file }).join('\n')).toContain('holds no PRIVATE KEY')
  })

  it('give a multi-tenant bot its token from Bot Framework’s tenant, any other from its own', () => {
    expect(readSettings(GOOD).botTenantId).toBe(GOOD.MicrosoftAppTenantId)
    expect(readSettings({ ...GOOD, MicrosoftAppType: 'MultiTenant' }).botTenantId).toBe('botframework.com')
  })

  it('take ids in capitals for what they are', () => {
    const { bot, allowedTenants } = readSettings({
      ...GOOD,
      MicrosoftAppId: GOOD.MicrosoftAppId.toUpperCase(),
      ALLOWED_TENANTS: GOOD.MicrosoftAppTenantId.toUpperCase(),
    })
    expect(bot.appId).toBe(GOOD.MicrosoftAppId)
    expect(allowedTenants).toEqual([GOOD.MicrosoftAppTenantId])
  })

  it('take every address from the cloud, and allow the home tenant alone', () => {
    const settings = readSettings({ ...GOOD, CLOUD: 'usgov' })
    expect(settings.graphUrl).toBe(CLOUDS.usgov.graph)
    expect(settings.entraUrl).toBe('https://login.microsoftonline.us')
    expect(settings.allowedTenants).toEqual([GOOD.MicrosoftAppTenantId])
    expect(readSettings({ ...GOOD, GRAPH_URL: 'https://proxy.example/' }).graphUrl).toBe(
      'https://proxy.example',
    )
  })
})
