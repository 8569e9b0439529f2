import { type Employee, PEOPLE } from '../company.ts'
import { type Answer, jsonOf, type Route, taking } from '../http.ts'
import type { SigningKeys } from '../identity/keys.ts'
import type { IdentityProvider } from '../identity/provider.ts'
import { Weather } from '../weather.ts'
import type { Board } from './board.ts'
import type { TokenFault } from './channelTokens.ts'
import type { Clients } from './clients.ts'
import { failed } from './connector.ts'
import { type Conversation, conversationOf } from './state.ts'
import type { LocalTokenService } from './tokenService.ts'

interface ControlParts {
  board: Board
  clients: Clients
  tokenService: LocalTokenService
  keys: SigningKeys
  identity: IdentityProvider
  setWeather: (weather: Weather) => void
  /** Hands the bot an activity, with a token that is wrong in a chosen way. @returns the bot's answer. */
  deliver: (activity: object, fault: TokenFault | undefined) => Promise<{ status: number; body: unknown }>
}

/** What Teams has no button for: the weather, what people do in their clients, and what is wrong with rosters and tokens. */
export function channelControlRoutes({
  board,
  clients,
  tokenService,
  keys,
  identity,
  setWeather,
  deliver,
}: ControlParts): Route[] {
  return [
    [
      'PUT',
      '/control/faults',
      taking(Weather, (weather) => {
        setWeather(weather)
        return { status: 204 }
      }),
    ],
    // Whoever asks again and again names the version they have seen, is told only what is new, and may wait for it.
    [
      'GET',
      '/control/messages',
      async ({ url: { searchParams } }) => {
        const since = searchParams.has('since') ? Number(searchParams.get('since')) : null
        const wait = Number(searchParams.get('wait') ?? 0)
        if (since !== null && wait > 0) await board.waitForNews(since, wait)
        return { status: 200, body: board.newsSince(since) }
      },
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
    [
      'GET',
      '/control/throttled',
      ({ url }) => ({
        status: 200,
        body: board.throttled.get(url.searchParams.get('conversation') ?? '') ?? 0,
      }),
    ],
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
        return { status: 200, body: await deliver(activity ?? {}, token) }
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
}

type Ask = Record<string, unknown>

async function asPerson(
  body: unknown,
  act: (person: Employee, conversation: Conversation, ask: Ask) => Promise<object>,
): Promise<Answer> {
  const ask = (body ?? {}) as Ask
  const person = PEOPLE.find(({ oid }) => oid === ask.person)
  const conversation = conversationOf(String(ask.conversation))
  if (!person || !conversation) return failed(400, 'BadArgument', 'No such person or conversation.')
  return { status: 200, body: await act(person, conversation, ask) }
}
