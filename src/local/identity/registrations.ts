import { createHash, randomBytes } from 'node:crypto'
import type { COMPANY } from '../company.ts'

/** A managed identity, or another issuer, whose tokens stand in for a secret. */
export interface FederatedCredential {
  issuer: string
  subject: string
  audience: string
}

/** An app registration, as an administrator would have made it. The lists may be changed at any time. */
export interface Registration {
  appId: string
  name: string
  secrets: string[]
  /** PEM certificates. */
  certificates: string[]
  federated: FederatedCredential[]
  /** A bot of the type MultiTenant gets its own token from Bot Framework's tenant, any other from its own. */
  multiTenant: boolean
  /** Redirect addresses besides those on this machine, which are always taken. */
  redirectUris: string[]
  /** What it exposes: audience and scope of people's sign-in; null for an app nobody signs in to. */
  api: { uri: string; scope: string } | null
}

export interface Registrations {
  bot: Registration
  signIn: Registration
}

type Company = typeof COMPANY

/** The company's two registrations, each with one secret that exists for this run alone. */
export function registrationsOf(
  company: Pick<Company, 'botAppId' | 'signInAppId' | 'managedIdentityId'>,
  issuer: string,
): Registrations {
  const trusted = [company.managedIdentityId, company.botAppId].map((clientId) => ({
    issuer,
    subject: principalOf(clientId),
    audience: 'api://AzureADTokenExchange',
  }))
  const made = (appId: string, name: string): Registration => ({
    appId,
    name,
    secrets: [randomBytes(24).toString('base64url')],
    certificates: [],
    federated: trusted,
    multiTenant: false,
    redirectUris: [],
    api: null,
  })
  const signIn = made(company.signInAppId, 'Assent sign-in')
  return {
    bot: made(company.botAppId, 'Assent'),
    signIn: { ...signIn, api: { uri: `api://${company.signInAppId}`, scope: 'access_as_user' } },
  }
}

export function registrationOf(registrations: Registrations, appId: string): Registration | undefined {
  return [registrations.bot, registrations.signIn].find((one) => one.appId === appId.toLowerCase())
}

/** Whether a sign-in may end there: loopback on any port, or an address the registration names. */
export function mayRedirect(registration: Registration, uri: string): boolean {
  if (registration.redirectUris.includes(uri)) return true
  return URL.canParse(uri) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(uri).hostname)
}

/** The object id of an app or a managed identity in the tenant, which is not its client id. */
export function principalOf(appId: string): string {
  const digits = createHash('sha256').update(`principal of ${appId}`).digest('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
