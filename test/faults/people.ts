import { setTimeout as pause } from 'node:timers/promises'
import type { ChatMessage, Conversation } from '../../src/local/channel/state.ts'
import type { Employee } from '../../src/local/company.ts'
import { ASKING, type Company, policyName } from './company.ts'

/** One sentence that somebody said. */
export interface Wish {
  person: Employee
  conversation: Conversation
  policy: string
  group: string
  /** When it is to begin and to end, as it is said. */
  timing?: string
}

const GROUPS = ['Engineering', 'Marketing', 'Finance', 'Store Managers']

/**
 * `count` wishes, most for a policy of their own.
 * @param sharedEvery of so many policies one is wanted for four groups at once, so that plans go out of date.
 */
export function makeWishes(count: number, sharedEvery: number): Wish[] {
  const wishes: Wish[] = []
  for (let index = 0; wishes.length < count; index++) {
    const isShared = index % sharedEvery === sharedEvery - 1
    const groups = isShared ? GROUPS : [GROUPS[index % GROUPS.length] ?? '']
    for (const group of groups) {
      const where = ASKING[wishes.length % ASKING.length]
      if (where && wishes.length < count) wishes.push({ ...where, policy: policyName(index), group })
    }
  }
  return wishes
}

export function sentenceOf({ policy, group, timing }: Wish): string {
  return [`assign compliance policy ${policy} to group ${group}`, ...(timing ? [timing] : [])].join(' ')
}

/**
 * Says everything, a few at a time; a sentence that reaches nobody is sent again, as Teams does.
 * @param onSay told of each before it is said.
 */
export async function sayAll(
  { channel }: Company,
  wishes: readonly Wish[],
  pauseMs: number,
  onSay: (wish: Wish) => void = () => {},
): Promise<void> {
  const open = new Set<Promise<void>>()
  for (const wish of wishes) {
    const { person, conversation } = wish
    onSay(wish)
    const said = channel.clients.say(person, conversation, sentenceOf(wish)).finally(() => open.delete(said))
    open.add(said)
    if (open.size >= 4) await Promise.race(open)
    await pause(pauseMs)
  }
  await Promise.all(open)
}

export interface Button {
  verb: string
  data: { request: string; round: string }
}

/**
 * Presses Approve on every card that asks for it, and Sign in where that is asked, until told to stop; a press that
 * fails is tried again.
 */
export class Approvers {
  private readonly pressed = new Set<string>()
  private readonly company: Company
  private readonly onAccepted: () => void
  private isOver = false
  private readonly running: Promise<void>

  constructor(company: Company, onAccepted: () => void) {
    this.company = company
    this.onAccepted = onAccepted
    this.running = this.run()
  }

  async stop(): Promise<void> {
    this.isOver = true
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      for (const message of this.company.channel.board.messages) {
        await this.signIn(message)
        const button = approveButton(message)
        if (!button || this.isOver) continue
        const key = `${button.data.request} ${button.data.round}`
        if (this.pressed.has(key)) continue
        if (await this.press(message, button)) this.pressed.add(key)
        await pause(20)
      }
      await pause(100)
    }
  }

  /** A sign-in card shows its button where the client's silent way failed, as when it met no process. */
  private async signIn(message: ChatMessage): Promise<void> {
    const link = signInLink(message)
    if (!link || this.pressed.has(link.href)) return
    const body = new URLSearchParams({ state: link.searchParams.get('state') ?? '' })
    const answer = await fetch(`${link.origin}/signin`, { method: 'POST', body }).catch(() => null)
    if (answer?.ok) this.pressed.add(link.href)
  }

  private async press(message: ChatMessage, button: Button): Promise<boolean> {
    const where = ASKING.find(({ conversation }) => conversation.id === message.conversationId)
    if (!where) return true
    try {
      const { clients } = this.company.channel
      // Some changes want a reason of whoever decides alone.
      const data = { ...button.data, comment: 'as planned' }
      const { toast } = await clients.execute(where.person, where.conversation, message.id, {
        ...button,
        data,
      })
      if (toast === null) this.onAccepted()
      return toast === null || toast.startsWith('Already approved')
    } catch {
      return false
    }
  }
}

export function approveButton(message: ChatMessage): Button | null {
  if (!message.from.isBot || message.deleted) return null
  for (const { content } of message.attachments) {
    const found = find(content, (part) => part.type === 'Action.Execute' && part.verb === 'approve')
    if (found) return found as unknown as Button
  }
  return null
}

function signInLink({ attachments, held, deleted }: ChatMessage): URL | null {
  const card = attachments.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.oauth')
  const { buttons = [] } = (card?.content ?? {}) as { buttons?: { value?: string }[] }
  const [button] = buttons
  return button?.value && !held && !deleted ? new URL(button.value) : null
}

function find(
  part: unknown,
  fits: (part: Record<string, unknown>) => boolean,
): Record<string, unknown> | null {
  if (!part || typeof part !== 'object') return null
  if (!Array.isArray(part) && fits(part as Record<string, unknown>)) return part as Record<string, unknown>
  for (const inner of Object.values(part)) {
    const found = find(inner, fits)
    if (found) return found
  }
  return null
}
