import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { COMPANY, type Employee } from '../company.ts'
import type { IdentityProvider } from '../identity/provider.ts'
import { TokenRefused } from '../identity/tokenRefusals.ts'
import type { Board } from './board.ts'
import { BOT, type ChatMessage, type Conversation, conversationOf, personalChatOf } from './state.ts'
import { CONNECTION } from './tokenService.ts'

/** Sends an activity to the bot as Teams does, and gives its answer. */
export type Deliver = (activity: object) => Promise<{ status: number; body: unknown }>

const CARD = 'application/vnd.microsoft.card.adaptive'
const MESSAGE = 'application/vnd.microsoft.activity.message'
/** How often Teams sends a message again that got no answer. */
const SENT_AGAIN = 240
const FAILED = 'Something went wrong. Please try again.'

/** learn.microsoft.com, user-specific views. */
const MAX_VIEWS = 60

interface Refresh {
  action?: { verb: string; data: unknown }
  userIds?: string[]
}

interface OAuthCard {
  connectionName?: string
  tokenExchangeResource?: { id?: string; uri?: string }
}

/** The Teams clients of the people: what they type and press, and what the client does by itself. */
export class Clients {
  private readonly board: Board
  private readonly identity: IdentityProvider
  private readonly deliver: Deliver
  private readonly serviceUrl: () => string
  /** What single people see in place of a message's own card, by person and message. */
  readonly views = new Map<string, unknown>()
  /** How often views were asked for so far, and which of these times each of `views` answers. */
  private asked = 0
  private readonly answered = new Map<string, number>()
  /** How many clients everybody has open; each answers a sign-in card. */
  open = 1

  constructor(parts: {
    board: Board
    identity: IdentityProvider
    deliver: Deliver
    serviceUrl: () => string
  }) {
    this.board = parts.board
    this.identity = parts.identity
    this.deliver = parts.deliver
    this.serviceUrl = parts.serviceUrl
    this.board.on((event) => {
      if (event.type === 'signIn') void this.answerSignIn(event.message)
      if (event.type === 'message') void this.refreshViews(event.message)
    })
  }

  /** In a channel or group chat the text reaches the bot as a mention of it. @throws when the bot refuses. */
  async say(
    person: Employee,
    conversation: Conversation,
    text: string,
    replyTo: string | null = null,
  ): Promise<void> {
    const message = this.board.post({
      conversationId: conversation.id,
      from: { id: person.oid, name: person.name, isBot: false },
      text: shownText(conversation, text),
      attachments: [],
      replyTo,
    })
    const { status } = await this.deliverAgain({
      ...this.activity(person, conversation, replyTo ?? message.id),
      type: 'message',
      id: message.id,
      ...messageHtml(conversation, text),
    })
    if (status >= 300) throw new Error(`The bot did not take the message (HTTP ${status}).`)
  }

  /** Somebody changes a message of theirs, or takes it back. @param text null: it is deleted. */
  async edit(
    person: Employee,
    conversation: Conversation,
    messageId: string,
    text: string | null,
  ): Promise<void> {
    const message = this.board.find(conversation.id, messageId)
    if (message?.from.id !== person.oid) throw new Error('People change their own messages only.')
    const { eventType, ...rest } =
      text === null
        ? { eventType: 'softDeleteMessage', type: 'messageDelete' }
        : { eventType: 'editMessage', type: 'messageUpdate', ...messageHtml(conversation, text) }
    if (text === null) this.board.delete(message)
    else this.board.update(message, { text: shownText(conversation, text), attachments: [] })
    const activity = this.activity(person, conversation, message.replyTo ?? message.id)
    const channelData = { ...activity.channelData, eventType }
    await this.deliver({ ...activity, ...rest, id: messageId, channelData })
  }

  /**
   * The clients of people whom a card names ask for a view of their own, when it comes and when it is changed
   * (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views).
   */
  private async refreshViews(message: ChatMessage): Promise<void> {
    const conversation = conversationOf(message.conversationId)
    for (const person of conversation?.people ?? []) {
      if (conversation) await this.refreshView(person, conversation, message)
    }
  }

  private async refreshView(
    person: Employee,
    conversation: Conversation,
    message: ChatMessage,
  ): Promise<void> {
    const card = message.attachments[0]?.content as { refresh?: Refresh } | undefined
    const { action, userIds } = card?.refresh ?? {}
    const isMeant = userIds?.slice(0, MAX_VIEWS).includes(person.teamsId)
    if (!action || !isMeant || message.deleted) return
    await this.execute(person, conversation, message.id, action, undefined, 'automatic').catch(() => null)
  }

  /** Somebody opens a conversation: their client asks again for the views of what is there. */
  async look(person: Employee, conversation: Conversation): Promise<void> {
    const there = this.board.messages.filter(
      (one) => one.conversationId === conversation.id && one.from.isBot,
    )
    for (const message of there) await this.refreshView(person, conversation, message)
  }

  /**
   * Somebody presses a button of a card. The toast is what the client shows them beside it, the view what it
   * shows them, and nobody else, in the card's place.
   */
  async execute(
    person: Employee,
    conversation: Conversation,
    messageId: string,
    action: { verb: string; data: unknown },
    id = `f:${randomUUID()}`,
    trigger: 'manual' | 'automatic' = 'manual',
  ): Promise<{ toast: string | null; view?: unknown }> {
    const root = this.board.find(conversation.id, messageId)?.replyTo ?? messageId
    this.asked += 1
    const ask = this.asked
    const { status, body } = await this.deliver({
      ...this.activity(person, conversation, root),
      id,
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: messageId,
      value: { action: { ...action, type: 'Action.Execute' }, trigger },
    })
    const answer = (body ?? {}) as { statusCode?: number; type?: string; value?: unknown }
    if (status !== 200) return { toast: FAILED }
    if (answer.statusCode === 200 && answer.type === CARD) {
      this.showView(person, messageId, answer.value, ask)
      return { toast: null, view: answer.value }
    }
    if (answer.statusCode === 200 && answer.type === MESSAGE) return { toast: String(answer.value) }
    const { message } = (answer.value ?? {}) as { message?: unknown }
    return { toast: typeof message === 'string' ? message : FAILED }
  }

