import { timingSafeEqual } from 'node:crypto'
import type { Answer, Call } from '../http.ts'
import type { Mint } from './mint.ts'

/**
 * The token endpoint that a platform gives to what runs on it, in App Service's form: the header proves that the
 * caller runs there (learn.microsoft.com/azure/app-service/overview-managed-identity, REST endpoint reference).
 * @param header what has to come as `x-identity-header`.
 * @param clientIds of the user-assigned identities that the platform has.
 */
export function managedIdentityToken(
  call: Call,
  { mint, header, clientIds }: { mint: Mint; header: string; clientIds: readonly string[] },
): Answer {
  const query = call.url.searchParams
  const clientId = query.get('client_id') ?? ''
  const resource = query.get('resource')
  if (!isSameSecret(String(call.headers['x-identity-header'] ?? ''), header)) {
    return { status: 401, body: { statusCode: 401, message: 'Unauthorized' } }
  }
  if (query.get('api-version') !== '2019-08-01' || !resource || !clientIds.includes(clientId)) {
    return {
      status: 400,
      body: { statusCode: 400, message: 'No User Assigned or Delegated Managed Identity found.' },
    }
  }
  const { token, expiresIn } = mint.app(clientId, resource)
  return {
    status: 200,
    body: {
      access_token: token,
      client_id: clientId,
      expires_on: String(Math.floor(Date.now() / 1000) + expiresIn),
      resource,
      token_type: 'Bearer',
    },
  }
}

function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
