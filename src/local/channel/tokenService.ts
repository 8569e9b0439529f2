import { randomInt, randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { COMPANY, type Employee, PEOPLE } from '../company.ts'
import { type Answer, escaped, type Handler, html, jsonOf, type Route } from '../http.ts'
import type { IdentityProvider } from '../identity/provider.ts'
import { TokenRefused } from '../identity/tokenRefusals.ts'

/** The one connection on the bot's registration. */
export const CONNECTION = 'assent'
const CODE_LIFETIME_MS = 10 * 60_000

/** A sign-in that waits for the code that the person's client brings. */
interface PendingSignIn {
  userId: string
  token: string
  expires: number
}

/**
 * The Bot Framework token service: keeps people's sign-in to the connection, by person, and hands it to the bot.
 * It is no promise: a token that has run out is gone (BotFramework-Services issue 150).
 */
export class LocalTokenService {
  /** By Teams id; in memory alone, tokens are never written anywhere. */
  private readonly kept = new Map<string, string>()
  private readonly codes = new Map<string, PendingSignIn>()
  private readonly identity: IdentityProvider
  /** Told who came back from the sign-in page, with which code. */
  private readonly onCode: (person: Employee, code: string) => Promise<void>

  constructor(identity: IdentityProvider, onCode: (person: Employee, code: string) => Promise<void>) {
    this.identity = identity
    this.onCode = onCode
  }

  /** As if the service's cache had been emptied. */
  forgetAll(): void {
    this.kept.clear()
  }

  /** As if somebody had signed in with another person's account in a browser that both use. */
  swap(person: Employee, by: Employee): void {
    this.kept.set(person.teamsId, this.identity.signInInteractively(by.oid))
  }

  /** As if a client had been given something else than a sign-in. */
  keep(person: Employee, token: string): void {
    this.kept.set(person.teamsId, token)
  }

  routes(guarded: (handler: Handler) => Handler): Route[] {
    return [
      ['GET', '/api/usertoken/GetToken', guarded((call) => this.getToken(call.url.searchParams))],
      [
        'POST',
        '/api/usertoken/exchange',
        guarded((call) => this.exchange(call.url.searchParams, jsonOf(call))),
      ],
      ['DELETE', '/api/usertoken/SignOut', guarded((call) => this.signOut(call.url.searchParams))],
      [
        'GET',
        '/api/usertoken/GetTokenStatus',
        guarded(({ url }) => ({
          status: 200,
          body: [
            {
              connectionName: CONNECTION,
              hasToken: this.kept.has(url.searchParams.get('userId') ?? ''),
              serviceProviderDisplayName: 'Azure Active Directory v2',
            },
          ],
        })),
      ],
      [
        'GET',
        '/api/botsignin/GetSignInResource',
        guarded(({ url }) => this.resource(url.origin, url.searchParams.get('state') ?? '')),
      ],
      ['GET', '/signin', ({ url }) => this.page(url.searchParams.get('state') ?? '')],
      ['POST', '/signin', (call) => this.signIn(new URLSearchParams(call.body).get('state') ?? '')],
    ]
  }

  private getToken(query: URLSearchParams): Answer {
    const [userId, code] = [query.get('userId') ?? '', query.get('code')]
    if (query.get('connectionName') !== CONNECTION) return { status: 404 }
    if (code) this.redeem(userId, code)
    const token = this.kept.get(userId)
    // With an empty body, as the service answers for somebody who is not signed in.
    if (!token || Number(decodeJwt(token).exp) * 1000 < this.identity.now()) return { status: 404 }
    return { status: 200, body: answerFor(token) }
  }

  private redeem(userId: string, code: string): void {
    const pending = this.codes.get(code)
    this.codes.delete(code)
    if (pending?.userId === userId && pending.expires > Date.now()) this.kept.set(userId, pending.token)
  }

  private async exchange(query: URLSearchParams, body: unknown): Promise<Answer> {
    const { token } = (body ?? {}) as { token?: unknown }
    const userId = query.get('userId') ?? ''
    if (query.get('connectionName') !== CONNECTION || typeof token !== 'string') {
      return {
        status: 400,
        body: { error: { code: 'BadArgument', message: 'Missing token or connection.' } },
      }
    }
    try {
      const renewed = (await this.identity.renew(token)).token
      this.kept.set(userId, renewed)
      return { status: 200, body: answerFor(renewed) }
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      return { status: 412, body: { error: { code: 'PreconditionFailed', message: 'Consent is needed.' } } }
    }
  }

  private signOut(query: URLSearchParams): Answer {
    this.kept.delete(query.get('userId') ?? '')
    return { status: 200 }
  }

  private resource(origin: string, state: string): Answer {
    return {
      status: 200,
      body: {
        signInLink: `${origin}/signin?state=${encodeURIComponent(state)}`,
        tokenExchangeResource: {
          id: randomUUID(),
          uri: `api://${COMPANY.signInAppId}`,
          providerId: '30dd229c-58e3-4a48-bdfd-91ec48eb906c',
        },
      },
    }
  }

  private page(state: string): Answer {
    const person = personIn(state)
    if (!person) return html('<p>This sign-in link is not valid.</p>', 400)
    return html(
      htmlFrame(`<h1>Sign in</h1><p>Assent asks to work with your rights in Intune.</p>
<form method="post"><input type="hidden" name="state" value="${escaped(state)}">
<button>Sign in as ${escaped(person.name)}</button></form>`),
    )
  }

  /** The person pressed the button: their client now tells the bot a code, as Teams does. */
  private async signIn(state: string): Promise<Answer> {
    const person = personIn(state)
    if (!person) return html('<p>This sign-in link is not valid.</p>', 400)
    const code = String(randomInt(100_000, 1_000_000))
    const token = this.identity.signInInteractively(person.oid)
    this.codes.set(code, { userId: person.teamsId, token, expires: Date.now() + CODE_LIFETIME_MS })
    await this.onCode(person, code)
    return html(
      htmlFrame('<h1>You are signed in</h1><p>You can close this window and go back to the chat.</p>'),
    )
  }
}

/** The library's state: whose sign-in it is stands in the conversation reference. */
function personIn(state: string): Employee | null {
  try {
    const { conversation } = JSON.parse(Buffer.from(state, 'base64').toString('utf8'))
    return PEOPLE.find(({ teamsId }) => teamsId === conversation?.user?.id) ?? null
  } catch {
    return null
  }
}

function answerFor(token: string) {
  const expiration = new Date(Number(decodeJwt(token).exp) * 1000).toISOString()
  return { channelId: 'msteams', connectionName: CONNECTION, token, expiration }
}

function htmlFrame(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Sign in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1rem}</style>
<body>${body}</body></html>`
}
