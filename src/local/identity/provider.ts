import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { Certificate } from '../certificate.ts'
import { COMPANY, PEOPLE } from '../company.ts'
import { type Answer, type Call, formOf, jsonOf, listen, makeRouter, type Route, taking } from '../http.ts'
import { inWeather as inRules } from '../weather.ts'
import { authorize, authorizePage } from './authorize.ts'
import { Conditions, fairConditions } from './conditions.ts'
import { BOT_FRAMEWORK, type Grant, type GrantParts, grant } from './grants.ts'
import { SigningKeys } from './keys.ts'
import { managedIdentityToken } from './managedIdentity.ts'
import { Mint, type Session } from './mint.ts'
import { demandProof } from './proof.ts'
import { ProviderClock } from './providerClock.ts'
import { type Registrations, registrationOf, registrationsOf } from './registrations.ts'
import { TokenRefused } from './tokenRefusals.ts'

/** Microsoft Entra, as far as Assent meets it. */
export interface IdentityProvider {
  /** What `ENTRA_URL` is set to. */
  url: string
  registrations: Registrations
  /** The endpoint of managed identities: what a platform sets as `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`. */
  managedIdentity: { endpoint: string; header: string }
  /** Signs somebody in to the sign-in app, as Teams does silently. @throws {TokenRefused} */
  signInSilently(oid: string): string
  /** The same by a page with a button, which asks for a second factor too. */
  signInInteractively(oid: string): string
  /** What says who somebody is to the sign-in app, and gives nobody anything. */
  idTokenOf(oid: string): string
  /** The sign-in of a renewed assertion, as the token service keeps it. @throws {TokenRefused} */
  renew(assertion: string): Promise<{ token: string; expiresIn: number }>
  /** The claims of a token of this provider for one of these audiences; null when it is no such token. */
  verify(token: string, audience: readonly string[]): Promise<JWTPayload | null>
  /** The provider's time, in milliseconds since 1970. */
  now(): number
  /** Every token and code ever given out, here and by the channel, and the secrets: no log may hold one. */
  issued: string[]
  close(): Promise<void>
}

/** The Teams client's own app id, which may ask for tokens of the sign-in app. */
const TEAMS_CLIENT = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'
const GRAPH = 'https://graph.microsoft.com'

const TokenAsk = z.object({ person: z.string(), scopes: z.array(z.string()) })

