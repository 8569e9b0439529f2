import { createHash } from 'node:crypto'
import { type AskedScopes, askedScopes } from './askedScopes.ts'
import { type Conditions, concerns } from './conditions.ts'
import type { Mint, Session } from './mint.ts'
import type { Registration, Registrations } from './registrations.ts'
import { TokenRefused } from './tokenRefusals.ts'

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
export const CODE_LIFETIME_MS = 10 * 60_000
const DEFAULT_CLAIMS =
  '{"access_token":{"capolids":{"essential":true,"values":["7c2e0a51-6f0b-4b43-9d0e-2a9f4f6f3b10"]}}}'

/** What an authorization code or a refresh token stands for. */
export interface Grant {
  session: Session
  clientId: string
  scope: string
  redirectUri: string | null
  /** SHA-256 of the verifier, base64url; null when the client sent none. */
  challenge: string | null
  nonce: string | null
  /** Milliseconds since 1970. */
  expires: number
  redeemed: boolean
}

export interface GrantParts {
  mint: Mint
  registrations: Registrations
  conditions: Conditions
  codes: Map<string, Grant>
  refreshTokens: Map<string, Grant>
  /** Scopes the app was given in advance: what `.default` means. */
  defaultScopes: readonly string[]
  now: () => number
}

/** Bot Framework's own tenant, by name and by id. */
export const BOT_FRAMEWORK = { name: 'botframework.com', id: 'd6d49420-f39b-4df7-a1dc-d59a935871db' }

/** The token endpoint's answer to a client that has proved itself. @throws {TokenRefused} */
export async function grant(form: URLSearchParams, app: Registration, parts: GrantParts): Promise<object> {
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return asItself(form, app, parts)
    case ON_BEHALF_OF:
      return await onBehalfOf(form, app, parts)
    case 'authorization_code':
      return byCode(form, app, parts)
    case 'refresh_token':
      return byRefreshToken(form, app, parts)
    default:
      throw new TokenRefused('grantUnsupported')
  }
}

function asItself(form: URLSearchParams, app: Registration, parts: GrantParts): object {
  const asked = askedScopes(needed(form, 'scope'), parts.registrations)
  if (asked.kind === 'none' || asked.names.join() !== '.default') {
    throw new TokenRefused('scopeInvalid', { detail: 'An app as itself asks for a resource’s .default.' })
  }
  const tenant = asked.kind === 'connector' && app.multiTenant ? BOT_FRAMEWORK.id : undefined
  const { token, expiresIn } = parts.mint.app(app.appId, asked.resource, tenant)
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token }
}

/** learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
async function onBehalfOf(form: URLSearchParams, app: Registration, parts: GrantParts): Promise<object> {
  if (form.get('requested_token_use') !== 'on_behalf_of') {
    throw new TokenRefused('parameterMissing', { detail: 'requested_token_use' })
  }
  demandNoRefusal(parts.conditions)
  const audience = [app.appId, ...(app.api ? [app.api.uri] : [])]
  const { claims, session } = await parts.mint.read(needed(form, 'assertion'), audience)
  const scopes = String(claims.scp ?? '').split(' ')
  if (!app.api || !scopes.includes(app.api.scope)) throw new TokenRefused('assertionInvalid')
  return delegated(form, app, session, askedScopes(needed(form, 'scope'), parts.registrations), parts)
}

/** @throws {TokenRefused} */
function demandNoRefusal({ refused }: Conditions): void {
  if (!refused || refused.times === 0) return
  if (refused.times !== undefined) refused.times -= 1
  throw new TokenRefused(refused.why)
}

