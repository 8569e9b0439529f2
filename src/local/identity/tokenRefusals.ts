import { randomUUID } from 'node:crypto'
import type { Answer } from '../http.ts'

interface TokenRefusal {
  status: number
  error: string
  /** Number of the AADSTS message. */
  code: number
  suberror?: string
  text: string
}

/**
 * What Entra answers when it gives no token. Numbers and texts:
 * learn.microsoft.com/entra/identity-platform/reference-error-codes; the pairs of error and suberror as
 * `@azure/identity` and msal-node tell them apart.
 */
const REFUSALS = {
  stepUp: {
    status: 400,
    error: 'interaction_required',
    code: 50076,
    suberror: 'basic_action',
    text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  },
  consentMissing: {
    status: 400,
    error: 'invalid_grant',
    code: 65001,
    suberror: 'consent_required',
    text: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  },
  sessionRevoked: {
    status: 400,
    error: 'invalid_grant',
    code: 50173,
    suberror: 'bad_token',
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  },
  blocked: {
    status: 400,
    error: 'invalid_grant',
    code: 53003,
    suberror: 'message_only',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  assertionExpired: {
    status: 400,
    error: 'invalid_grant',
    code: 500133,
    text: 'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
  },
  assertionInvalid: {
    status: 400,
    error: 'invalid_grant',
    code: 50013,
    text: 'Assertion failed signature validation, or its audience is not this application.',
  },
  grantInvalid: {
    status: 400,
    error: 'invalid_grant',
    code: 70000,
    text: 'The provided value for the grant is not valid.',
  },
  codeRedeemed: {
    status: 400,
    error: 'invalid_grant',
    code: 54005,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  grantExpired: {
    status: 400,
    error: 'invalid_grant',
    code: 70008,
    suberror: 'bad_token',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  verifierWrong: {
    status: 400,
    error: 'invalid_grant',
    code: 501481,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  redirectUnknown: {
    status: 400,
    error: 'invalid_request',
    code: 50011,
    text: 'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  secretWrong: {
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: 'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
  },
  proofMissing: {
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  proofUnknown: {
    status: 401,
    error: 'invalid_client',
    code: 700027,
    text: 'The certificate with identifier used to sign the client assertion is not registered on application.',
  },
  proofExpired: {
    status: 401,
    error: 'invalid_client',
    code: 700024,
    text: 'Client assertion is not within its valid time range.',
  },
  federationUnknown: {
    status: 401,
    error: 'invalid_client',
    code: 700213,
    text: 'No matching federated identity record found for presented assertion subject, issuer or audience.',
  },
  secretExpired: {
    status: 401,
    error: 'invalid_client',
    code: 7000222,
    text: 'The provided client secret keys for app are expired.',
  },
  tokenForItself: {
    status: 400,
    error: 'invalid_resource',
    code: 90009,
    text: 'Application is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.',
  },
  permissionUnlisted: {
    status: 400,
    error: 'invalid_resource',
    code: 650057,
    text: 'Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client’s application registration.',
  },
  appMisconfigured: {
    status: 400,
    error: 'invalid_client',
    code: 650056,
    text: 'Misconfigured application.',
  },
  assertionAudience: {
    status: 400,
    error: 'invalid_grant',
    code: 500131,
    text: 'Assertion audience does not match the Client app presenting the assertion.',
  },
  notAssigned: {
    status: 400,
    error: 'interaction_required',
    code: 50105,
    text: 'The signed in user is not assigned to a role for the application.',
  },
  accountDisabled: {
    status: 400,
    error: 'invalid_grant',
    code: 50057,
    text: 'The user account is disabled.',
  },
  appUnknown: {
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: 'Application with this identifier was not found in the directory.',
  },
  tenantUnknown: {
    status: 400,
    error: 'invalid_request',
    code: 90002,
    text: 'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  },
  resourceUnknown: {
    status: 400,
    error: 'invalid_resource',
    code: 500011,
    text: 'The resource principal was not found in the tenant.',
  },
  scopeInvalid: {
    status: 400,
    error: 'invalid_scope',
    code: 70011,
    text: "The provided value for the input parameter 'scope' is not valid.",
  },
  parameterMissing: {
    status: 400,
    error: 'invalid_request',
    code: 900144,
    text: 'The request body must contain a required parameter that is missing.',
  },
  grantUnsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    text: 'The app requested an unsupported grant type.',
  },
  unavailable: {
    status: 503,
    error: 'temporarily_unavailable',
    code: 90033,
    text: 'A transient error has occurred. Please try again.',
  },
} as const satisfies Record<string, TokenRefusal>

export type RefusalName = keyof typeof REFUSALS
export const REFUSAL_NAMES = Object.keys(REFUSALS) as [RefusalName, ...RefusalName[]]

/** Why a token was not given; `answer` makes Entra's body of it. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly refusal: TokenRefusal
  /** JSON text of the claims a stronger sign-in has to bring. */
  readonly claims: string | undefined

  constructor(name: RefusalName, more: { detail?: string; claims?: string } = {}) {
    const refusal: TokenRefusal = REFUSALS[name]
    super(`AADSTS${refusal.code}: ${refusal.text}${more.detail ? ` ${more.detail}` : ''}`)
    this.refusal = refusal
    this.claims = more.claims
  }

  /** @param correlationId what the client sent as `client-request-id`; Entra repeats it. */
  answer(correlationId: string, now: Date): Answer {
    const { status, error, code, suberror } = this.refusal
    const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`
    const traceId = randomUUID()
    return {
      status,
      headers: {
        'cache-control': 'no-store',
        'client-request-id': correlationId,
        'x-ms-request-id': traceId,
      },
      body: {
        error,
        error_description: `${this.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
        error_codes: [code],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
        ...(suberror ? { suberror } : {}),
        ...(this.claims ? { claims: this.claims } : {}),
      },
    }
  }
}
