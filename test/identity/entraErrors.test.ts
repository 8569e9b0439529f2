import tls from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DelegatedTokens } from '../../src/identity/delegatedTokens.ts'
import type { ProblemCode, SignInProblem } from '../../src/identity/signInProblems.ts'
import { makeCertificate } from '../../src/local/certificate.ts'
import { COMPANY } from '../../src/local/company.ts'
import { type IdentityProvider, startIdentity } from '../../src/local/identity/provider.ts'
import type { RefusalName } from '../../src/local/identity/tokenRefusals.ts'

const { ada } = COMPANY.people
const PERSON = { tenantId: COMPANY.tenantId, oid: ada.oid, teamsId: ada.teamsId, name: ada.name }
const SCOPES = ['GroupMember.Read.All']

/** The real `@azure/identity`, over https, to the local Entra. */
describe('Entra’s refusals', () => {
  let entra: IdentityProvider
  let problems: SignInProblem[] = []
  /** How often the token service was asked for the sign-in. */
  let asked = 0
  let signOuts = 0
  /** How often the count of sign-outs was read. */
  let reads = 0
  /** What the answer to such a read waits for. */
  let hold = Promise.resolve()
  let signIn: () => Promise<string | null>
  let tokens: DelegatedTokens

  beforeAll(async () => {
    const certificate = await makeCertificate()
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca])
    entra = await startIdentity({ port: 0, certificate, defaultScopes: SCOPES })
  })
  afterAll(() => entra.close())
  beforeEach(async () => {
    problems = []
    asked = 0
    signOuts = 0
    reads = 0
    hold = Promise.resolve()
    signIn = async () => entra.signInSilently(ada.oid)
    const [secret = ''] = entra.registrations.signIn.secrets
    const settings = {
      entraUrl: entra.url,
      graphResource: 'https://graph.microsoft.com',
      signInApp: { appId: COMPANY.signInAppId, proof: { kind: 'secret' as const, secret } },
    }
    tokens = new DelegatedTokens(
      settings,
      async () => {
        asked += 1
        return await signIn()
      },
      async () => {
        reads += 1
        const read = signOuts
        await hold
        return read
      },
      { onForget: () => {}, onProblem: (problem) => problems.push(problem) },
    )
    await refused(null)
  })
  const refused = (why: RefusalName | null, times?: number) =>
    fetch(`${entra.url}/control/conditions`, {
      method: 'PUT',
      body: JSON.stringify({ refused: why && { why, times } }),
    })

  const ADMINISTRATOR = /Please tell an administrator.*Correlation id for support: [0-9a-f-]{36}/
  const cases: [RefusalName, number, ProblemCode, RegExp, RegExp | null][] = [
    ['assertionExpired', 500133, 'signIn', /no longer valid/, null],
    ['sessionRevoked', 50173, 'signIn', /no longer valid/, null],
    ['grantInvalid', 70000, 'signIn', /asks for a new sign-in/, null],
    ['consentMissing', 65001, 'consent', /administrator has not yet consented/, null],
    ['blocked', 53003, 'blocked', /Conditional Access.*Correlation id/, null],
    ['notAssigned', 50105, 'blocked', /assigned to Assent use it, and Ada Lindqvist is not/, null],
    ['accountDisabled', 50057, 'blocked', /account of Ada Lindqvist is disabled/, null],
    ['unavailable', 90033, 'busy', /is not answering/, null],
    ['assertionInvalid', 50013, 'configuration', ADMINISTRATOR, /OAUTH_CONNECTION/],
    ['assertionAudience', 500131, 'configuration', ADMINISTRATOR, /OAUTH_CONNECTION/],
    ['tokenForItself', 90009, 'configuration', ADMINISTRATOR, /OAUTH_CONNECTION/],
    ['appUnknown', 700016, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_ID/],
    ['scopeInvalid', 70011, 'configuration', ADMINISTRATOR, /CLOUD/],
    ['resourceUnknown', 500011, 'configuration', ADMINISTRATOR, /CLOUD/],
    ['tenantUnknown', 90002, 'configuration', ADMINISTRATOR, /MicrosoftAppTenantId/],
    ['permissionUnlisted', 650057, 'configuration', ADMINISTRATOR, /API permissions/],
    ['appMisconfigured', 650056, 'configuration', ADMINISTRATOR, /API permissions/],
    ['secretWrong', 7000215, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_PASSWORD/],
    ['secretExpired', 7000222, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_PASSWORD/],
    ['proofUnknown', 700027, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_CERTIFICATE_FILE/],
    ['proofExpired', 700024, 'configuration', ADMINISTRATOR, /clock/],
    ['federationUnknown', 700213, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_MANAGED_IDENTITY/],
    ['grantUnsupported', 70003, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_ID/],
    ['parameterMissing', 900144, 'configuration', ADMINISTRATOR, /SIGN_IN_APP_ID/],
  ]
  it.each(cases)('%s (%i): %s', async (why, number, code, sentence, setting) => {
    await refused(why)
    await expect(tokens.session(PERSON, SCOPES).token()).rejects.toMatchObject({ code })
    const [problem] = problems
    expect(problem?.message).toMatch(sentence)
    expect(problem?.message).not.toContain(String(number))
    expect(problem?.detail).toContain(`AADSTS${number}`)
    if (setting) expect(problem?.setting).toMatch(setting)
    else expect(problem?.setting).toBeNull()
  })

  it('an expired assertion is fetched again and tried once more', async () => {
    await refused('assertionExpired', 1)
    expect(await tokens.session(PERSON, SCOPES).token()).toMatch(/^ey/)
    expect(asked).toBe(2)
    expect(problems).toEqual([])
  })

  it('anything else is not retried', async () => {
    await refused('appUnknown')
    await expect(tokens.session(PERSON, SCOPES).token()).rejects.toMatchObject({ code: 'configuration' })
    expect(asked).toBe(1)
  })

  it('an exchange in progress at sign-out is not cached and cannot be used for a change', async () => {
    const old = entra.signInSilently(ada.oid)
    let goOn = () => {}
    signIn = () => new Promise((resolve) => (goOn = () => resolve(old)))
    const session = tokens.session(PERSON, SCOPES)
    const exchange = session.token()
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    signOuts += 1
    goOn()
    await exchange
    signIn = async () => null
    await expect(session.confirm()).rejects.toMatchObject({ code: 'signIn' })
    await expect(tokens.session(PERSON, SCOPES).token()).rejects.toMatchObject({ code: 'signIn' })
  })

  it('a cached token is reused until the person signs out anywhere', async () => {
    const first = await tokens.session(PERSON, SCOPES).token()
    expect(await tokens.session(PERSON, SCOPES).token()).toBe(first)
    expect(asked).toBe(1)
    signOuts += 1
    expect(await tokens.session(PERSON, SCOPES).token()).not.toBe(first)
    expect(asked).toBe(2)
  })

  it('whoever begins at the same moment shares one read of the sign-outs, nobody one that has begun', async () => {
    const first = [tokens.begin(PERSON), tokens.begin(PERSON)]
    signOuts += 1
    expect(await Promise.all(first)).toEqual([1, 1])
    expect(reads).toBe(1)
    let goOn = () => {}
    hold = new Promise((resolve) => (goOn = resolve))
    const early = tokens.begin(PERSON)
    while (reads === 1) await new Promise((resolve) => setTimeout(resolve, 5))
    signOuts += 1
    const late = tokens.begin(PERSON)
    goOn()
    expect(await Promise.all([early, late])).toEqual([1, 2])
    expect(reads).toBe(3)
  })
})