function byCode(form: URLSearchParams, app: Registration, parts: GrantParts): object {
  const found = parts.codes.get(needed(form, 'code'))
  if (!found || found.clientId !== app.appId) throw new TokenRefused('grantInvalid')
  if (found.redeemed) throw new TokenRefused('codeRedeemed')
  if (found.expires < parts.now()) throw new TokenRefused('grantExpired')
  if (found.redirectUri !== form.get('redirect_uri')) throw new TokenRefused('redirectUnknown')
  const verifier = form.get('code_verifier') ?? ''
  if (found.challenge && createHash('sha256').update(verifier).digest('base64url') !== found.challenge) {
    throw new TokenRefused('verifierWrong')
  }
  found.redeemed = true
  const asked = askedScopes(form.get('scope') ?? found.scope, parts.registrations)
  return delegated(form, app, found.session, asked, parts, found.nonce)
}

function byRefreshToken(form: URLSearchParams, app: Registration, parts: GrantParts): object {
  const found = parts.refreshTokens.get(needed(form, 'refresh_token'))
  if (!found || found.clientId !== app.appId) throw new TokenRefused('grantInvalid')
  if (found.expires < parts.now()) throw new TokenRefused('grantExpired')
  const asked = askedScopes(form.get('scope') ?? found.scope, parts.registrations)
  return delegated(form, app, found.session, asked, parts)
}

function delegated(
  form: URLSearchParams,
  app: Registration,
  session: Session,
  asked: AskedScopes,
  parts: GrantParts,
  nonce: string | null = null,
): object {
  const names = asked.names.includes('.default') ? [...parts.defaultScopes] : asked.names
  demandLeave(session, names, parts.conditions)
  const { token, expiresIn } = accessToken(app, session, asked, names, parts)
  return {
    token_type: 'Bearer',
    // The full names: a client that finds only short ones does not recognise its own token in its cache.
    scope: [...names.map((name) => `${asked.resource}/${name}`), ...asked.openId].join(' '),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
    ...(asked.openId.includes('offline_access')
      ? { refresh_token: refreshToken(form, app, session, asked, parts) }
      : {}),
    ...(asked.openId.includes('openid') ? { id_token: parts.mint.idToken(session, app.appId, nonce) } : {}),
  }
}

function accessToken(
  app: Registration,
  session: Session,
  asked: AskedScopes,
  names: readonly string[],
  { mint, registrations: { signIn } }: GrantParts,
) {
  if (asked.kind === 'graph') return mint.graph(session, asked.resource, names, app.appId)
  if (asked.kind === 'api' && signIn.api) {
    return mint.signIn(session, { appId: signIn.appId, scope: signIn.api.scope }, app.appId)
  }
  throw new TokenRefused('scopeInvalid')
}

function refreshToken(
  form: URLSearchParams,
  app: Registration,
  session: Session,
  asked: AskedScopes,
  { mint, refreshTokens, now }: GrantParts,
): string {
  const value = mint.opaque()
  const scope = form.get('scope') ?? [...asked.names, ...asked.openId].join(' ')
  // Ninety days since the last use (learn.microsoft.com/entra/identity-platform/refresh-tokens).
  const expires = now() + 90 * 86_400_000
  const rest = { redirectUri: null, challenge: null, nonce: null, redeemed: false }
  refreshTokens.set(value, { session, clientId: app.appId, scope, expires, ...rest })
  return value
}

/** Whether the person may have this at all, as of now. @throws {TokenRefused} */
function demandLeave(session: Session, names: readonly string[], conditions: Conditions): void {
  if (session.revoked) throw new TokenRefused('sessionRevoked')
  if (conditions.blocked.includes(session.oid)) throw new TokenRefused('blocked')
  if (conditions.consentMissing.some((gap) => concerns(gap, session.oid, names))) {
    throw new TokenRefused('consentMissing')
  }
  const demand = conditions.stepUp.find((one) => concerns(one, session.oid, names))
  if (demand && !session.strong) throw new TokenRefused('stepUp', { claims: demand.claims ?? DEFAULT_CLAIMS })
}

function needed(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw new TokenRefused('parameterMissing', { detail: `'${name}'.` })
  return value
}
