import { X509Certificate } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Registration } from './registrations.ts'
import { TokenRefused } from './tokenRefusals.ts'

/** Entra's, for clocks that differ. */
const TOLERANCE = '5 minutes'
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export interface ProofParts {
  /** The token endpoint: whom an assertion has to be made for. */
  endpoints: string[]
  /** The keys of tokens that stand in for a secret. */
  federation: JWTVerifyGetKey
  now: Date
}

/**
 * An app proves itself by secret, by an assertion signed with its certificate, or by a token of a managed
 * identity it trusts (learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
 * @throws {TokenRefused}
 */
export async function demandProof(
  form: URLSearchParams,
  registration: Registration,
  parts: ProofParts,
): Promise<void> {
  const [secret, assertion] = [form.get('client_secret'), form.get('client_assertion')]
  if (secret !== null) {
    if (!registration.secrets.includes(secret)) {
      throw new TokenRefused('secretWrong', { detail: `App '${registration.appId}'.` })
    }
    return
  }
  if (assertion === null || form.get('client_assertion_type') !== ASSERTION_TYPE) {
    throw new TokenRefused('proofMissing')
  }
  try {
    await demandAssertion(assertion, registration, parts)
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new TokenRefused('proofExpired')
    if (error instanceof errors.JOSEError) throw new TokenRefused('proofUnknown', { detail: error.message })
    throw error
  }
}

async function demandAssertion(assertion: string, registration: Registration, parts: ProofParts) {
  const { appId, certificates } = registration
  const { iss, sub } = decodeJwt(assertion)
  if (iss !== appId) {
    await demandFederation(assertion, registration, parts)
    return
  }
  const header = decodeProtectedHeader(assertion) as Record<string, string | undefined>
  const certificate = certificates
    .map((pem) => new X509Certificate(pem))
    .find((one) => thumbprints(one).some((print) => print === header['x5t#S256'] || print === header.x5t))
  if (!certificate || sub !== appId) throw new TokenRefused('proofUnknown')
  await jwtVerify(assertion, certificate.publicKey, {
    issuer: appId,
    audience: parts.endpoints,
    currentDate: parts.now,
    clockTolerance: TOLERANCE,
    requiredClaims: ['exp', 'jti'],
  })
}

async function demandFederation(assertion: string, registration: Registration, parts: ProofParts) {
  const { iss, sub, aud } = decodeJwt(assertion)
  const trusted = registration.federated.find(
    ({ issuer, subject, audience }) => issuer === iss && subject === sub && audience === aud,
  )
  if (!trusted) throw new TokenRefused('federationUnknown', { detail: `Subject '${sub}', issuer '${iss}'.` })
  await jwtVerify(assertion, parts.federation, {
    currentDate: parts.now,
    clockTolerance: TOLERANCE,
    requiredClaims: ['exp'],
  })
}

/** SHA-256 and SHA-1 of a certificate, as `x5t#S256` and `x5t` write them. */
function thumbprints(certificate: X509Certificate): string[] {
  return [certificate.fingerprint256, certificate.fingerprint].map((print) =>
    Buffer.from(print.replaceAll(':', ''), 'hex').toString('base64url'),
  )
}
