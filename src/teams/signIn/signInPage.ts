import type { Kysely } from 'kysely'
import type restify from 'restify'
import type { StepUp, StepUpTicket } from '../../identity/stepUp.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import type { Schema } from '../../store/schema.ts'
import { dropTicket, findTicket, keepTicket } from '../../store/tickets.ts'
import { SIGN_IN_PAGE as say } from '../../wording/signIn.ts'
import type { Desk } from '../../workflow/desk.ts'
import { resumeAfterSignIn } from '../../workflow/signIns.ts'
import type { SignIn } from './signIn.ts'

export interface SignInPageParts {
  db: Kysely<Schema>
  desk: Desk
  stepUp: StepUp
  signIn: SignIn
  /** For example https://assent.contoso.com. */
  origin: string
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

export const CALLBACK_PATH = '/sign-in/callback'
const COOKIE = 'assent-sign-in'
const COOKIE_SECONDS = 1800

/**
 * Assent's own sign-in page, for the demands of Entra that Teams' sign-in cannot pass on. The result goes to
 * the token service, like every sign-in; Assent itself keeps nothing.
 */
export class SignInPage {
  private readonly parts: SignInPageParts

  constructor(parts: SignInPageParts) {
    this.parts = parts
  }

  /** The address for the button of the sign-in card. It is valid as long as the request waits, and until it is used. */
  async addressFor(request: AssignmentRequest): Promise<string> {
    const { db, stepUp, origin, now } = this.parts
    const ticket = stepUp.ticket(request.id, request.asker, request.claims ?? '')
    const key = await keepTicket(db, ticket, new Date(request.expiresAt), now())
    return `${origin}/sign-in?ticket=${key}`
  }

  routes(server: restify.Server): void {
    server.get('/sign-in', async (request, response) => this.begin(request, response))
    server.get(CALLBACK_PATH, async (request, response) => this.end(request, response))
  }

  private async begin(request: restify.Request, response: restify.Response): Promise<void> {
    const { db, stepUp, now, origin, log } = this.parts
    const key = queryOf(request).get('ticket') ?? ''
    const ticket = await findTicket<StepUpTicket>(db, key, now())
    if (!ticket || !(await this.isAwaited(ticket))) {
      sendPage(response, 410, say.linkGone())
      return
    }
    const address = await stepUp.address(ticket, key).catch((error: unknown) => {
      log.warn({ requestId: ticket.requestId, error: nameOfError(error) }, 'a sign-in could not begin')
      return null
    })
    if (!address) {
      sendPage(response, 503, say.entraSilent())
      return
    }
    // The browser that comes back must be the one that left: the state alone could have been sent to somebody.
    const secure = origin.startsWith('https:') ? '; Secure' : ''
    response.header(
      'set-cookie',
      `${COOKIE}=${key}; Path=${CALLBACK_PATH}; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}${secure}`,
    )
    response.header('location', address)
    response.header('cache-control', 'no-store')
    response.send(302)
  }

  /** Nobody is sent to sign in for a request that has ended, or that already continues with another sign-in. */
  private async isAwaited({ requestId }: StepUpTicket): Promise<boolean> {
    return (await this.parts.desk.load(requestId))?.state === 'signInNeeded'
  }

  private async end(request: restify.Request, response: restify.Response): Promise<void> {
    const { db, stepUp, signIn, desk, now, log } = this.parts
    const query = queryOf(request)
    const [state, code] = [query.get('state') ?? '', query.get('code')]
    if (!state || cookieOf(request) !== state) {
      sendPage(response, 400, say.otherBrowser())
      return
    }
    if (!code) {
      // The person declined, or Entra did; the ticket stays valid for another try.
      log.warn({ error: String(query.get('error')).slice(0, 60) }, 'a sign-in was not finished')
      sendPage(response, 400, say.notFinished())
      return
    }
    const ticket = await findTicket<StepUpTicket>(db, state, now())
    if (!ticket || !(await this.isAwaited(ticket))) {
      sendPage(response, 410, say.linkGone())
      return
    }
    const { requestId, person } = ticket
    try {
      const assertion = await stepUp.redeem(ticket, code)
      if (!assertion) {
        log.warn({ requestId }, 'a sign-in was another person’s')
        sendPage(response, 403, say.otherPerson(person.name))
        return
      }
      await signIn.take(person, assertion)
    } catch (error) {
      log.warn({ requestId, error: nameOfError(error) }, 'a sign-in failed')
      sendPage(response, 502, say.failed())
      return
    }
    await resumeAfterSignIn(desk, person)
    // Only now: whoever failed may try again. The code itself works once, at Entra.
    await dropTicket(db, state)
    sendPage(response, 200, say.done())
  }
}

function nameOfError(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function queryOf(request: restify.Request): URLSearchParams {
  return new URLSearchParams(request.getQuery())
}

function cookieOf(request: restify.Request): string | null {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  const found = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))
  return found?.slice(COOKIE.length + 1) ?? null
}

/** Fixed sentences and a name; no markup from anybody else. */
function sendPage(response: restify.Response, status: number, sentence: string): void {
  const text = sentence.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  response.sendRaw(
    status,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Assent</title><p>${text}</p></html>`,
    {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'",
    },
  )
}
