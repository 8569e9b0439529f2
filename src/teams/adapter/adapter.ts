import type { TokenCredential } from '@azure/identity'
// From its own file: the package's first one loads everything for language models too.
import { Application } from '@microsoft/teams-ai/lib/Application.js'
import {
  type Activity as BotActivity,
  CloudAdapter,
  type ConversationParameters,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder'
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type UserTokenClient,
} from 'botframework-connector'
import type { Person } from '../../request/person.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import { pressGoesOn } from '../../wording/turns.ts'
import { isPress, sentenceAnswer } from '../presses.ts'
import type { Admission, Bot, Conversations, Door, InvokeAnswer, Turn } from '../turn.ts'
import {
  type AuthenticationSettings,
  botAuthentication,
  ChannelKeys,
  signInRefusal,
} from './authentication.ts'
import { BotTurn, translated } from './botTurn.ts'
import { onlySendsAreLeft, rateLimitMiddleware, repeatedInTurn } from './rateLimitMiddleware.ts'

/** The latest moment at which Teams gets its answer, in milliseconds: after about ten seconds it gives up. */
const TURN_MS = 9000

type Logic = (context: TurnContext) => Promise<void>

/** botbuilder's adapter, without its other ways in and its error texts, and within Teams' rate. */
export class TeamsAdapter extends CloudAdapter implements Conversations {
  private readonly appId: string
  private readonly audience: string
  private readonly authentication: BotFrameworkAuthentication
  private readonly channelKeys: ChannelKeys
  private readonly running = new Set<Promise<unknown>>()

  constructor(settings: AuthenticationSettings, credential: TokenCredential) {
    const authentication = botAuthentication(settings, credential)
    super(authentication)
    this.authentication = authentication
    this.channelKeys = new ChannelKeys(settings.openIdUrl)
    this.appId = settings.bot.appId
    this.audience = settings.channelAudience
    this.use(rateLimitMiddleware())
  }

  doorOf(bot: Bot): Door {
    const logic = logicOf(bot)
    return { admit: (authorization) => this.admit(authorization, logic) }
  }

  /**
   * A bad token is 401 with no body, whatever the library makes of it: for a foreign signature it throws a
   * `JsonWebTokenError`, not an `AuthenticationError`.
   */
  private async admit(authorization: string, logic: Logic): Promise<Admission> {
    if (!authorization.trim()) return { refused: { status: 401, reason: 'there is no token' } }
    try {
      const caller = await this.withFreshKeys(() =>
        this.authentication.authenticateStreamingRequest(authorization, CHANNEL),
      )
      return { receive: (activity) => this.receive(caller, activity as BotActivity, logic) }
    } catch (error) {
      const refused = signInRefusal(error)
      if (refused) return { refused }
      throw error
    }
  }

  /** The token has been judged already; all that is left to compare with it is the activity itself. */
  private async receive(
    caller: AuthenticateRequestResult,
    activity: BotActivity,
    logic: Logic,
  ): Promise<InvokeAnswer> {
    const service = caller.claimsIdentity.getClaimValue(AuthenticationConstants.ServiceUrlClaim)
    if (service !== activity.serviceUrl)
      return { status: 401, reason: 'the token is for another service address than the activity names' }
    return await this.turnOf(caller, activity, logic)
  }

  /** Waits for turns that went on after their answer. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running)
  }

  /**
   * Teams waits some ten seconds. A turn that takes longer continues by itself, and so does one that only waits
   * for its turn to send: the person gets the answer in the chat.
   */
  private async turnOf(
    caller: AuthenticateRequestResult,
    activity: BotActivity,
    logic: Logic,
  ): Promise<InvokeAnswer> {
    const isInvoke = activity.type === 'invoke'
    return await new Promise<InvokeAnswer>((resolve, reject) => {
      const late: InvokeAnswer = isPress(activity)
        ? { status: 200, body: sentenceAnswer(pressGoesOn()) }
        : { status: isInvoke ? 504 : 200 }
      const timer = setTimeout(() => resolve(late), TURN_MS)
      timer.unref()
      const released = () => resolve({ status: 200 })
      const turn = this.processActivity(caller, activity, (context) => {
        if (!isInvoke) onlySendsAreLeft(context, released)
        return logic(context)
      })
      const settled = turn.catch(() => {}).finally(() => this.running.delete(settled))
      this.running.add(settled)
      turn
        .then((answer) => resolve({ status: answer?.status ?? 200, body: answer?.body }), reject)
        .finally(() => clearTimeout(timer))
    })
  }

  /** The token service, as the bot itself: it needs no turn of the person in question. */
  userTokens(): Promise<UserTokenClient> {
    const claims = [{ type: AuthenticationConstants.AudienceClaim, value: this.appId }]
    return this.authentication.createUserTokenClient(new ClaimsIdentity(claims, true))
  }

  async visit<T>(conversation: KnownConversation, act: (turn: Turn) => Promise<T>): Promise<T> {
    let result: { value: T } | null = null
    await translated(() =>
      this.continueConversationAsync(this.appId, referenceOf(conversation), async (context) => {
        result = { value: await act(new BotTurn(context)) }
      }),
    )
    if (!result) throw new Error('The message was not sent.')
    return (result as { value: T }).value
  }

  async openPersonal(
    near: KnownConversation,
    { tenantId, teamsId, name }: Person,
  ): Promise<KnownConversation> {
    let opened: KnownConversation | null = null
    const bot = { id: `28:${this.appId}`, name: 'Assent' }
    const parameters = {
      isGroup: false,
      bot,
      members: [{ id: teamsId, name }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    } as ConversationParameters
    const { serviceUrl } = near.reference
    const open = () =>
      this.createConversationAsync(
        this.appId,
        CHANNEL,
        serviceUrl,
        this.audience,
        parameters,
        async (context) => {
          const { id } = context.activity.conversation
          opened = { id, tenantId, kind: 'personal', reference: { serviceUrl, bot } }
        },
      )
    // Teams returns the existing chat, however often it is asked for.
    await translated(() => repeatedInTurn(open))
    if (!opened) throw new Error('The chat was not opened.')
    return opened
  }

  private async withFreshKeys<T>(judge: () => Promise<T>): Promise<T> {
    try {
      return await judge()
    } catch (error) {
      if (!this.channelKeys.mayBeBetter(error)) throw error
      return await judge()
    }
  }
}

/**
 * teams-ai routes. Its own sign-in is not used, since it is always about the sender, and neither is its turn state:
 * everything worth keeping is in the store.
 */
function logicOf(bot: Bot): Logic {
  const app = new Application({
    startTypingTimer: false,
    removeRecipientMention: false,
    longRunningMessages: false,
  })
  for (const route of bot.routes) {
    app.addRoute(
      async ({ activity }) => route.takes(activity),
      (context) => route.run(new BotTurn(context)),
      route.isInvoke,
    )
  }
  return (context) => bot.onTurn(new BotTurn(context), () => app.run(context))
}

const CHANNEL = 'msteams'

function referenceOf({ id, tenantId, kind, reference }: KnownConversation): Partial<ConversationReference> {
  const conversation = {
    id,
    tenantId,
    conversationType: kind,
    ...(kind === 'personal' ? {} : { isGroup: true }),
  }
  const { team: _ours, ...known } = reference
  return { ...known, channelId: CHANNEL, conversation } as Partial<ConversationReference>
}
