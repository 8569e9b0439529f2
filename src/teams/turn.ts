import type { Person } from '../request/person.ts'
import type { KnownConversation } from '../store/conversations.ts'

/*
 * What Assent knows about a bot platform. `adapter/` makes these from Microsoft's SDKs; everything else in this room
 * uses only these, so that another SDK is another folder beside `adapter/`. The shapes are the Bot Framework's
 * own, reduced to what is read here (github.com/microsoft/botframework-sdk, specs/botframework-activity).
 */

/** Somebody in a conversation, the bot included. */
export interface Account {
  /** Teams' own, such as `29:…`. */
  id: string
  name?: string | undefined
  /** The Entra object id; bots and anonymous people have none. */
  aadObjectId?: string | undefined
}

/** Something that came from Teams. All of it was sent by a client, and may have any shape. */
export interface Activity {
  type: string
  /** Of an invoke: its name. */
  name?: string | undefined
  id?: string | undefined
  /** Of an installation update: `add`, `remove`, `add-upgrade` … */
  action?: string | undefined
  channelId: string
  serviceUrl: string
  from: Account
  recipient: Account
  conversation: {
    id: string
    conversationType?: string | undefined
    tenantId?: string | undefined
    isGroup?: boolean | undefined
  }
  channelData?: { tenant?: { id?: unknown }; team?: { id?: unknown }; eventType?: unknown } | undefined
  /** Of an invoke: its data. */
  value?: unknown
  text?: string | undefined
  /** Where the sender is, as an IANA name. */
  localTimezone?: unknown
  /** The sender's language and region, such as en-US. */
  locale?: unknown
  entities?: readonly Entity[] | undefined
  attachments?: readonly Attachment[] | undefined
  /** The message that contains a pressed card. */
  replyToId?: string | undefined
}

/** A mention, or something else that a message's text refers to. */
export interface Entity {
  type: string
  text?: unknown
  /** Of a `clientInfo`: the sender's zone and locale again. */
  timezone?: unknown
  locale?: unknown
  mentioned?: { id?: unknown; name?: unknown } | undefined
}

export interface Attachment {
  contentType: string
  // biome-ignore lint/suspicious/noExplicitAny: a card's JSON, which only its own builder knows.
  content?: any
}

/** A message of the bot's. */
export interface BotMessage {
  text?: string
  /** Markdown when left out. */
  textFormat?: 'plain'
  attachments?: Attachment[]
  /** For notifications, in place of a card. */
  summary?: string
  entities?: Entity[]
}

/** An entry of a conversation's roster. */
export interface Member extends Account {
  /** The object id again, as the REST reference names it. */
  objectId?: string | undefined
  tenantId?: string | undefined
  userRole?: string | undefined
  userPrincipalName?: string | undefined
}

/** A team as Teams describes it to a bot that is in it. */
export interface Team {
  /** Teams' own, which is that of its first channel, too. */
  id: string
  name: string | null
  /** Its group in Entra. */
  groupId: string | null
  /** The first has no name, which is in each reader's language. */
  channels: { id: string; name: string | null }[]
}

/**
 * One activity being answered, or one visit of the bot's own to a conversation. Every call may throw {@link
 * TeamsError}.
 */
export interface Turn {
  readonly activity: Activity
  /** Whether anything but "wait a moment" was sent, or is being sent. */
  readonly hasSpoken: boolean
  /** @returns the new message's id; null where Teams gave none. */
  send(message: BotMessage): Promise<string | null>
  /**
   * "Wait a moment"; says nothing where it would have to wait itself. Whatever must not get lost is stored by then: the
   * activity may be answered before.
   */
  sendTyping(): Promise<void>
  /** The answer to an invoke. Handlers give it themselves, so that no library adds one of its own. */
  answer(status: number, body?: unknown): Promise<void>
  update(messageId: string, message: BotMessage): Promise<void>
  delete(messageId: string): Promise<void>
  /** Somebody in the team or conversation that the activity came from; null when they are not there. */
  member(accountId: string): Promise<Member | null>
  /** Somebody in any conversation; null when they are not there. */
  memberOf(conversationId: string, accountId: string): Promise<Member | null>
  /** A team with its channels. @param teamId left out: the team that the activity names. */
  team(teamId?: string): Promise<Team>
}

/** The bot acting on its own, outside anybody's activity. */
export interface Conversations {
  visit<T>(conversation: KnownConversation, act: (turn: Turn) => Promise<T>): Promise<T>
  /**
   * The person's own chat with the bot, opened if need be.
   * @param near a conversation of the same tenant, for the service address.
   */
  openPersonal(near: KnownConversation, person: Person): Promise<KnownConversation>
}

/** Who keeps people's sign-ins between turns: the Bot Framework's token service. */
export interface TokenService {
  /** @param code from the page of the sign-in button. @returns null when it has no sign-in. */
  token(accountId: string, code?: string): Promise<string | null>
  /** @returns the token of the sign-in that it keeps now; null where it refused. */
  exchange(accountId: string, token: string): Promise<string | null>
  signOut(accountId: string): Promise<void>
  /** The card with which Teams signs this account in: silently where it can, else with its button. */
  card(turn: Turn, accountId: string, text: string): Promise<Attachment>
}

/** One kind of activity and how it is handled. The first route that accepts an activity gets it. */
export interface ActivityRoute {
  /** Invokes are waited for, and come first. */
  isInvoke: boolean
  takes(activity: Activity): boolean
  run(turn: Turn): Promise<void>
}

/** Everything the bot does with what it is sent. */
export interface Bot {
  routes: readonly ActivityRoute[]
  /**
   * Every activity comes through here before any route sees it.
   * @param dispatch hands the turn to its route; false where none accepts it.
   */
  onTurn(turn: Turn, dispatch: () => Promise<boolean>): Promise<void>
}

/** What the bot answers on the wire: for an invoke the status and body of its invoke response. */
export interface InvokeAnswer {
  status: number
  body?: unknown
  /** Why it was refused, for the operator. */
  reason?: string
}

/** Where everything from Teams arrives. */
export interface Door {
  /** Judges a token by itself, once, before anything that comes with it is read. */
  admit(authorization: string): Promise<Admission>
}

/**
 * Why a token is refused, as an HTTP status and a reason for the operator; otherwise the function that accepts its
 * activity.
 */
export type Admission =
  | { refused: { status: number; reason: string } }
  /** Refuses an activity with a different service address from the token's. */
  | { receive(activity: Activity): Promise<InvokeAnswer> }

/** Teams refused a call, or did not answer it. */
export class TeamsError extends Error {
  override readonly name = 'TeamsError'
  /** HTTP; 0 when there was no answer. */
  readonly status: number
  /** The Connector's own code for what was wrong. */
  readonly code: string | null

  constructor(status: number, code: string | null, options?: ErrorOptions) {
    super(`Teams answered ${status}${code ? ` (${code})` : ''}`, options)
    this.status = status
    this.code = code
  }
}
