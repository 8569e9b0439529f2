import { COMPANY, PEOPLE, type Person } from '../company.ts'
import { inWeather, Weather } from '../faults.ts'
import { type Answer, type Handler, jsonOf, listen, makeRouter, type Route } from '../http.ts'
import { BOT_FRAMEWORK } from '../identity/grants.ts'
import { SigningKeys } from '../identity/keys.ts'
import type { IdentityProvider } from '../identity/provider.ts'
import { Saved } from '../saved.ts'
import { Board } from './board.ts'
import { ChannelTokens, type TokenFault } from './channelTokens.ts'
import { Clients } from './clients.ts'
import { connectorRoutes, failed } from './connector.ts'
import { type ChannelState, type Conversation, conversationOf } from './state.ts'
import { TokenService } from './tokenService.ts'

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
  signIn(person: Person): void
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
  const issued: string[] = []
  const tokens = new ChannelTokens({ keys, foreign: new SigningKeys(), identity, issuer: ISSUER })
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
    return { status: response.status, body: bodyOf(text) }
  }
  const clients = new Clients({ board, identity, deliver, serviceUrl: () => serviceUrl })
  const tokenService = new TokenService(identity, (person, code) => clients.bringCode(person, code))

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

  const control: Route[] = [
    [
      'PUT',
      '/control/faults',
      (call) => {
        const asked = Weather.safeParse(jsonOf(call))
        if (!asked.success) return { status: 400, body: asked.error.issues }
        weather = asked.data
        return { status: 204 }
      },
    ],
    [
      'GET',
      '/control/messages',
      ({ url }) => ({ status: 200, body: board.messages.slice(-Number(url.searchParams.get('last') ?? 0)) }),
    ],
    // The card that one person sees in place of everybody's; null: the same.
    [
      'GET',
      '/control/view',
      ({ url }) => {
        const key = `${url.searchParams.get('person')} ${url.searchParams.get('message')}`
        return { status: 200, body: clients.views.get(key) ?? null }
      },
    ],
    [
      'POST',
      '/control/say',
      (call) =>
        asPerson(jsonOf(call), async (person, conversation, { text, replyTo }) => {
          await clients.say(person, conversation, String(text), replyTo ? String(replyTo) : null)
          return {}
        }),
    ],
    [
      'POST',
      '/control/execute',
      (call) =>
        asPerson(jsonOf(call), (person, conversation, { messageId, verb, data, id }) =>
          clients.execute(
            person,
            conversation,
            String(messageId),
            { verb: String(verb), data },
            id ? String(id) : undefined,
          ),
        ),
    ],
    [
      'POST',
      '/control/edit',
      (call) =>
        asPerson(jsonOf(call), async (person, conversation, { messageId, text }) => {
          await clients.edit(person, conversation, String(messageId), text === null ? null : String(text))
          return {}
        }),
    ],
    // By which of its two names the rosters give a person's object id; both, where it is left out.
    [
      'PUT',
      '/control/roster',
      (call) => {
        const { idAs } = (jsonOf(call) ?? {}) as { idAs?: 'aadObjectId' | 'objectId' }
        board.idAs = idAs ?? null
        return { status: 204 }
      },
    ],
    // What the rosters say of somebody: a guest, or a person of another organisation.
    [
      'PUT',
      '/control/role',
      (call) => {
        const { person, userRole, tenantId } = (jsonOf(call) ?? {}) as Record<string, string | undefined>
        board.roles.set(String(person), { userRole: userRole ?? 'user', ...(tenantId ? { tenantId } : {}) })
        return { status: 204 }
      },
    ],
    ['GET', '/control/throttled', () => ({ status: 200, body: board.throttled })],
    [
      'POST',
      '/control/look',
      (call) =>
        asPerson(jsonOf(call), async (person, conversation) => {
          await clients.look(person, conversation)
          return {}
        }),
    ],
    [
      'POST',
      '/control/install',
      (call) =>
        asPerson(jsonOf(call), async (person, conversation, { action }) => {
          await clients.install(person, conversation, action === 'remove' ? 'remove' : 'add')
          return {}
        }),
    ],
    // Any activity at all, with a token that is wrong in a chosen way.
    [
      'POST',
      '/control/deliver',
      async (call) => {
        const { activity, token } = (jsonOf(call) ?? {}) as { activity?: object; token?: TokenFault }
        return { status: 200, body: await deliver({ serviceUrl, ...activity }, token) }
      },
    ],
    [
      'PUT',
      '/control/clients',
      (call) => {
        clients.open = Number((jsonOf(call) as { open?: unknown } | null)?.open ?? 1)
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/rotate-keys',
      () => {
        keys.rotate()
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/swap-sign-in',
      (call) => {
        const { person, by } = (jsonOf(call) ?? {}) as { person?: string; by?: string }
        const [one, other] = [person, by].map((oid) => PEOPLE.find((found) => found.oid === oid))
        if (!one || !other) return failed(400, 'BadArgument', 'No such person.')
        tokenService.swap(one, other)
        return { status: 204 }
      },
    ],
    // From now on the token service holds an ID token of that person where a sign-in should be.
    [
      'POST',
      '/control/keep-id-token',
      (call) => {
        const { person } = (jsonOf(call) ?? {}) as { person?: string }
        const found = PEOPLE.find(({ oid }) => oid === person)
        if (!found) return failed(400, 'BadArgument', 'No such person.')
        tokenService.keep(found, identity.idTokenOf(found.oid))
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/forget-sign-ins',
      () => {
        tokenService.forgetAll()
        return { status: 204 }
      },
    ],
  ]
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
    ...control,
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
      saved.flush()
    },
  }
}

type Ask = Record<string, unknown>

async function asPerson(
  body: unknown,
  act: (person: Person, conversation: Conversation, ask: Ask) => Promise<object>,
): Promise<Answer> {
  const ask = (body ?? {}) as Ask
  const person = PEOPLE.find(({ oid }) => oid === ask.person)
  const conversation = conversationOf(String(ask.conversation))
  if (!person || !conversation) return failed(400, 'BadArgument', 'No such person or conversation.')
  return { status: 200, body: await act(person, conversation, ask) }
}

function bodyOf(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return text
  }
}
