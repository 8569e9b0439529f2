import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  OnBehalfOfCredential,
  type TokenCredential,
} from '@azure/identity'
import type { AppRegistration } from '../config/registration.ts'

/** The audience of a managed identity's token when it stands in for a secret. */
const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange/.default'

export interface Authority {
  /** For example https://login.microsoftonline.com. */
  entraUrl: string
  tenantId: string
}

/** The app as itself: how the bot talks to Teams. Nothing of Graph is ever called with it. */
export function appCredential(app: AppRegistration, authority: Authority): TokenCredential {
  const options = authorityOptions(authority)
  switch (app.proof.kind) {
    case 'secret':
      return new ClientSecretCredential(authority.tenantId, app.appId, app.proof.secret, options)
    case 'certificate':
      return new ClientCertificateCredential(authority.tenantId, app.appId, app.proof.path, {
        ...options,
        sendCertificateChain: true,
      })
    case 'managedIdentity': {
      const { clientId } = app.proof
      // A bot of the type UserAssignedMSI is the identity itself; else its registration trusts the identity.
      return clientId === app.appId
        ? new ManagedIdentityCredential({ clientId })
        : new ClientAssertionCredential(authority.tenantId, app.appId, assertionOf(clientId), options)
    }
  }
}

/** The app on behalf of the person whose sign-in the assertion is. */
export function onBehalfOf(app: AppRegistration, authority: Authority, assertion: string): TokenCredential {
  const common = {
    ...authorityOptions(authority),
    tenantId: authority.tenantId,
    clientId: app.appId,
    userAssertionToken: assertion,
  }
  switch (app.proof.kind) {
    case 'secret':
      return new OnBehalfOfCredential({ ...common, clientSecret: app.proof.secret })
    case 'certificate':
      return new OnBehalfOfCredential({
        ...common,
        certificatePath: app.proof.path,
        sendCertificateChain: true,
      })
    case 'managedIdentity':
      return new OnBehalfOfCredential({ ...common, getAssertion: assertionOf(app.proof.clientId) })
  }
}

/**
 * The managed identity's own token, which stands in for a secret
 * (learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity).
 */
export function assertionOf(clientId: string): () => Promise<string> {
  const identity = new ManagedIdentityCredential({ clientId })
  return async () => (await identity.getToken(EXCHANGE_AUDIENCE)).token
}

/**
 * The password of a managed identity at Azure Database for PostgreSQL, which is a token of some hours; the library keeps
 * it until shortly before that (learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-with-managed-identity).
 * @param resource of the cloud, for example https://ossrdbms-aad.database.windows.net.
 */
export function databasePassword({ clientId, resource }: { clientId: string; resource: string }) {
  const identity = new ManagedIdentityCredential({ clientId })
  return async () => (await identity.getToken(`${resource}/.default`)).token
}

/** The authority is the operator's setting, not something a server told us: it needs no discovery. */
function authorityOptions({ entraUrl }: Authority) {
  return { authorityHost: entraUrl, disableInstanceDiscovery: true }
}
