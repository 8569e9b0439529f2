import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeAppCertificate } from './certificate.ts'
import { COMPANY } from './company.ts'
import type { IdentityProvider } from './identity/provider.ts'

/**
 * How the company's two registrations prove themselves: `LOCAL_APP`. `managedIdentity`: the bot is a managed identity
 * and the sign-in app trusts it; `federated`: both are registrations that trust one; `multiTenant`: a bot of that type,
 * with secrets.
 */
export const APP_KINDS = ['secret', 'certificate', 'managedIdentity', 'federated', 'multiTenant'] as const
export type AppKind = (typeof APP_KINDS)[number]

export function appKindOf(name: string | undefined): AppKind {
  const found = APP_KINDS.find((kind) => kind === (name ?? 'secret'))
  if (!found) throw new Error(`LOCAL_APP can be ${APP_KINDS.join(', ')}; it is ${name}.`)
  return found
}

/** The settings of Assent for it, and the files they need. */
export async function appSettings(
  kind: AppKind,
  identity: IdentityProvider,
  folder: string,
): Promise<Record<string, string>> {
  const { bot, signIn } = identity.registrations
  const ids = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: bot.appId,
    MicrosoftAppTenantId: COMPANY.tenantId,
    SIGN_IN_APP_ID: signIn.appId,
  }
  switch (kind) {
    case 'secret':
    case 'multiTenant':
      bot.multiTenant = kind === 'multiTenant'
      return {
        ...ids,
        MicrosoftAppType: bot.multiTenant ? 'MultiTenant' : 'SingleTenant',
        MicrosoftAppPassword: bot.secrets[0] ?? '',
        SIGN_IN_APP_PASSWORD: signIn.secrets[0] ?? '',
      }
    case 'certificate': {
      const { key, cert } = await makeAppCertificate()
      const file = resolve(folder, 'app.pem')
      writeFileSync(file, `${cert}\n${key}`, { mode: 0o600 })
      for (const registration of [bot, signIn]) registration.certificates.push(cert)
      return { ...ids, BOT_CERTIFICATE_FILE: file, SIGN_IN_APP_CERTIFICATE_FILE: file }
    }
    case 'managedIdentity':
      runWhere(identity)
      return { ...ids, MicrosoftAppType: 'UserAssignedMSI', SIGN_IN_APP_MANAGED_IDENTITY: bot.appId }
    case 'federated':
      runWhere(identity)
      return {
        ...ids,
        BOT_MANAGED_IDENTITY: COMPANY.managedIdentityId,
        SIGN_IN_APP_MANAGED_IDENTITY: COMPANY.managedIdentityId,
      }
  }
}

/** What a platform gives the processes that it runs. */
function runWhere({ managedIdentity }: IdentityProvider): void {
  process.env.IDENTITY_ENDPOINT = managedIdentity.endpoint
  process.env.IDENTITY_HEADER = managedIdentity.header
}
