import { createHmac } from 'node:crypto'
import { COMPANY } from '../company.ts'
import { BOT_FRAMEWORK } from '../identity/grants.ts'
import { encoded, type SigningKeys } from '../identity/keys.ts'
import type { IdentityProvider } from '../identity/provider.ts'

const LIFETIME_S = 3600
/** Clocks may be five minutes apart (botframework-connector, `clockTolerance`). */
const BEGINS_LATER_S: Record<string, number> = {
  expired: -2 * LIFETIME_S,
  tooEarly: 900,
  early: 200,
  late: -LIFETIME_S - 200,
}

/** How the token that comes with an activity is: as it should be (left out), or wrong in one way. */
export type TokenFault =
  | 'none'
  | 'expired'
  | 'tooEarly'
  // Of a channel whose clock is a few minutes ahead, or behind: nothing is wrong with these.
  | 'early'
  | 'late'
  | 'noExpiry'
  | 'foreignKey'
  | 'unknownKey'
  | 'algNone'
  | 'hmac'
  | 'otherAudience'
  | 'otherService'
  | 'otherIssuer'
  | 'emulator'
  | 'skill'
  | 'signIn'
  | 'garbage'

/**
 * The token by which the channel speaks to a bot
 * (learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication), and forgeries of it.
 */
export class ChannelTokens {
  private readonly keys: SigningKeys
  private readonly foreign: SigningKeys
  private readonly identity: IdentityProvider
  private readonly issuer: string

  constructor(parts: {
    keys: SigningKeys
    foreign: SigningKeys
    identity: IdentityProvider
    issuer: string
  }) {
    this.keys = parts.keys
    this.foreign = parts.foreign
    this.identity = parts.identity
    this.issuer = parts.issuer
  }

  /** @returns null where no token is to come at all. */
  tokenFor(serviceUrl: string, fault?: TokenFault): string | null {
    const token = this.make(serviceUrl, fault)
    if (token && fault !== 'garbage') this.identity.issued.push(token)
    return token
  }

  private make(serviceUrl: string, fault?: TokenFault): string | null {
    const begins = Math.floor(Date.now() / 1000) + (BEGINS_LATER_S[fault ?? ''] ?? 0)
    const times = { nbf: begins, ...(fault === 'noExpiry' ? {} : { exp: begins + LIFETIME_S }) }
    const good = { iss: this.issuer, aud: COMPANY.botAppId, serviceurl: serviceUrl, ...times }
    switch (fault) {
      case 'none':
        return null
      case 'foreignKey':
        // It claims to be the right one.
        return this.foreign.sign(good, { kid: this.keys.kid })
      case 'unknownKey':
        return this.foreign.sign(good)
      case 'algNone':
        return `${[{ typ: 'JWT', alg: 'none', kid: this.keys.kid }, good].map(encoded).join('.')}.`
      case 'hmac':
        return this.hmac(good)
      case 'otherAudience':
        return this.keys.sign({ ...good, aud: COMPANY.signInAppId })
      case 'otherService':
        return this.keys.sign({ ...good, serviceurl: 'https://smba.example/' })
      case 'otherIssuer':
        return this.keys.sign({ ...good, iss: this.identity.url })
      case 'emulator':
        return this.keys.sign(asEntra(COMPANY.botAppId, times))
      case 'skill':
        return this.keys.sign(asEntra(COMPANY.signInAppId, times))
      case 'signIn':
        return this.identity.signInSilently(COMPANY.people.ada.oid)
      case 'garbage':
        return 'not.a.token'
      default:
        return this.keys.sign(good)
    }
  }

  /** Signed with the published key as if that were a shared secret. */
  private hmac(claims: object): string {
    const unsigned = [{ typ: 'JWT', alg: 'HS256', kid: this.keys.kid }, claims].map(encoded).join('.')
    const signature = createHmac('sha256', this.keys.publicPem).update(unsigned).digest('base64url')
    return `${unsigned}.${signature}`
  }
}

/** What an app gets from Entra for the bot: the emulator's token when it is the bot itself, else a skill's. */
function asEntra(caller: string, times: object): object {
  return {
    iss: `https://login.microsoftonline.com/${BOT_FRAMEWORK.id}/v2.0`,
    aud: COMPANY.botAppId,
    azp: caller,
    ver: '2.0',
    ...times,
  }
}
