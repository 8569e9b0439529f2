import { COMPANY, type Employee } from '../company.ts'
import { type Answer, type Handler, listen, makeRouter, type Route } from '../http.ts'
import { BOT_FRAMEWORK } from '../identity/grants.ts'
import { SigningKeys } from '../identity/keys.ts'
import type { IdentityProvider } from '../identity/provider.ts'
import { Saved } from '../savedState.ts'
import { inWeather, Weather } from '../weather.ts'
import { Board } from './board.ts'
import { ChannelTokens, type TokenFault } from './channelTokens.ts'
import { Clients } from './clients.ts'
import { connectorRoutes, failed } from './connector.ts'
import { channelControlRoutes } from './control.ts'
import type { ChannelState } from './state.ts'
import { LocalTokenService } from './tokenService.ts'

const ISSUER = 'https://api.botframework.com'

/** Microsoft Teams, as far as the bot meets it: the Connector, the token service, and the people's clients. */
export interface Channel {
  /** Where the Connector and the token service are: `BOT_TOKEN_SERVICE_URL`. */
  url: string
  /** `BOT_OPENID_URL` */
  openIdUrl: string
  board: Board
  clients: Clients
  /** Every token that ever came with an activity: no log may hold one. */
  issued: readonly string[]
  /** From now on activities go to the bot at these addresses in turn, as through a load balancer. */
  connect(...botUrls: string[]): void
  /** Hands the bot an activity with the channel's own token for it. @returns the bot's answer. */
  deliver(activity: object, serviceUrl: string): Promise<{ status: number; body: unknown }>
  /** Has the token service keep somebody's sign-in, as if they had signed in before. */
  signIn(person: Employee): void
  close(): Promise<void>
}

export async function startChannel(options: {
  port: number
  identity: IdentityProvider
  /** Where the messages are kept between starts; null: nowhere. */
  file: string | null
}): Promise<Channel> {
  const { identity } = options
  const keys = new SigningKeys({ endorsements: ['msteams'] })
  const foreign = new SigningKeys()
  const issued: string[] = []
  const tokens = new ChannelTokens({ keys, foreign, identity, issuer: ISSUER })
  const saved = new Saved<ChannelState>(options.file, () => ({ messages: [], without: [] }))
  const board = new Board(saved)
  let weather: Weather = Weather.parse({})
  let botUrls: string[] = []
  let delivered = 0
  let serviceUrl = ''

  const deliver = async (activity: object, fault?: TokenFault, from = serviceUrl) => {
    const botUrl = botUrls[delivered++ % botUrls.length]
    if (!botUrl) throw new Error('The bot is not running.')
    const token = tokens.tokenFor(from, fault)
    if (token) issued.push(token)
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(activity),
    })
    const text = await response.text()
    return { status: response.status, body: parsedBody(text) }
  }
  const clients = new Clients({ board, identity, deliver, serviceUrl: () => serviceUrl })
  const tokenService = new LocalTokenService(identity, (person, code) => clients.bringCode(person, code))

  /** Nobody but the bot itself gets in. */
  const guarded =
    (handler: Handler): Handler =>
    (call) =>
      inWeather(weather, call, async (): Promise<Answer> => {
        const [, token = ''] = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '') ?? []
        const claims = await identity.verify(token, [ISSUER])
        const tenantId = identity.registrations.bot.multiTenant ? BOT_FRAMEWORK.id : COMPANY.tenantId
        const isBot = claims?.appid === COMPANY.botAppId && claims.idtyp === 'app' && claims.tid === tenantId
        return isBot ? handler(call) : failed(401, 'Unauthorized', 'Authorization has been denied.')
      })

  const metadata: Route[] = [
    [
      'GET',
      '/v1/.well-known/openidconfiguration',
      ({ url }) => ({
        status: 200,
        body: {
          issuer: ISSUER,
          authorization_endpoint: 'https://invalid.botframework.com',
          jwks_uri: `${url.origin}/v1/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
        },
      }),
    ],
    [
      'GET',
      '/v1/.well-known/keys',
      (call) => inWeather(weather, call, async () => ({ status: 200, body: keys.jwks() })),
    ],
  ]
  const routes = [
    ...metadata,
    ...connectorRoutes(board, guarded),
    ...tokenService.routes(guarded),
    ...channelControlRoutes({
      board,
      clients,
      tokenService,
      keys,
      identity,
      setWeather: (asked) => {
        weather = asked
      },
      deliver: (activity, fault) => deliver({ serviceUrl, ...activity }, fault),
    }),
  ]
  const server = await listen(
    makeRouter(routes, () => failed(404, 'NotFound', 'There is nothing here.')),
    { port: options.port },
  )
  serviceUrl = `${server.url}/`
  return {
    url: server.url,
    openIdUrl: `${server.url}/v1/.well-known/openidconfiguration`,
    board,
    clients,
    issued,
    connect(...urls) {
      botUrls = urls
    },
    deliver: (activity, from) => deliver(activity, undefined, from),
    signIn: (person) => tokenService.keep(person, identity.signInInteractively(person.oid)),
    async close() {
      await server.close()
      for (const each of [keys, foreign]) each.close()
      saved.flush()
    },
  }
}

function parsedBody(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return text
  }
}
