import type { AccessToken, TokenCredential } from '@azure/identity'
import { type ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector'
import { answeredWithin } from '../../identity/deadline.ts'

/** While a call by the bot waits for it, in milliseconds. */
const TOKEN_WITHIN_MS = 8000
/** A token of the bot is not used in the last minutes of its life. */
const BEFORE_EXPIRY_MS = 5 * 60_000

/** The bot's own token, from whatever credential the settings name; kept as long as it may be used. */
export class BotCredentials extends ServiceClientCredentialsFactory {
  private readonly appId: string
  private readonly credential: TokenCredential
  private readonly kept = new Map<string, AccessToken>()

  constructor(appId: string, credential: TokenCredential) {
    super()
    this.appId = appId
    this.credential = credential
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.appId
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false
  }

  override async createCredentials(
    _appId: string,
    audience: string | undefined,
  ): Promise<ServiceClientCredentials> {
    return {
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await this.tokenFor(`${audience}/.default`)}`)
        return request
      },
    }
  }

  /** The library would find it in a cache too, but takes as long for that as for a call. */
  private async tokenFor(scope: string): Promise<string> {
    const kept = this.kept.get(scope)
    if (kept && isGood(kept)) return kept.token
    // The libraries ignore the signal once Entra has accepted the request and does not answer.
    const made = await answeredWithin(TOKEN_WITHIN_MS, (abortSignal) =>
      this.credential.getToken(scope, { abortSignal }),
    )
    if (!made) throw new Error('Entra gave the bot no token')
    this.kept.set(scope, made)
    return made.token
  }
}

/** Also until Entra would like it renewed, which is long before it expires. */
function isGood({ expiresOnTimestamp, refreshAfterTimestamp }: AccessToken): boolean {
  return (
    Date.now() <
    Math.min(expiresOnTimestamp - BEFORE_EXPIRY_MS, refreshAfterTimestamp ?? Number.POSITIVE_INFINITY)
  )
}