export async function startIdentity(options: {
  port: number
  certificate: Certificate
  defaultScopes: readonly string[]
}): Promise<IdentityProvider> {
  const { tenantId } = COMPANY
  const conditions = fairConditions()
  const clock = new ProviderClock(() => conditions.clockSkew)
  const keys = new SigningKeys()
  const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`
  const registrations = registrationsOf(COMPANY, issuer)
  const header = randomBytes(24).toString('base64url')
  const clientIds = [COMPANY.managedIdentityId, COMPANY.botAppId]
  const issued: string[] = [...registrations.bot.secrets, ...registrations.signIn.secrets, header]
  const codes = new Map<string, Grant>()
  const refreshTokens = new Map<string, Grant>()
  const now = () => clock.now()
  const mint = new Mint({ keys, clock, conditions, issuer, tenantId, people: PEOPLE, issued })
  const { defaultScopes } = options
  const parts: GrantParts = { mint, registrations, conditions, codes, refreshTokens, defaultScopes, now }
  const api = { appId: registrations.signIn.appId, scope: registrations.signIn.api?.scope ?? '' }

  /** Every answer is late, broken or refused when the conditions say so. */
  const inWeather =
    (answer: (call: Call) => Answer | Promise<Answer>) =>
    async (call: Call): Promise<Answer> => {
      if (conditions.latency > 0) await pause(conditions.latency)
      if (conditions.down) return { status: 0, drop: true }
      const isHere = [tenantId, BOT_FRAMEWORK.name].includes(call.params.tenant ?? '')
      if (!isHere) return refuse(new TokenRefused('tenantUnknown'), call)
      return inRules({ rules: conditions.rules, latency: 0 }, call, async () => answer(call))
    }
  const refuse = (refused: TokenRefused, call: Call) =>
    refused.answer(String(call.headers['client-request-id'] ?? randomUUID()), new Date(now()))

  const token = async (call: Call): Promise<Answer> => {
    try {
      demandFairWeather()
      const form = formOf(call)
      const app = registrationOf(registrations, form.get('client_id') ?? '')
      if (!app) throw new TokenRefused('appUnknown')
      if (call.params.tenant === BOT_FRAMEWORK.name && !app.multiTenant) throw new TokenRefused('appUnknown')
      const endpoints = [`${call.url.origin}${call.url.pathname}`]
      await demandProof(form, app, { endpoints, federation: keys.resolver(), now: new Date(now()) })
      const body = await grant(form, app, parts)
      return { status: 200, headers: { 'cache-control': 'no-store' }, body }
    } catch (error) {
      if (error instanceof TokenRefused) return refuse(error, call)
      throw error
    }
  }
  const demandFairWeather = () => {
    const { unavailable } = conditions
    if (unavailable === false || unavailable === 0) return
    if (typeof unavailable === 'number') conditions.unavailable = unavailable - 1
    throw new TokenRefused('unavailable')
  }

  const routes: Route[] = [
    ['GET', '/{tenant}/v2.0/.well-known/openid-configuration', inWeather(({ url }) => metadata(url.origin))],
    ['GET', '/{tenant}/discovery/v2.0/keys', inWeather(() => ({ status: 200, body: keys.jwks() }))],
    ['POST', '/{tenant}/oauth2/v2.0/token', inWeather(token)],
    ['GET', '/{tenant}/oauth2/v2.0/authorize', inWeather((call) => authorizePage(call, parts))],
    ['POST', '/{tenant}/oauth2/v2.0/authorize', inWeather((call) => authorize(call, parts))],
    ['GET', '/msi/token', (call) => managedIdentityToken(call, { mint, header, clientIds })],
    [
      'PUT',
      '/control/conditions',
      taking(Conditions.partial().strict(), (asked) => {
        Object.assign(conditions, fairConditions(), asked)
        return { status: 204 }
      }),
    ],
    [
      'POST',
      '/control/revoke',
      (call) => {
        mint.revoke(String((jsonOf(call) as { person?: unknown } | null)?.person))
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/advance',
      (call) => {
        clock.advance(Number((jsonOf(call) as { seconds?: unknown } | null)?.seconds))
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/rotate-keys',
      (call) => {
        keys.rotate({ keepOld: (jsonOf(call) as { keepOld?: unknown } | null)?.keepOld !== false })
        return { status: 204 }
      },
    ],
    ['GET', '/control/issued', () => ({ status: 200, body: issued })],
    // What another tool of the company would hold: a colleague's own Graph token.
    [
      'POST',
      '/control/graph-token',
      (call) => {
        const { person, scopes } = TokenAsk.parse(jsonOf(call))
        const session = mint.begin(person, { strong: true })
        return { status: 200, body: mint.graph(session, GRAPH, scopes, api.appId) }
      },
    ],
  ]
  const metadata = (origin: string): Answer => ({
    status: 200,
    body: {
      issuer,
      token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
      authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
      jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    },
  })
  const server = await listen(
    makeRouter(routes, () => ({ status: 404, body: { error: 'not_found' } })),
    {
      port: options.port,
      key: options.certificate.key,
      cert: options.certificate.cert,
    },
  )

  const demandSilence = (session: Session) => {
    if (conditions.ssoRefused.includes(session.oid)) throw new TokenRefused('consentMissing')
  }
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    registrations,
    managedIdentity: { endpoint: `${server.url.replace('127.0.0.1', 'localhost')}/msi/token`, header },
    issued,
    now,
    signInSilently(oid) {
      const session = mint.begin(oid)
      demandSilence(session)
      return mint.signIn(session, api, TEAMS_CLIENT).token
    },
    signInInteractively(oid) {
      return mint.signIn(mint.begin(oid, { strong: true }), api, api.appId).token
    },
    idTokenOf: (oid) => mint.idToken(mint.begin(oid), api.appId, null),
    async renew(assertion) {
      const { session, claims } = await mint.read(assertion, [api.appId])
      // An ID token is for the app alone.
      if (claims.scp !== api.scope) throw new TokenRefused('assertionInvalid')
      return mint.signIn(session, api, api.appId)
    },
    async verify(value, audience) {
      return mint.claimsOf(value, [...audience])
    },
    async close() {
      await server.close()
      keys.close()
    },
  }
}
