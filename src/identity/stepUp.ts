import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node'
import type { AppRegistration } from '../config/registration.ts'
import type { Person } from '../request/person.ts'
import { assertionOf } from './credentials.ts'
import { answeredWithin } from './deadline.ts'
import { SIGN_IN_SCOPE } from './signInCheck.ts'

/** One sign-in in progress: what the browser must bring back, and what it is for. */
export interface StepUpTicket {
  requestId: string
  person: Person
  /** What Entra demands, verbatim (JSON). */
  claims: string
  /** Proves that whoever redeems the code is whoever asked for it (PKCE, RFC 7636). */
  verifier: string
  nonce: string
}

/** A person is waiting at their browser: for Entra's addresses, or for the token that a code is exchanged for. */
const WITHIN_MS = 8000

/**
 * A sign-in that meets Entra's demands, on Assent's own page: authorization code with PKCE and the claims that Entra
 * asked for. The Bot Framework token service cannot pass claims (botframework-connector, tokenApi botSignIn).
 */
export class StepUp {
  private readonly app: AppRegistration
  private readonly entraUrl: string
  private readonly redirectUri: string

  /** @param redirectUri has to be registered for the sign-in app. */
  constructor(parts: { signInApp: AppRegistration; entraUrl: string; redirectUri: string }) {
    this.app = parts.signInApp
    this.entraUrl = parts.entraUrl
    this.redirectUri = parts.redirectUri
  }

  ticket(requestId: string, person: Person, claims: string): StepUpTicket {
    const secret = () => randomBytes(32).toString('base64url')
    return { requestId, person, claims, verifier: secret(), nonce: secret() }
  }

  /** Where the browser goes. `state` comes back with it. @throws {NoAnswer} */
  async address({ person, claims, verifier, nonce }: StepUpTicket, state: string): Promise<string> {
    const client = await this.client(person.tenantId)
    return await answeredWithin(WITHIN_MS, () =>
      client.getAuthCodeUrl({
        scopes: this.scopes(),
        redirectUri: this.redirectUri,
        codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
        codeChallengeMethod: 'S256',
        claims,
        // People with several accounts choose one: a wrong one is refused when it comes back.
        prompt: 'select_account',
        state,
        nonce,
      }),
    )
  }

  /**
   * The new sign-in of the very person the ticket is for.
   * @returns null when another person signed in.
   * @throws {NoAnswer}, and whatever msal makes of a refusal.
   */
  async redeem({ person, verifier, nonce }: StepUpTicket, code: string): Promise<string | null> {
    const client = await this.client(person.tenantId)
    const answer = await answeredWithin(WITHIN_MS, () =>
      client.acquireTokenByCode({
        scopes: this.scopes(),
        redirectUri: this.redirectUri,
        code,
        codeVerifier: verifier,
        nonce,
      }),
    )
    const { oid, tid } = answer.idTokenClaims as { oid?: string; tid?: string }
    return oid === person.oid && tid === person.tenantId ? answer.accessToken : null
  }

  private scopes(): string[] {
    return [`api://${this.app.appId}/${SIGN_IN_SCOPE}`]
  }

  /** A new one every time: it caches tokens, and none of these may be cached. */
  private async client(tenantId: string): Promise<ConfidentialClientApplication> {
    const { host } = new URL(this.entraUrl)
    const authority = `${this.entraUrl}/${tenantId}`
    const auth: NodeAuthOptions = {
      clientId: this.app.appId,
      authority,
      knownAuthorities: [host],
      ...(await msalProof(this.app)),
    }
    return new ConfidentialClientApplication({ auth })
  }
}

async function msalProof({ proof }: AppRegistration): Promise<Partial<NodeAuthOptions>> {
  switch (proof.kind) {
    case 'secret':
      return { clientSecret: proof.secret }
    case 'certificate': {
      const pem = await readFile(proof.path, 'utf8')
      const thumbprintSha256 = new X509Certificate(pem).fingerprint256.replaceAll(':', '')
      const [privateKey = ''] =
        /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem) ?? []
      return { clientCertificate: { thumbprintSha256, privateKey, x5c: pem } }
    }
    case 'managedIdentity':
      return { clientAssertion: assertionOf(proof.clientId) }
  }
}
