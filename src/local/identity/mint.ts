import { createHash, randomBytes } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Employee } from '../company.ts'
import type { Conditions } from './conditions.ts'
import type { SigningKeys } from './keys.ts'
import type { ProviderClock } from './providerClock.ts'
import { principalOf } from './registrations.ts'
import { TokenRefused } from './tokenRefusals.ts'

/** A sign-in of one person. Every token that results from it remembers how strong it was. */
export interface Session {
  oid: string
  strong: boolean
  revoked: boolean
}

export interface Minted {
  token: string
  /** Seconds. */
  expiresIn: number
}

export interface MintParts {
  keys: SigningKeys
  clock: ProviderClock
  conditions: Conditions
  issuer: string
  tenantId: string
  people: readonly Employee[]
  /** Where every token is noted. */
  issued: string[]
}

/** Entra dates a token five minutes back, for clocks that differ. */
const BACKDATED_MS = 5 * 60_000
const HOUR_S = 3600
/** By which clocks may differ. */
const TOLERATED_S = 1

/**
 * Makes the provider's tokens. Claims: learn.microsoft.com/entra/identity-platform/access-token-claims-reference.
 * Graph and Bot Framework get version 1.0 tokens (`appid`), the sign-in app version 2.0 (`azp`).
 */
export class Mint {
  private readonly parts: MintParts
  private readonly sessions = new Map<string, Session>()

  constructor(parts: MintParts) {
    this.parts = parts
  }

  begin(oid: string, { strong = false }: { strong?: boolean } = {}): Session {
    this.personOf(oid)
    return { oid, strong, revoked: false }
  }

  /** Ends every sign-in that the person has; the next one is good again. */
  revoke(oid: string): void {
    for (const session of this.sessions.values()) if (session.oid === oid) session.revoked = true
  }

  personOf(oid: string): Employee {
    const person = this.parts.people.find((one) => one.oid === oid)
    if (!person) throw new Error(`nobody with the object id ${oid} works here`)
    return person
  }

  /** The person's sign-in to the sign-in app itself: what the token service holds and Teams presents. */
  signIn(session: Session, app: { appId: string; scope: string }, clientId: string): Minted {
    const { userPrincipalName, name, oid } = this.personOf(session.oid)
    return this.mint(session, {
      aud: app.appId,
      azp: clientId,
      azpacr: clientId === app.appId ? '1' : '0',
      name,
      oid,
      preferred_username: userPrincipalName,
      scp: app.scope,
      sub: pairwise(oid, app.appId),
      ver: '2.0',
    })
  }

  /** A delegated token of Graph with just these scopes. */
  graph(session: Session, resource: string, scopes: readonly string[], clientId: string): Minted {
    const { userPrincipalName, name, oid, directoryRoles } = this.personOf(session.oid)
    return this.mint(session, {
      aud: resource,
      acr: '1',
      amr: session.strong ? ['pwd', 'mfa'] : ['pwd'],
      app_displayname: 'Assent sign-in',
      appid: clientId,
      appidacr: '1',
      azp: clientId,
      idtyp: 'user',
      name,
      oid,
      preferred_username: userPrincipalName,
      scp: scopes.join(' '),
      sub: pairwise(oid, resource),
      unique_name: userPrincipalName,
      upn: userPrincipalName,
      ver: '1.0',
      // The last one stands for everybody in the directory (learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
      wids: [...directoryRoles, 'b79fbf4d-3ef9-4689-8143-76b194e85509'],
    })
  }

  /** The app as itself. It holds no roles, so Graph has nothing to give it. */
  app(appId: string, resource: string, tenantId = this.parts.tenantId): Minted {
    return this.mint(null, {
      aud: resource,
      appid: appId,
      appidacr: '1',
      idtyp: 'app',
      oid: principalOf(appId),
      sub: principalOf(appId),
      tid: tenantId,
      ver: '1.0',
    })
  }

  idToken(session: Session, clientId: string, nonce: string | null): string {
    const { userPrincipalName, name, oid } = this.personOf(session.oid)
    const claims = { aud: clientId, name, oid, preferred_username: userPrincipalName, ver: '2.0' }
    const once = nonce ? { nonce } : {}
    return this.mint(session, { ...claims, ...once, sub: pairwise(oid, clientId) }).token
  }

  /** Any claims at all, over the usual ones: for tests that need a token Entra would not give. */
  mint(session: Session | null, claims: Record<string, unknown>): Minted {
    const { keys, clock, conditions, issuer, tenantId, issued } = this.parts
    const expiresIn = conditions.lifetime ?? HOUR_S + Math.floor(Math.random() * (HOUR_S / 2))
    const begins = Math.floor((clock.beginning() - BACKDATED_MS) / 1000)
    const uti = randomBytes(12).toString('base64url')
    if (session) this.sessions.set(uti, session)
    const token = keys.sign({
      iss: issuer,
      iat: begins,
      nbf: begins,
      exp: Math.floor(clock.now() / 1000) + expiresIn,
      tid: tenantId,
      uti,
      ...claims,
    })
    issued.push(token)
    return { token, expiresIn }
  }

  /**
   * Whose sign-in an assertion is.
   * @throws {TokenRefused} when it has run out, or is not one of ours for this audience.
   */
  async read(assertion: string, audience: string[]): Promise<{ claims: JWTPayload; session: Session }> {
    const { keys, clock, issuer } = this.parts
    const currentDate = new Date(clock.now())
    try {
      const options = { audience, issuer, currentDate, clockTolerance: TOLERATED_S }
      const { payload: claims } = await jwtVerify(assertion, keys.resolver(), options)
      const session = this.sessions.get(String(claims.uti))
      if (!session) throw new TokenRefused('assertionInvalid')
      return { claims, session }
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new TokenRefused('assertionExpired')
      if (error instanceof errors.JOSEError)
        throw new TokenRefused('assertionInvalid', { detail: error.message })
      throw error
    }
  }

  /**
   * The claims of a token of ours for one of these audiences; null when it is none, or has run out. An app's own
   * token is renewed by the app's clock, which is the machine's: `advance` makes people's tokens old, not that one.
   */
  async claimsOf(token: string, audience: string[]): Promise<JWTPayload | null> {
    const { keys, clock, issuer } = this.parts
    const claims = await keys.signedBy(token).catch(() => null)
    if (claims?.iss !== issuer || !audience.includes(String(claims.aud))) return null
    const now = (claims.idtyp === 'app' ? Date.now() : clock.now()) / 1000
    const { nbf = 0, exp = 0 } = claims
    return nbf <= now + TOLERATED_S && exp > now - TOLERATED_S ? claims : null
  }

  /** Something opaque, such as a code or a refresh token. */
  opaque(): string {
    const value = `0.${randomBytes(48).toString('base64url')}`
    this.parts.issued.push(value)
    return value
  }
}

/** `sub` differs from app to app. */
function pairwise(oid: string, audience: string): string {
  return createHash('sha256').update(`${oid} ${audience}`).digest('base64url')
}
