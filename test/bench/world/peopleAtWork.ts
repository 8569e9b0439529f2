import { setTimeout as pause } from 'node:timers/promises'
import { type ChatMessage, personalChatOf } from '../../../src/local/channel/state.ts'
import { COMPANY } from '../../../src/local/company.ts'
import { ASKING, type Company, policyName } from '../../faults/company.ts'

/** What one request took, in milliseconds, as the people at their clients see it. */
export interface Carried {
  /** From the sentence until Teams has its answer. */
  message: number
  /** From the sentence to the card that can be approved. */
  card: number
  /** From the press until the client has its answer. */
  press: number
  /** From the press until the tenant has all of it. */
  written: number
  /** From the press until the card says so. */
  done: number
}

/** Told when a stretch of a request is over, for whoever counts something in it. */
export type Marks = (stretch: 'message' | 'card' | 'press' | 'done') => void

const PATIENCE_MS = 60_000
const CHATS = ASKING.slice(0, 2)
const { chiara } = COMPANY.people
let turn = 0

/** Carries a request for so many policies from the sentence to "done", in the chats of two people in turns. */
export async function carry(company: Company, policies: number[], marks?: Marks): Promise<Carried> {
  return await carrySentence(company, sentenceFor(policies), policies.length, marks)
}

/** The same for any sentence. @param policies how many it changes. */
export async function carrySentence(
  company: Company,
  sentence: string,
  policies: number,
  marks: Marks = () => {},
): Promise<Carried> {
  const { channel } = company
  const where = CHATS[turn++ % CHATS.length]
  if (!where) throw new Error('nobody is there')
  const { person, conversation } = where
  const before = channel.board.messages.length
  const began = performance.now()
  await channel.clients.say(person, conversation, sentence)
  const message = performance.now() - began
  marks('message')
  const card = await until(company, () =>
    channel.board.messages
      .slice(before)
      .find(
        (one) =>
          one.conversationId === conversation.id &&
          (approval(one.attachments) || nextPage(one.attachments, 2)),
      ),
  )
  const carded = performance.now() - began
  marks('card')
  let shown: unknown = card.attachments
  for (let page = 2; !approval(shown); page++) {
    const next = nextPage(shown, page)
    if (!next) throw new Error('the card has no further page and cannot be approved')
    shown = (await channel.clients.execute(person, conversation, card.id, next)).view
  }
  const button = approval(shown)
  if (!button) throw new Error('the card cannot be approved')
  const writesBefore = countWrites(company)
  const pressedAt = performance.now()
  const pressing = channel.clients.execute(person, conversation, card.id, {
    ...button,
    data: { ...button.data, comment: 'as planned' },
  })
  let written = Number.NaN
  const writing = until(company, () => countWrites(company) - writesBefore >= policies).then(() => {
    written = performance.now() - pressedAt
  })
  const { toast } = await pressing
  const press = performance.now() - pressedAt
  marks('press')
  if (toast !== null) throw new Error(`the press was answered: ${toast}`)
  await until(company, () => JSON.stringify(card.attachments).includes('Done and verified'))
  const done = performance.now() - pressedAt
  await writing
  marks('done')
  return { message, card: carded, press, written, done }
}

/** The echo bot's turn of a message. */
export async function echo({ channel }: Company): Promise<number> {
  // In a chat of its own: Teams counts what both send there.
  const conversation = personalChatOf(chiara)
  const began = performance.now()
  await channel.clients.say(chiara, conversation, 'hello')
  return performance.now() - began
}

function sentenceFor(policies: readonly number[]): string {
  const names = policies.map(policyName)
  const last = names.pop()
  const list = names.length > 0 ? `${names.join(', ')} and ${last}` : last
  const kind = policies.length > 1 ? 'compliance policies' : 'compliance policy'
  return `assign ${kind} ${list} to group Engineering`
}

interface Button {
  verb: string
  title?: string
  data: Record<string, unknown>
}

function approval(card: unknown): Button | null {
  return find(card, ({ verb }) => verb === 'approve')
}

function nextPage(card: unknown, page: number): Button | null {
  return find(card, ({ verb, title }) => verb === 'page' && Boolean(title?.startsWith(`Page ${page} `)))
}

function find(part: unknown, fits: (button: Button) => boolean): Button | null {
  if (!part || typeof part !== 'object') return null
  const one = part as Record<string, unknown>
  if (one.type === 'Action.Execute' && fits(one as unknown as Button)) return one as unknown as Button
  for (const inner of Object.values(one)) {
    const found = find(inner, fits)
    if (found) return found
  }
  return null
}

function countWrites({ tenant }: Company): number {
  return tenant.calls.filter(({ wrote, status }) => wrote && status < 300).length
}

async function until<T>(company: Company, look: () => T | undefined | false | null): Promise<T> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited in vain: ${lastWords(company.channel.board.messages)}`)
    await pause(2)
  }
}

function lastWords(messages: readonly ChatMessage[]): string {
  return JSON.stringify(messages.at(-1)?.attachments ?? null).slice(0, 2000)
}
