import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { CONVERSATIONS } from '../../src/local/channel/state.ts'
import { COMPANY } from '../../src/local/company.ts'
import type { CallRecord } from '../../src/local/tenant/guard.ts'
import { startWorld, type World } from '../../src/local/world.ts'
import { type Engine, shared } from '../store/engines.ts'

export const { ada, bruno, chiara } = COMPANY.people
export const CHAT = {
  ada: CONVERSATIONS[0]?.id ?? '',
  bruno: CONVERSATIONS[1]?.id ?? '',
  chiara: CONVERSATIONS[2]?.id ?? '',
  group: COMPANY.groupChat.id,
  channel: COMPANY.team.channels[0].id,
  approvals: COMPANY.team.channels[1].id,
}

/**
 * Starts a world of its own for a test file. Tests reach it over HTTP alone.
 * @param start `embedded` for what the local world starts with, and starts over with; it costs twice as much.
 */
export function useWorld(
  environment: NodeJS.ProcessEnv = {},
  start = shared,
  log?: Parameters<typeof startWorld>[1],
): () => Driven {
  let world: World | undefined
  let driven: Driven | undefined
  let engine: Engine | undefined
  beforeAll(async () => {
    engine = await start()
    const { databaseUrl, dataDir } = engine.where
    const database = databaseUrl ? { DATABASE_URL: databaseUrl } : {}
    const silent = { LOCAL_PORTS: 'any', LOG_LEVEL: 'silent' }
    world = await startWorld({ DATA_DIR: dataDir, ...database, ...silent, ...environment }, log)
    driven = new Driven(world)
  })
  afterAll(async () => {
    await world?.stop()
    await engine?.stop()
  })
  return () => {
    if (!driven) throw new Error('the world has not begun')
    return driven
  }
}

interface Card {
  [name: string]: unknown
}

export interface Seen {
  id: string
  conversationId: string
  from: { name: string; isBot: boolean }
  text: string | null
  attachments: { contentType: string; content: Card }[]
  updates: number
  held: boolean
  replyTo: string | null
}

interface Answered {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: whatever a server answers; tests look into it
  body: any
}

const PATIENCE_MS = 120_000
const MIN_PAUSE_MS = 25
const MAX_PAUSE_MS = 400

/** The world, driven from outside: what people do, what they see, what the tenant holds. */
export class Driven {
  readonly world: World
  /** The messages as they were last read, and the version in which they were. */
  private readonly known = new Map<string, Seen>()
  private version: number | null = null
  /** They were read in this very turn of the event loop. */
  private justRead = false

  constructor(world: World) {
    this.world = world
  }

  async say(person: { oid: string }, conversation: string, text: string): Promise<void> {
    await this.channel('POST', '/control/say', { person: person.oid, conversation, text })
  }

  /**
   * Says it and waits for the bot's next card or text there. How far a long search is, is no answer yet, and what
   * became of an earlier request is none at all.
   */
  async ask(person: { oid: string }, conversation: string, text: string): Promise<Seen> {
    const before = new Set((await this.messages()).map(({ id }) => id))
    await this.say(person, conversation, text)
    return await this.until(async () =>
      (await this.messages()).find(
        (one) =>
          one.from.isBot &&
          !one.held &&
          !before.has(one.id) &&
          one.conversationId === conversation &&
          !/Looking it up|The card (says|shows|has)|” (failed|was only partly done)|^<at>[^“]* rejected “|^Reminder: “/.test(
            textOf(one),
          ),
      ),
    )
  }

  /** All messages. Whoever waits looks again and again: what has not changed is neither sent nor read again. */
  async messages(): Promise<Seen[]> {
    if (!this.justRead) await this.readNews(0)
    return [...this.known.values()]
  }

  /** Waits for a message to be posted or changed, at most so long. */
  private async readNews(waitMs: number): Promise<void> {
    const since = this.version === null ? '' : `since=${this.version}&`
    const { body } = await this.channel('GET', `/control/messages?${since}wait=${waitMs}`)
    const { version, all, messages } = body as { version: number; all: boolean; messages: Seen[] }
    // Whoever waited for news looks at them at once, and need not ask for them again.
    this.justRead = waitMs > 0
    setImmediate(() => {
      this.justRead = false
    })
    // Of two that looked at once, the one that was answered later may have been answered with less.
    if (this.version !== null && version <= this.version) return
    if (all) this.known.clear()
    for (const one of messages) this.known.set(one.id, one)
    this.version = version
  }

  async message(id: string): Promise<Seen> {
    const found = (await this.messages()).find((one) => one.id === id)
    if (!found) throw new Error('the message is gone')
    return found
  }

  /** The message as one person sees it. */
  async seenBy(person: { oid: string }, message: Seen): Promise<Seen> {
    const query = `person=${person.oid}&message=${message.id}`
    const { body } = await this.channel('GET', `/control/view?${query}`)
    return body ? { ...message, attachments: [{ contentType: 'card', content: body }] } : message
  }