  /** An answer that comes late never takes the place of what was asked for after it. */
  private showView(person: Employee, messageId: string, card: unknown, ask: number): void {
    const key = `${person.oid} ${messageId}`
    if (ask < (this.answered.get(key) ?? 0)) return
    this.answered.set(key, ask)
    this.views.set(key, card)
    this.board.tell({ type: 'view', personId: person.oid, messageId, card })
  }

  /**
   * A message that the bot did not answer is sent again as it was, with its id (github.com/microsoft/botbuilder-dotnet
   * issue 5005); here sooner than after Teams' fifteen seconds.
   */
  private async deliverAgain(activity: object): Promise<{ status: number }> {
    for (let left = SENT_AGAIN; ; left--) {
      try {
        return await this.deliver(activity)
      } catch (error) {
        if (left === 0) throw error
        await pause(500)
      }
    }
  }

  /** The app is added to a conversation, or taken away. */
  async install(person: Employee, conversation: Conversation, action: 'add' | 'remove'): Promise<void> {
    this.board.setBot(conversation.id, action === 'add')
    await this.deliver({
      ...this.activity(person, conversation, null),
      type: 'installationUpdate',
      action,
    })
  }

  /** The person came back from the sign-in page. */
  async bringCode(person: Employee, code: string): Promise<void> {
    await this.deliver({
      ...this.activity(person, personalChatOf(person), null),
      type: 'invoke',
      name: 'signin/verifyState',
      value: { state: code },
    })
  }

  /** Every open client answers a sign-in card by itself; where none succeeds, the card is shown. */
  private async answerSignIn(message: ChatMessage): Promise<void> {
    const [attachment] = message.attachments
    const card = (attachment?.content ?? {}) as OAuthCard
    const { people = [] } = conversationOf(message.conversationId) ?? {}
    let isDone = false
    for (const person of people) {
      for (let client = 0; client < this.open; client++) {
        if (await this.signInSilently(person, message.conversationId, card)) isDone = true
      }
    }
    if (!isDone) this.board.reveal(message)
  }

  /** @returns whether the bot took the token. */
  private async signInSilently(person: Employee, conversationId: string, card: OAuthCard): Promise<boolean> {
    const conversation = conversationOf(conversationId)
    const { id, uri } = card.tokenExchangeResource ?? {}
    if (!conversation || !id) return false
    const invoke = { ...this.activity(person, conversation, null), type: 'invoke' }
    const say = (name: string, value: object) =>
      this.deliver({ ...invoke, name, value }).catch(() => ({ status: 0 }))
    if (uri !== `api://${COMPANY.signInAppId}`) {
      await say('signin/failure', { code: 'resourcematchfailed', message: 'Resource match failed' })
      return false
    }
    const token = this.silentToken(person)
    if (!token) return false
    const value = { id, connectionName: card.connectionName ?? CONNECTION, token }
    return (await say('signin/tokenExchange', value)).status === 200
  }

  private silentToken(person: Employee): string | null {
    try {
      return this.identity.signInSilently(person.oid)
    } catch (error) {
      if (error instanceof TokenRefused) return null
      throw error
    }
  }

  /** What every activity of Teams carries. */
  private activity(person: Employee, { id, kind }: Conversation, root: string | null) {
    const { tenantId, team } = COMPANY
    const isChannel = kind === 'channel'
    const teamData = { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team: { id: team.id } }
    return {
      id: `f:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: this.serviceUrl(),
      from: { id: person.teamsId, name: person.name, aadObjectId: person.oid },
      recipient: BOT,
      conversation: {
        id: isChannel && root ? `${id};messageid=${root}` : id,
        conversationType: kind,
        tenantId,
        ...(kind === 'personal' ? {} : { isGroup: true }),
      },
      channelData: { tenant: { id: tenantId }, ...(isChannel ? teamData : {}) },
      locale: 'en-GB',
      localTimezone: 'Europe/London',
    }
  }
}

function clientInfo() {
  return { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }
}

/** What people see in the chat. */
function shownText({ kind }: Conversation, text: string): string {
  return kind === 'personal' ? text : `<at>${BOT.name}</at> ${text}`
}

/** What the bot gets: a mention as Teams writes it, and a few characters as HTML does. */
function messageHtml({ kind }: Conversation, text: string) {
  const written = text.replace(/[&<>]/g, (character) => ESCAPED[character] ?? character)
  const mention = { type: 'mention', mentioned: BOT, text: `<at>${BOT.name}</at>` }
  const isPersonal = kind === 'personal'
  return {
    text: isPersonal ? written : `<at>${BOT.name}</at>&nbsp;${written}\n`,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: htmlOf(written, isPersonal) }],
    entities: [...(isPersonal ? [] : [mention]), clientInfo()],
  }
}

/** Teams sends each message a second time as HTML, with the mention as a marked span. */
function htmlOf(written: string, isPersonal: boolean): string {
  const mention = `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${BOT.name}</span>&nbsp;`
  const lines = written.split('\n').map((line) => `<p>${line}</p>`)
  return `<div>${isPersonal ? '' : mention}${lines.join('')}</div>`
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
