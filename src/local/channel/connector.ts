import { COMPANY, type Employee, PEOPLE } from '../company.ts'
import { type Answer, type Call, type Handler, jsonOf, type Route } from '../http.ts'
import type { Board } from './board.ts'
import { type ChatMessage, conversationOf, personalChatOf, splitThread } from './state.ts'

interface SentActivity {
  type?: string
  text?: string
  attachments?: { contentType: string; content: unknown }[]
  replyToId?: string
}

const OAUTH_CARD = 'application/vnd.microsoft.card.oauth'
/** About 100 KB as UTF-16 (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages). */
const MAX_BYTES = 100 * 1024
/** Per bot and conversation (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). */
const RATES = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
] as const

/**
 * The Bot Connector's REST surface, as botbuilder's client calls it
 * (learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
 * @param guarded lets nobody in but the bot itself.
 */
export function connectorRoutes(board: Board, guarded: (handler: Handler) => Handler): Route[] {
  const recent = new Map<string, number[]>()

  /** 429 with the seconds to wait; what is refused counts for nothing. */
  const tooMany = (conversationId: string): Answer | null => {
    const now = Date.now()
    const times = (recent.get(conversationId) ?? []).filter((time) => time > now - RATES[3].ms)
    const waits = RATES.map(({ most, ms }) => (times.at(-most) ?? Number.NEGATIVE_INFINITY) + ms - now)
    const wait = Math.max(...waits)
    if (wait > 0) {
      board.throttled.set(conversationId, (board.throttled.get(conversationId) ?? 0) + 1)
      const seconds = String(Math.ceil(wait / 1000))
      return { ...failed(429, 'Throttled', 'Too many requests.'), headers: { 'retry-after': seconds } }
    }
    recent.set(conversationId, [...times, now])
    return null
  }
  /** Why nothing can be written there; null when it can. */
  const refusal = (call: Call): Answer | null => {
    const { conversationId } = splitThread(call.params.conversation ?? '')
    if (!conversationOf(conversationId)) return failed(404, 'ConversationNotFound', 'Conversation not found.')
    if (board.isWithoutBot(conversationId)) {
      return failed(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
    }
    if (Buffer.byteLength(call.body, 'utf16le') > MAX_BYTES) {
      return failed(413, 'MessageSizeTooBig', 'Message size too large.')
    }
    return tooMany(conversationId)
  }

  const send: Handler = (call) => {
    const refused = refusal(call)
    if (refused) return refused
    const sent = (jsonOf(call) ?? {}) as SentActivity
    const { conversationId, root } = splitThread(call.params.conversation ?? '')
    if (sent.type === 'typing') {
      board.tell({ type: 'typing', conversationId })
      return { status: 201, body: { id: '' } }
    }
    if (sent.type !== 'message')
      return failed(400, 'BadSyntax', `Cannot send an activity of type ${sent.type}.`)
    if (!sent.text && !sent.attachments?.length) return failed(400, 'BadArgument', 'Empty message.')
    const isChannel = conversationOf(conversationId)?.kind === 'channel'
    const message = {
      conversationId,
      from: { id: COMPANY.botAppId, name: 'Assent', isBot: true },
      ...messageContent(sent),
      replyTo: isChannel ? root : null,
    }
    const isSignIn = sent.attachments?.some(({ contentType }) => contentType === OAUTH_CARD)
    const { id } = isSignIn && !isChannel ? board.hold(message) : board.post(message)
    return { status: 201, body: { id } }
  }
  const change = (act: (message: ChatMessage, sent: SentActivity) => void): Handler => {
    return (call) => {
      const refused = refusal(call)
      if (refused) return refused
      const { conversationId } = splitThread(call.params.conversation ?? '')
      const message = board.find(conversationId, call.params.activity ?? '')
      if (!message) return failed(404, 'ActivityNotFoundInConversation', 'The message was not found.')
      if (!message.from.isBot) return failed(403, 'Forbidden', 'Only the bot’s own messages can be changed.')
      act(message, (jsonOf(call) ?? {}) as SentActivity)
      return { status: 200, body: { id: message.id } }
    }
  }
  const create: Handler = (call) => {
    const { members } = (jsonOf(call) ?? {}) as { members?: { id?: string }[] }
    // Teams takes the Entra object id too (learn.microsoft.com/microsoftteams, send-proactive-messages).
    const person = PEOPLE.find(({ teamsId, oid }) => [teamsId, oid].includes(members?.[0]?.id ?? ''))
    if (!person) return failed(403, 'ForbiddenOperation', 'The user is not in the roster of the app.')
    const chat = personalChatOf(person)
    if (board.isWithoutBot(chat.id)) return failed(403, 'BotBlocked', 'The user blocked the bot.')
    return { status: 201, body: { id: chat.id, serviceUrl: `${call.url.origin}/` } }
  }
  const members: Handler = (call) => {
    const conversation = conversationOf(call.params.conversation ?? '')
    if (!conversation) return failed(404, 'ConversationNotFound', 'Conversation not found.')
    return { status: 200, body: conversation.people.map((person) => accountOf(person, board)) }
  }
  const paged: Handler = async (call) => {
    const answer = await members(call)
    return answer.status === 200 ? { status: 200, body: { members: answer.body } } : answer
  }
  const member: Handler = (call) => {
    const people = conversationOf(call.params.conversation ?? '')?.people ?? []
    const person = people.find(({ teamsId, oid }) => [teamsId, oid].includes(call.params.member ?? ''))
    return person
      ? { status: 200, body: accountOf(person, board) }
      : failed(404, 'MemberNotFoundInConversation', 'The member was not found.')
  }
  const team: Handler = (call) => {
    const { id, name, aadGroupId } = COMPANY.team
    return call.params.team === id
      ? { status: 200, body: { id, name, aadGroupId } }
      : failed(404, 'NotFound', 'The team was not found.')
  }
  const listed = () =>
    COMPANY.team.channels
      .filter(({ id }) => !board.unlisted.has(id))
      // The first channel has no name, so that clients call it in the reader's language (get-teams-context).
      .map(({ id, name }) => (id === COMPANY.team.id ? { id } : { id, name }))
  const channels: Handler = (call) =>
    call.params.team === COMPANY.team.id
      ? { status: 200, body: { conversations: listed() } }
      : failed(404, 'NotFound', 'The team was not found.')
  const activities = '/v3/conversations/{conversation}/activities'
  const update = change((message, sent) => board.update(message, messageContent(sent)))
  const routes: Route[] = [
    ['POST', '/v3/conversations', create],
    ['POST', activities, send],
    ['POST', `${activities}/{activity}`, send],
    ['PUT', `${activities}/{activity}`, update],
    ['DELETE', `${activities}/{activity}`, change((message) => board.delete(message))],
    ['GET', '/v3/teams/{team}', team],
    ['GET', '/v3/teams/{team}/conversations', channels],
    ['GET', '/v3/conversations/{conversation}/members', members],
    ['GET', '/v3/conversations/{conversation}/pagedmembers', paged],
    ['GET', '/v3/conversations/{conversation}/members/{member}', member],
  ]
  return routes.map(([method, path, handler]) => [method, path, guarded(handler)])
}

export function failed(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}

function messageContent(sent: SentActivity): Pick<ChatMessage, 'text' | 'attachments'> {
  const attachments = (sent.attachments ?? []).map(({ contentType, content }) => ({ contentType, content }))
  return { text: sent.text ?? null, attachments }
}

function accountOf({ teamsId, name, oid, userPrincipalName }: Employee, board: Board) {
  return {
    id: teamsId,
    name,
    ...(board.idAs === 'objectId' ? {} : { aadObjectId: oid }),
    ...(board.idAs === 'aadObjectId' ? {} : { objectId: oid }),
    userPrincipalName,
    email: userPrincipalName,
    tenantId: COMPANY.tenantId,
    userRole: 'user',
    ...board.roles.get(oid),
  }
}