  /**
   * Presses a button that stands on the card now. "Approve" is the one that approves, whatever it names; a reason that
   * the card demands is given where the test gives none, and pages that have to be read first are turned.
   * @returns the toast.
   */
  async press(
    person: { oid: string },
    message: Seen,
    title: string | RegExp,
    inputs: object = {},
  ): Promise<{ toast: string | null }> {
    const find = (buttons: ReturnType<typeof buttonsOf>) =>
      buttons.find((one) =>
        title === 'Approve'
          ? one.verb === 'approve'
          : typeof title === 'string'
            ? one.title === title || one.title.startsWith(`${title}: `)
            : title.test(one.title),
      )
    const approves = String(title).includes('Approve')
    const found =
      find(buttonsOf(message)) ?? (approves ? find(buttonsOf(await this.readPages(person, message))) : null)
    if (!found) throw new Error(`no button ${title} among ${buttonsOf(message).map((one) => one.title)}`)
    const reason = found.verb === 'approve' && demandsReason(message) ? { comment: 'as planned' } : {}
    return await this.send(person, message, found.verb, { ...found.data, ...reason, ...inputs })
  }

  /** Turns every page of a long card. @returns it as the last one is shown to them. */
  async readPages(person: { oid: string }, message: Seen): Promise<Seen> {
    let seen = message
    for (;;) {
      const next = buttonsOf(seen).find(({ title }) => /^Page .*›$/.test(title))
      if (!next) return seen
      const { view } = await this.view(person, message, 'page', next.data)
      seen = { ...message, attachments: [{ contentType: 'card', content: view }] }
    }
  }

  /** Sends any press at all, as a client could make one up. */
  async send(person: { oid: string }, message: Seen, verb: string, data: unknown) {
    const { id: messageId, conversationId: conversation } = message
    const ask = { person: person.oid, conversation, messageId, verb, data }
    const { toast } = (await this.channel('POST', '/control/execute', ask)).body as { toast: string | null }
    return { toast }
  }

  /** Sends a press and gives the card that the client who pressed was shown, if it was shown one. */
  async view(person: { oid: string }, message: Seen, verb: string, data: unknown): Promise<{ view: Card }> {
    const { id: messageId, conversationId: conversation } = message
    const ask = { person: person.oid, conversation, messageId, verb, data }
    return (await this.channel('POST', '/control/execute', ask)).body as { view: Card }
  }

  /** Waits until the message shows this text. */
  async shows(message: Seen, text: string | RegExp): Promise<Seen> {
    return await this.until(
      async () => {
        const now = await this.message(message.id)
        return matches(textOf(now), text) ? now : undefined
      },
      async () => `waited for ${text} in:\n${textOf(await this.message(message.id))}`,
    )
  }

  /** Waits for a message of the bot with this text in a conversation. */
  async posted(conversation: string, text: string | RegExp): Promise<Seen> {
    return await this.until(
      async () =>
        (await this.messages()).find(
          (one) =>
            one.from.isBot && !one.held && one.conversationId === conversation && matches(textOf(one), text),
        ),
      async () => `waited for ${text}`,
    )
  }

  /** The tenant's own view of an object. */
  async object(collection: string, name: string) {
    return (await this.held(collection, name)).object
  }

  private async held(collection: string, name: string) {
    const query = new URLSearchParams({ collection, name })
    const { status, body } = await this.tenant('GET', `/control/objects?${query}`)
    if (status !== 200) throw new Error(`no ${name} in ${collection}`)
    return body as {
      object: {
        id: string
        // biome-ignore lint/suspicious/noExplicitAny: Graph's own shapes
        assignments: any[]
        legacyGroupIds: string[]
      }
      /** Those that it names. */
      groups: { id: string; displayName: string }[]
      filters: { id: string; displayName: string }[]
    }
  }

  /** A new group of nobody, as a colleague makes one. */
  async addGroup(displayName: string): Promise<void> {
    const group = { id: randomUUID(), displayName, description: '', dynamic: false, securityEnabled: true }
    await this.tenant('POST', '/control/groups', { ...group, users: 0, devices: 0 })
  }

  /** A new filter for managed Windows devices, as a colleague makes one. */
  async addFilter(displayName: string): Promise<void> {
    const rule = '(device.deviceOwnership -eq "Corporate")'
    await this.tenant('POST', '/control/filters', { displayName, platform: 'windows10AndLater', rule })
  }

  /** A colleague calls a policy or an app otherwise. */
  async rename(collection: string, name: string, to: string): Promise<void> {
    const { id } = await this.object(collection, name)
    const { status } = await this.tenant('PUT', `/control/objects/${id}/name`, { name: to })
    if (status !== 204) throw new Error(`${name} could not be renamed`)
  }

  async groupId(name: string): Promise<string> {
    const { groups } = (await this.tenant('GET', '/control/state')).body
    return groups.find((one: { displayName: string }) => one.displayName === name).id
  }

