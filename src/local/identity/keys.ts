import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { compactVerify, createLocalJWKSet, type JWK, type JWTPayload } from 'jose'

interface SigningKey {
  kid: string
  privateKey: KeyObject
  jwk: JWK
}

/** Of worlds that have ended in this process, for those that begin: to make a world's three takes a tenth of its start. */
const spare: KeyObject[] = []

/** Far more than are in use at a time. */
const MOST_KNOWN = 500

/** RSA keys that sign tokens, and their published halves. */
export class SigningKeys {
  private readonly marks: Record<string, unknown>
  private current: SigningKey
  private published: SigningKey[]
  private publishedSet: ReturnType<typeof createLocalJWKSet> | null = null
  /** What tokens say whose signature was found good: callers present the same ones hundreds of times. */
  private readonly known = new Map<string, JWTPayload>()
  /** All that ever signed. */
  private readonly made: KeyObject[] = []

  /** @param marks further properties of every published key, such as a channel's `endorsements`. */
  constructor(marks: Record<string, unknown> = {}) {
    this.marks = marks
    this.current = this.make()
    this.published = [this.current]
  }

  get kid(): string {
    return this.current.kid
  }

  get publicPem(): string {
    return createPublicKey(this.current.privateKey).export({ type: 'spki', format: 'pem' }).toString()
  }

  jwks(): { keys: JWK[] } {
    return { keys: this.published.map(({ jwk }) => jwk) }
  }

  /** The published keys, in the form jose verifies with. */
  resolver(): ReturnType<typeof createLocalJWKSet> {
    this.publishedSet ??= createLocalJWKSet(this.jwks())
    return this.publishedSet
  }

  /**
   * What a token says that one of the published keys signed, however old it is and whomever it is for.
   * @throws {errors.JOSEError} for any other.
   */
  async signedBy(token: string): Promise<JWTPayload> {
    const known = this.known.get(token)
    if (known) return known
    const keys = this.resolver()
    const { payload } = await compactVerify(token, keys, { algorithms: ['RS256'] })
    const claims = JSON.parse(new TextDecoder().decode(payload)) as JWTPayload
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    // Not where the keys have been rotated in between.
    if (keys === this.publishedSet) this.known.set(token, claims)
    return claims
  }

  /** An RS256 token with exactly these claims; nothing is added. */
  sign(claims: object, header: object = {}): string {
    const parts = [{ typ: 'JWT', alg: 'RS256', kid: this.current.kid, ...header }, claims].map(encoded)
    const signature = sign('RSA-SHA256', Buffer.from(parts.join('.')), this.current.privateKey)
    return [...parts, signature.toString('base64url')].join('.')
  }

  /** From now on another key signs. Tokens of the old one stay good only while it is still published. */
  rotate({ keepOld = true }: { keepOld?: boolean } = {}): void {
    this.current = this.make()
    this.published = keepOld ? [...this.published, this.current] : [this.current]
    this.publishedSet = null
    this.known.clear()
  }

  /** Nothing is signed with them any more. */
  close(): void {
    spare.push(...this.made.splice(0))
  }

  private make(): SigningKey {
    const privateKey = spare.pop() ?? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    this.made.push(privateKey)
    const kid = randomBytes(16).toString('base64url')
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as JWK
    return { kid, privateKey, jwk: { ...jwk, ...this.marks, kid, use: 'sig' } }
  }
}

/** One part of a token, as it appears in it. */
export function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
