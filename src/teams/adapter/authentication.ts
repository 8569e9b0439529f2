import type { TokenCredential } from '@azure/identity'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector'
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import { LRUCache } from 'lru-cache'
import type { Settings } from '../../config/settings.ts'
import { answeredWithin, NoAnswer } from '../../identity/deadline.ts'
import { BotCredentials } from './botCredentials.ts'
import { bounded, oneAttempt } from './callDeadlines.ts'

export type AuthenticationSettings = Pick<
  Settings,
  'bot' | 'botTenantId' | 'entraUrl' | 'tokenServiceUrl' | 'openIdUrl' | 'tokenIssuer' | 'channelAudience'
>

/** How botbuilder judges who calls the bot, and how the bot proves itself to Teams. */
export function botAuthentication(
  settings: AuthenticationSettings,
  credential: TokenCredential,
): BotFrameworkAuthentication {
  return new BoundedAuthentication(
    librarySettings(settings),
    new BotCredentials(settings.bot.appId, credential),
    new AuthenticationConfiguration([], (claims) => demandChannel(claims, settings.tokenIssuer)),
  )
}

/** The settings as botbuilder expects them. */
export function librarySettings(settings: AuthenticationSettings) {
  return {
    MicrosoftAppId: settings.bot.appId,
    // Setting one of these seven means setting them all: the library then has no defaults.
    ToChannelFromBotLoginUrl: `${settings.entraUrl}/${settings.botTenantId}`,
    ToChannelFromBotOAuthScope: settings.channelAudience,
    ToBotFromChannelTokenIssuer: settings.tokenIssuer,
    OAuthUrl: settings.tokenServiceUrl,
    ToBotFromChannelOpenIdMetadataUrl: settings.openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: settings.openIdUrl,
    CallerId: '',
  }
}

/** While Teams waits for our answer: a turn may have to make two calls in its ten seconds. */
const CALL_IN_TURN_MS = 4000
/** The channel's keys, which may be fetched twice before a turn begins. */
const KEYS_WITHIN_MS = 3000
/** For what a job sends, in milliseconds. */
const CALL_IN_JOB_MS = 8000

/** Teams has a service address for each region; the number of addresses for which clients are kept. */
const MAX_CLIENTS = 100

/**
 * Every client that botbuilder gets from here gives up on a call after a while; by themselves they would wait for ever.
 * And it gets the same one again: botbuilder asks for two in every turn, and making one costs more than using it. They
 * hold nothing about a turn or a person.
 */
class BoundedAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly connectors = new LRUCache<string, Connector>({ max: MAX_CLIENTS })
  private readonly userTokens = new LRUCache<string, UserTokenClient>({ max: MAX_CLIENTS })

  /** Here the channel's keys are fetched, by a client that has no deadline. */
  override async authenticateStreamingRequest(
    header: string,
    channel: string,
  ): ReturnType<ConfigurationBotFrameworkAuthentication['authenticateStreamingRequest']> {
    const caller = await answeredWithin(KEYS_WITHIN_MS, () =>
      super.authenticateStreamingRequest(header, channel),
    )
    return { ...caller, connectorFactory: this.factoryOf(caller.claimsIdentity, CALL_IN_TURN_MS) }
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.factoryOf(identity, CALL_IN_JOB_MS)
  }

  private factoryOf(identity: ClaimsIdentity, ms: number): ConnectorFactory {
    const factory = super.createConnectorFactory(identity)
    return {
      create: async (serviceUrl, audience) => {
        const key = [botOf(identity), audience, serviceUrl, ms].join(' ')
        const kept = this.connectors.get(key)
        if (kept) return kept
        const client = await factory.create(serviceUrl, audience)
        bounded(client, ms)
        oneAttempt(client)
        this.connectors.set(key, client)
        return client
      },
    }
  }

  override async createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    const key = botOf(identity)
    const kept = this.userTokens.get(key)
    if (kept) return kept
    const client = await super.createUserTokenClient(identity)
    bounded((client as unknown as { client: unknown }).client, CALL_IN_TURN_MS)
    this.userTokens.set(key, client)
    return client
  }
}