  /** The set in words: "+ Sales Laptops", "- Test Lab", "+ Finance | include Corporate Windows". */
  async set(collection: string, name: string): Promise<string[]> {
    const { object, groups, filters } = await this.held(collection, name)
    const nameOf = (id: string) => groups.find((one) => one.id === id)?.displayName ?? id
    const lines = object.assignments.map(({ target, source }) => {
      const type: string = target['@odata.type']
        .replace('#microsoft.graph.', '')
        .replace('AssignmentTarget', '')
      const filter = filters.find((one) => one.id === target.deviceAndAppManagementAssignmentFilterId)
      return [
        type === 'exclusionGroup' ? '-' : '+',
        target.groupId ? nameOf(target.groupId) : type,
        filter && `| ${target.deviceAndAppManagementAssignmentFilterType} ${filter.displayName}`,
        source === 'policySets' && '@set',
      ]
        .filter(Boolean)
        .join(' ')
    })
    return [...lines, ...object.legacyGroupIds.map((id) => `legacy ${nameOf(id)}`)].sort()
  }

  async calls(): Promise<CallRecord[]> {
    return (await this.tenant('GET', '/control/calls')).body
  }

  async writes(): Promise<CallRecord[]> {
    return (await this.calls()).filter(({ wrote }) => wrote)
  }

  /** Graph, as another tool of the company calls it: with a colleague's own token. */
  async graph(
    person: { oid: string },
    scopes: string[],
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const asked = { person: person.oid, scopes }
    const { token } = (await call(this.world.identity.url, 'POST', '/control/graph-token', asked)).body
    const authorization = `Bearer ${token}`
    return await call(this.world.tenant.url, method, path, body, { ...headers, authorization })
  }

  /** Moves the time of the whole world on, and whatever waits in it. */
  async moveOn(time: { minutes?: number; hours?: number; days?: number }): Promise<void> {
    const { minutes = 0, hours = 0, days = 0 } = time
    const seconds = ((days * 24 + hours) * 60 + minutes) * 60
    const { status } = await this.tenant('POST', '/control/clock', { seconds })
    if (status !== 200) throw new Error('the time could not be moved on')
  }

  /** What the tenant does wrong from now on; nothing when left out. */
  async faults(faults: object = {}): Promise<void> {
    const { status } = await this.tenant('PUT', '/control/faults', faults)
    if (status !== 204) throw new Error('the tenant does not know such faults')
  }

  tenant(method: string, path: string, body?: unknown): Promise<Answered> {
    return call(this.world.tenant.url, method, path, body)
  }

  channel(method: string, path: string, body?: unknown): Promise<Answered> {
    return call(this.world.channel.url, method, path, body)
  }

  identity(method: string, path: string, body?: unknown): Promise<Answered> {
    return call(this.world.identity.url, method, path, body)
  }

  async until<T>(
    look: () => Promise<T | undefined | false>,
    complaint: () => Promise<string> = async () => 'waited in vain',
  ): Promise<T> {
    const began = Date.now()
    for (;;) {
      const found = await look()
      this.justRead = false
      if (found) return found
      const waited = Date.now() - began
      if (waited > PATIENCE_MS) throw new Error(await complaint())
      // What is waited for mostly comes with a message. Otherwise ask less often the longer it takes: asking takes
      // processor time from the other tests.
      await this.readNews(Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, waited / 4)))
    }
  }
}

const texts = new WeakMap<Seen, string>()

/** Everything a card or message says, one line for each element. */
export function textOf(message: Seen): string {
  const known = texts.get(message)
  if (known !== undefined) return known
  const cards = message.attachments.map(({ content }) => linesOf(content).join('\n'))
  const text = [message.text ?? '', ...cards].join('\n')
  texts.set(message, text)
  return text
}

export function buttonsOf(message: Seen): { title: string; verb: string; data: Card }[] {
  return message.attachments.flatMap(({ content }) => actionsOf(content))
}

function demandsReason({ attachments }: Seen): boolean {
  return /"id":"comment"[^}]*"isRequired":true/.test(JSON.stringify(attachments))
}

function linesOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(linesOf)
  if (!part || typeof part !== 'object') return []
  const { type, text, inlines, fallbackText: _fallback, ...rest } = part as Card
  if (type === 'RichTextBlock' && Array.isArray(inlines)) {
    return [inlines.map((run) => (typeof run === 'string' ? run : (run as Card).text)).join('')]
  }
  return [...(typeof text === 'string' ? [text] : []), ...Object.values(rest).flatMap(linesOf)]
}

function actionsOf(part: unknown): { title: string; verb: string; data: Card }[] {
  if (Array.isArray(part)) return part.flatMap(actionsOf)
  if (!part || typeof part !== 'object') return []
  const { refresh: _byItself, type, title, verb, data, ...rest } = part as Card
  const own =
    type === 'Action.Execute' ? [{ title: String(title), verb: String(verb), data: data as Card }] : []
  return [...own, ...Object.values(rest).flatMap(actionsOf)]
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
}

async function call(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(base + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const { status, headers: answered } = response
  try {
    return { status, headers: answered, body: text ? JSON.parse(text) : null }
  } catch {
    return { status, headers: answered, body: text }
  }
}
