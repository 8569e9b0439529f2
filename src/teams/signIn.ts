import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder'
import type { Desk } from '../approvals/desk.ts'
import type { AssignmentRequest } from '../approvals/request.ts'
import type { DelegatedTokens, SignInOf } from '../identity/delegated.ts'
import type { Person } from '../identity/person.ts'
import type { TeamsAdapter } from './adapter.ts'
import { senderOf } from './incoming.ts'

const CHANNEL = 'msteams'

/**
 * The person's sign-in as the token service keeps it. The library answers some failures with the error's body
 * instead of throwing, so only a `token` counts (botframework-connector, userTokenClientImpl).
 */
export function signInFromTokenService(adapter: TeamsAdapter, connection: string): SignInOf {
  return async (person) => {
    const client = await adapter.userTokens()
    const answer = await client.getUserToken(person.teamsId, connection, CHANNEL, '')
    return answer?.token ?? null
  }
}

export interface SignInParts {
  adapter: TeamsAdapter
  connection: string
  desk: Desk
  tokens: DelegatedTokens
  log: { warn(fields: object, message: string): void }
}

/** Signing in and out in chat. Always about the person who is asked, never about whoever clicks. */
export class SignIn {
  private readonly parts: SignInParts

  constructor(parts: SignInParts) {
    this.parts = parts
  }

  /** The card with which Teams signs a person in: silently where it can, else with its button. */
  async card(request: AssignmentRequest, context: TurnContext): Promise<Partial<Activity>> {
    const client = await this.parts.adapter.userTokens()
    const activity = { ...context.activity, from: { ...context.activity.from, id: request.asker.teamsId } }
    const resource = await client.getSignInResource(this.parts.connection, activity as Activity, '')
    const card = CardFactory.oauthCard(
      this.parts.connection,
      'Sign in',
      `${request.reason ?? 'Please sign in.'} Assent works with your own rights only, so it needs you to sign in.`,
      resource.signInLink,
      resource.tokenExchangeResource,
      resource.tokenPostResource,
    )
    return { type: ActivityTypes.Message, attachments: [card] }
  }

  /**
   * `signin/tokenExchange`: Teams offers the person's token. Every client they have open sends one; each gets
   * its answer, and exchanging twice does no harm.
   */
  async exchange(context: TurnContext): Promise<void> {
    const { id, token, connectionName } = context.activity.value ?? {}
    const sender = senderOf(context.activity)
    const { connection } = this.parts
    const answer = (status: number, failureDetail?: string) =>
      respond(context, status, {
        id,
        connectionName: connection,
        ...(failureDetail ? { failureDetail } : {}),
      })
    if (!sender || typeof token !== 'string' || connectionName !== connection) {
      await answer(400, 'This is not a token for Assent.')
      return
    }
    const client = await this.parts.adapter.userTokens()
    const exchanged = await client
      .exchangeToken(sender.person.teamsId, connection, CHANNEL, { token })
      .catch(() => undefined)
    if (!exchanged?.token) {
      // 412 makes Teams show the button.
      await answer(412, 'The token could not be exchanged. Please use the Sign in button.')
      return
    }
    await answer(200)
    await this.completed(sender.person)
  }

  /** `signin/verifyState`: the person came back from the button's page with a code. */
  async verify(context: TurnContext): Promise<void> {
    const sender = senderOf(context.activity)
    const code = context.activity.value?.state
    if (!sender || typeof code !== 'string') {
      await respond(context, 400)
      return
    }
    const client = await this.parts.adapter.userTokens()
    const answer = await client
      .getUserToken(sender.person.teamsId, this.parts.connection, CHANNEL, code)
      .catch(() => undefined)
    await respond(context, answer?.token ? 200 : 412)
    if (answer?.token) await this.completed(sender.person)
  }

  /** `signin/failure`: the silent way failed (for example `resourcematchfailed`); the card's button is left. */
  async failed(context: TurnContext): Promise<void> {
    const { code } = context.activity.value ?? {}
    this.parts.log.warn({ code: String(code).slice(0, 60) }, 'silent sign-in failed')
    await respond(context, 200)
  }

  /**
   * A sign-in from Assent's own page: the token service keeps it, as it keeps those that Teams offers.
   * @throws when the token service does not take it.
   */
  async take(person: Person, assertion: string): Promise<void> {
    const client = await this.parts.adapter.userTokens()
    const { connection, tokens } = this.parts
    const kept = await client.exchangeToken(person.teamsId, connection, CHANNEL, { token: assertion })
    if (!kept?.token) throw new Error('The token service did not take the sign-in.')
    tokens.forget(person)
  }

  async out(person: Person): Promise<void> {
    const client = await this.parts.adapter.userTokens()
    await client.signOutUser(person.teamsId, this.parts.connection, CHANNEL)
    this.parts.tokens.forget(person)
  }

  private async completed(person: Person): Promise<void> {
    this.parts.tokens.forget(person)
    await this.parts.desk.signedIn(person)
  }
}

/** Sends the invoke's answer. Handlers do it themselves, so that no library adds one of its own. */
export async function respond(context: TurnContext, status: number, body?: unknown): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } })
}
