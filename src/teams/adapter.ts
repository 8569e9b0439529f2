import type { TokenCredential } from '@azure/identity'
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder'
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ServiceClientCredentials,
  ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector'
import type { Settings } from '../settings.ts'

export type AdapterSettings = Pick<
  Settings,
  'bot' | 'tenantId' | 'entraUrl' | 'tokenServiceUrl' | 'openIdUrl' | 'tokenIssuer' | 'channelAudience'
>

/**
 * botbuilder prints what it dislikes about a token, keys included, with `console.error`. Nothing of ours does, so
 * while Assent runs such lines are counted in the log and their contents dropped.
 * @returns what gives the console back.
 */
export function hushLibraries(log: { debug(message: string): void }): () => void {
  const { error, warn } = console
  console.error = console.warn = () => log.debug('a library printed something; its text is left out')
  return () => Object.assign(console, { error, warn })
}

/** What the bot answers on the wire: for an invoke the status and body of its invoke response. */
export interface Answer {
  status: number
  body?: unknown
}

/** botbuilder's adapter, with its side doors shut and its error texts kept in. */
export class TeamsAdapter extends CloudAdapter {
  readonly appId: string
  private readonly authentication: BotFrameworkAuthentication

  constructor(settings: AdapterSettings, credential: TokenCredential) {
    const authentication = authenticationFor(settings, credential)
    super(authentication)
    this.authentication = authentication
    this.appId = settings.bot.appId
    this.use(async (context, next) => {
      oneAttempt(context.turnState.get(this.ConnectorClientKey))
      await next()
    })
  }

  /**
   * Runs one activity through the bot. A wrong token is 401 with no body, whatever the library makes of it: a
   * foreign signature comes out of it as a `JsonWebTokenError`, not as an `AuthenticationError`.
   */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Answer> {
    try {
      const answer = await this.processActivity(authorization, activity, logic)
      return { status: answer?.status ?? 200, body: answer?.body }
    } catch (error) {
      if (isTokenError(error)) return { status: 401 }
      throw error
    }
  }

  /** The token service, as the bot itself: it needs no turn of the person it is asked about. */
  userTokens(): Promise<UserTokenClient> {
    const claims = [{ type: AuthenticationConstants.AudienceClaim, value: this.appId }]
    return this.authentication.createUserTokenClient(new ClaimsIdentity(claims, true))
  }
}

function authenticationFor(settings: AdapterSettings, credential: TokenCredential) {
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: settings.bot.appId,
      // Setting one of these seven means setting them all: the library then has no defaults.
      ToChannelFromBotLoginUrl: `${settings.entraUrl}/${settings.tenantId}`,
      ToChannelFromBotOAuthScope: settings.channelAudience,
      ToBotFromChannelTokenIssuer: settings.tokenIssuer,
      OAuthUrl: settings.tokenServiceUrl,
      ToBotFromChannelOpenIdMetadataUrl: settings.openIdUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: settings.openIdUrl,
      CallerId: '',
    },
    new BotCredentials(settings.bot.appId, credential),
    new AuthenticationConfiguration([], (claims) => demandChannel(claims, settings.tokenIssuer)),
  )
}

/**
 * Without this, botbuilder also takes tokens meant for its emulator and for skills: from any Entra tenant whose
 * app id is ours, without a look at the service address. Only the channel's own tokens may speak.
 */
async function demandChannel(
  claims: readonly { type: string; value: string }[],
  issuer: string,
): Promise<void> {
  const claimOf = (type: string) => claims.find((claim) => claim.type === type)?.value
  const fromChannel =
    claimOf(AuthenticationConstants.IssuerClaim) === issuer &&
    claimOf(AuthenticationConstants.ServiceUrlClaim)
  if (!fromChannel) throw new AuthenticationError('Only the channel may send activities.', 401)
}

function isTokenError(error: unknown): boolean {
  const name = error instanceof Error ? error.name : ''
  return (
    error instanceof AuthenticationError ||
    ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'SyntaxError'].includes(name)
  )
}

/**
 * The connector client repeats a POST by itself after a 5xx, and a message that was accepted and then answered
 * badly would stand there twice. What may be repeated, the outbox decides.
 */
function oneAttempt(client: unknown): void {
  const pipeline = (client as { pipeline?: { removePolicy(policy: { name: string }): unknown } })?.pipeline
  pipeline?.removePolicy({ name: 'defaultRetryPolicy' })
}

/** The bot's own token, from whatever credential the settings name. */
class BotCredentials extends ServiceClientCredentialsFactory {
  private readonly appId: string
  private readonly credential: TokenCredential

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
        const token = await this.credential.getToken(`${audience}/.default`)
        request.headers.set('authorization', `Bearer ${token?.token}`)
        return request
      },
    }
  }
}