type Connector = Awaited<ReturnType<ConnectorFactory['create']>>

/** The app that an identity is for, or is: nothing else distinguishes the library's clients. */
function botOf(identity: ClaimsIdentity): string {
  const { AudienceClaim, AppIdClaim } = AuthenticationConstants
  return identity.getClaimValue(AudienceClaim) ?? identity.getClaimValue(AppIdClaim) ?? ''
}

/**
 * Without this, botbuilder would also accept tokens meant for its emulator and for skills: from any Entra tenant whose
 * app id is ours, without checking the service address; and tokens that never expire. Only the channel's own
 * tokens may speak.
 */
async function demandChannel(
  claims: readonly { type: string; value: string }[],
  issuer: string,
): Promise<void> {
  const claimOf = (type: string) => claims.find((claim) => claim.type === type)?.value
  const fromChannel =
    claimOf(AuthenticationConstants.IssuerClaim) === issuer &&
    claimOf(AuthenticationConstants.ServiceUrlClaim) &&
    claimOf('exp')
  if (!fromChannel) throw new AuthenticationError('Only the channel may send activities.', 401)
}

/** A token that is refused: the HTTP status, and why, for the operator. Contains no part of the token. */
export interface Refusal {
  status: 401 | 503
  reason: string
}

const NO_KEYS = 'the channel’s keys could not be fetched: see BOT_OPENID_URL and CLOUD'

/** Null when the error is not about a token. */
export function signInRefusal(error: unknown): Refusal | null {
  if (error instanceof NoAnswer) return { status: 503, reason: NO_KEYS }
  // The library throws the same type, with 500, where it could not fetch the channel's keys.
  if (error instanceof AuthenticationError) {
    return error.statusCode === 500
      ? { status: 503, reason: NO_KEYS }
      : { status: 401, reason: withHint(error.message) }
  }
  const { name, message } = error instanceof Error ? error : { name: '', message: '' }
  // Its message quotes what it could not read.
  if (name === 'SyntaxError') return { status: 401, reason: 'the token cannot be read' }
  return ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(name)
    ? { status: 401, reason: withHint(message) }
    : null
}

/** Which setting or machine to check, where the library's message tells. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/audience|Invalid AppId/i, 'it is for another bot: see MicrosoftAppId'],
  [
    /(No valid|Invalid) identity|Only the channel/,
    'it is not from the channel: see CLOUD and BOT_TOKEN_ISSUER',
  ],
  [/Key could not be retrieved|invalid signature/, 'not signed with the channel’s keys: see BOT_OPENID_URL'],
  [/expired|not active/, 'see the clock of this machine'],
]

function withHint(message: string): string {
  const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1]
  return hint ? `${message} (${hint})` : message
}

function isUnknownKey(error: unknown): boolean {
  return error instanceof AuthenticationError && /^Signing Key could not be retrieved/.test(error.message)
}

const AGAIN_AFTER_MS = 5000

/**
 * The channel's published keys. botbuilder keeps them for a day and looks up an unknown one at most once an hour
 * (botframework-connector, openIdMetadata); for that hour a channel that changed its keys would be rejected. So
 * its cache is emptied when an unknown key turns up, at most every five seconds, so that a sender of made-up keys costs
 * no more than that.
 */
export class ChannelKeys {
  private readonly openIdUrl: string
  private lastTime = 0

  constructor(openIdUrl: string) {
    this.openIdUrl = openIdUrl
  }

  /**
   * @param error of a token check.
   * @returns whether another check may succeed: nobody had answered, or the keys have changed.
   */
  mayBeBetter(error: unknown): boolean {
    return error instanceof NoAnswer || (isUnknownKey(error) && this.forget())
  }

  /** @returns whether the next check will fetch them. */
  forget(now = Date.now()): boolean {
    if (now - this.lastTime < AGAIN_AFTER_MS) return false
    this.lastTime = now
    const cache: unknown = Reflect.get(JwtTokenExtractor, 'openIdMetadataCache')
    return cache instanceof Map && cache.delete(this.openIdUrl)
  }
}
