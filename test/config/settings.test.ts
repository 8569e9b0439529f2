import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PACKAGE_SETTING_NAMES } from '../../src/cli/package/parts.ts'
import { CLOUDS } from '../../src/config/clouds.ts'
import { SETTING_NAMES } from '../../src/config/environment.ts'
import { demandPlaces } from '../../src/config/places.ts'
import { namesNoBot, readSettings } from '../../src/config/readSettings.ts'
import { SettingsError } from '../../src/config/settings.ts'

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

  it('say after how many hours the outcome of a change is checked', () => {
    const hoursOf = (given: object) => readSettings({ ...GOOD, ...given }).followHours
    expect(hoursOf({})).toEqual([2, 24])
    expect(hoursOf({ FOLLOW_HOURS: '24, 0.5,24' })).toEqual([0.5, 24])
    expect(hoursOf({ FOLLOW_HOURS: 'none' })).toEqual([])
    expect(readSettings(GOOD).followAlarm).toBe(20)
  })

  it('are all named in env/.env.example, and nothing else is', async () => {
    const text = await readFile('env/.env.example', 'utf8')
    const named = [...text.matchAll(/^#?([A-Za-z_]+)=/gm)].map(([, name = '']) => name)
    expect([...named].sort()).toEqual([...new Set([...SETTING_NAMES, ...PACKAGE_SETTING_NAMES])].sort())
  })

  it('are marked as secret in the example where they are', async () => {
    const text = await readFile('env/.env.example', 'utf8')
    for (const name of ['MicrosoftAppPassword', 'SIGN_IN_APP_PASSWORD', 'DATABASE_URL', 'MODEL_KEY'])
      expect(text).toMatch(new RegExp(`Secret\\.\\n#?${name}=`))
  })

  it('that are missing are listed by name, all at once', () => {
    const problems = problemsOf({ MicrosoftAppType: 'SingleTenant' }).join('\n')
    for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'SIGN_IN_APP_ID'])
      expect(problems).toContain(`${name} is not set; it is needed (see env/.env.example)`)
    expect(problems).toContain('BOT_MANAGED_IDENTITY: set one of the three')
    expect(problems).toContain('SIGN_IN_APP_MANAGED_IDENTITY: set one of the three')
  })

  it.each([
    [{ MicrosoftAppType: 'Singletenant' }, /MicrosoftAppType is 'Singletenant'; it can be 'SingleTenant'/],
    [{ EFFECT_MEMBERS: '5000' }, /EFFECT_MEMBERS is not two numbers with a comma between, as in 5000,25000/],
    [{ FOLLOW_HOURS: '2;24' }, /FOLLOW_HOURS is neither hours with commas between, as in 2,24 .*, nor none/],
    [{ FOLLOW_HOURS: '0' }, /FOLLOW_HOURS is neither/],
    [{ FOLLOW_HOURS: '2,721' }, /FOLLOW_HOURS is neither .*none of them more than 720/],
    [{ FOLLOW_ALARM: '120' }, /FOLLOW_ALARM has to be 100 or less/],
    [{ EFFECT_MEMBERS: '9,5' }, /EFFECT_MEMBERS allows a group more members than a plan/],
    [{ MicrosoftAppId: 'x' }, /MicrosoftAppId is not a GUID/],
    [{ METRICS_PORT: 'abc' }, /METRICS_PORT is not a number/],
    [{ METRICS_PORT: '70000' }, /METRICS_PORT has to be 65535 or less/],
    [{ PORT: '39.5' }, /PORT is not a whole number/],
    [{ REQUESTS_PER_MINUTE: '-1' }, /REQUESTS_PER_MINUTE has to be more than 0/],
    [{ RETENTION_DAYS: '0' }, /RETENTION_DAYS has to be 1 or more/],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, /MicrosoftAppPassword must not be set with/],
    [{ BOT_MANAGED_IDENTITY: GOOD.MicrosoftAppId }, /set one of the three/],
    [{ SIGN_IN_APP_ID: GOOD.MicrosoftAppId }, /SIGN_IN_APP_ID must be another registration/],
    [{ ALLOWED_TENANTS: `${GOOD.MicrosoftAppTenantId},contoso` }, /ALLOWED_TENANTS is not a GUID/],
    [
      { DATABASE_MANAGED_IDENTITY: GOOD.MicrosoftAppId },
      /DATABASE_MANAGED_IDENTITY needs DATABASE_URL: postgres:/,
    ],
    [
      { DATABASE_MANAGED_IDENTITY: GOOD.MicrosoftAppId, DATABASE_URL: 'postgres://a:b@c/d' },
      /DATABASE_URL must hold no password/,
    ],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL is not a PostgreSQL/],
    [{ GRAPH_URL: 'http://graph.example' }, /GRAPH_URL is not an address that starts with https/],
    [{ ENTRA_URL: 'javascript:alert(1)' }, /ENTRA_URL is not an address/],
    [{ MODEL_ENDPOINT: 'http://model.example' }, /MODEL_ENDPOINT is not an address that starts with https/],
    [{ AUDIT_NOTE_URL: 'javascript:alert(1)' }, /AUDIT_NOTE_URL is not an address/],
    [{ BOT_OPENID_URL: 'http://keys.example' }, /BOT_OPENID_URL is not an address that starts with https/],
    [{ BOT_TOKEN_SERVICE_URL: 'http://tokens.example' }, /BOT_TOKEN_SERVICE_URL is not an address/],
    [{ TEAMS_SERVICE_HOSTS: 'https://smba.example/' }, /TEAMS_SERVICE_HOSTS is not a host name/],
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
  ])('that are invalid say what to do: %o', (wrong, sentence) => {
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

  it.each([
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
  ])('with %s alone do not start the local world', (name) => {
    expect(namesNoBot({ [name]: GOOD.MicrosoftAppId })).toBe(false)
    expect(namesNoBot({ [name]: ' ' })).toBe(true)
  })

  it('start nothing when only some are set, and the process names the missing ones', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['src/index.ts'], {
      env: { PATH: process.env.PATH, SIGN_IN_APP_ID: GOOD.SIGN_IN_APP_ID },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toContain('MicrosoftAppId is not set')
    expect(stderr).toContain('SIGN_IN_APP_PASSWORD')
    expect(stdout).toBe('')
  })

  it('that name an unwritable folder or file say which', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const wrong = { databaseUrl: null, dataDir: join(file, 'data') }
    expect(() => demandPlaces({ ...wrong, auditNotes: { file: folder, url: null } })).toThrow(
      /DATA_DIR: \S+data cannot be written to \(ENOTDIR\)\n {2}- AUDIT_NOTE_FILE: \S+ cannot be written to \(EISDIR\)/,
    )
    const right = { databaseUrl: null, dataDir: join(folder, 'new', 'data') }
    demandPlaces({ ...right, auditNotes: { file: join(folder, 'notes'), url: null } })
    expect(await readdir(right.dataDir)).toEqual([])
    // Without the embedded database nothing is written there.
    demandPlaces({ ...wrong, databaseUrl: 'postgres://x', auditNotes: { file: null, url: null } })
  })

  it('accept ids in capitals', () => {
    const { bot, signInApp, tenantId, allowedTenants } = readSettings({
      ...GOOD,
      MicrosoftAppId: GOOD.MicrosoftAppId.toUpperCase(),
      MicrosoftAppTenantId: GOOD.MicrosoftAppTenantId.toUpperCase(),
      SIGN_IN_APP_ID: GOOD.SIGN_IN_APP_ID.toUpperCase(),
      ALLOWED_TENANTS: GOOD.MicrosoftAppTenantId.toUpperCase(),
    })
    expect(signInApp.appId).toBe(GOOD.SIGN_IN_APP_ID)
    expect(tenantId).toBe(GOOD.MicrosoftAppTenantId)
    expect(bot.appId).toBe(GOOD.MicrosoftAppId)
    expect(allowedTenants).toEqual([GOOD.MicrosoftAppTenantId])
  })

  it('take every address from the cloud, and allow only the home tenant', () => {
    const settings = readSettings({ ...GOOD, CLOUD: 'usgov' })
    expect(settings.graphUrl).toBe(CLOUDS.usgov.graph)
    expect(settings.entraUrl).toBe('https://login.microsoftonline.us')
    expect(settings.allowedTenants).toEqual([GOOD.MicrosoftAppTenantId])
    expect(readSettings({ ...GOOD, GRAPH_URL: 'https://proxy.example/' }).graphUrl).toBe(
      'https://proxy.example',
    )
  })
})
