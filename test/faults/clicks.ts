import { setTimeout as pause } from 'node:timers/promises'
import type { ChatMessage } from '../../src/local/channel/state.ts'
import { pressGoesOn, rosterSilent } from '../../src/wording/turns.ts'
import { until } from '../until.ts'
import { ASKING, type Company, everybodyLooks, startCompany } from './company.ts'
import { judge, type Verdict } from './judge.ts'
import { approveButton, makeWishes, sayAll, type Wish } from './people.ts'
import { isGood } from './story.ts'

export interface Clicks extends Verdict {
  cards: number
  /** Writes that the tenant took. */
  applied: number
  /** Answered with the card: this click approved it. */
  approved: number
  /** Answered with "Already approved by …". */
  told: number
  /** Answered otherwise. */
  odd: string[]
  /** The connection broke with the replica, or the replica asked for it on a busy machine; the person pressed once more. */
  broken: number
  /** Presses that were only answered in time with “look again in a moment”. */
  slow: number
  seconds: number
}

/**
 * On PostgreSQL with three replicas: many press Approve on each card at the same moment, through whichever replica
 * comes next, and one of them is killed in the middle.
 */
export async function clickStory(options: { cards: number; clicks: number }): Promise<Clicks> {
  const began = Date.now()
  // Each for a policy of its own, where anybody may approve.
  const wishes = makeWishes(options.cards, 0)
  const company = await startCompany('PostgreSQL', wishes.length)
  try {
    // At once, on an empty database: migrations run once.
    const replicas = await Promise.all([1, 2, 3].map(() => company.startAssent()))
    company.channel.connect(...replicas.map(({ url }) => url))
    await company.install()
    await sayAll(company, wishes, 50)
    const cards = await until(() => pendingCards(company, wishes), 'the cards')
    const counts = { approved: 0, told: 0, broken: 0, slow: 0, odd: [] as string[] }
    for (const [index, card] of cards.entries()) {
      const pressing = Array.from({ length: options.clicks }, () => press(company, card, counts))
      if (index === Math.floor(cards.length / 2)) {
        await pause(5)
        await replicas[0]?.kill()
        company.channel.connect(...replicas.slice(1).map(({ url }) => url))
      }
      await Promise.all(pressing)
    }
    const isOver = async () => {
      await pause(200)
      await everybodyLooks(company)
      return isGood(judge(company, wishes))
    }
    await until(isOver, 'the end').catch(() => {})
    const verdict = judge(company, wishes)
    for (const replica of replicas.slice(1)) await replica.stop()
    const seconds = Math.round((Date.now() - began) / 1000)
    const applied = company.tenant.calls.filter(({ wrote }) => wrote).length
    return { ...counts, ...verdict, applied, cards: cards.length, seconds }
  } finally {
    await company.stop()
  }
}

async function press(
  company: Company,
  message: ChatMessage,
  counts: Pick<Clicks, 'approved' | 'told' | 'broken' | 'slow' | 'odd'>,
): Promise<void> {
  const where = ASKING.find(({ conversation }) => conversation.id === message.conversationId)
  const button = approveButton(message)
  if (!where || !button) throw new Error('this card cannot be pressed')
  const { person, conversation } = where
  for (;;) {
    try {
      const { toast } = await company.channel.clients.execute(person, conversation, message.id, button)
      if (toast === rosterSilent()) {
        counts.broken++
        continue
      }
      // The answer did not come in time, though the press may have counted: people press again.
      if (toast === pressGoesOn()) {
        counts.slow++
        continue
      }
      if (toast === null) counts.approved++
      else if (toast.startsWith('Already approved by')) counts.told++
      else counts.odd.push(toast)
      return
    } catch {
      counts.broken++
    }
  }
}

function pendingCards({ channel }: Company, wishes: readonly Wish[]): ChatMessage[] | null {
  const cards = channel.board.messages.filter((one) => approveButton(one))
  return cards.length >= wishes.length ? cards.map((one) => structuredClone(one)) : null
}
