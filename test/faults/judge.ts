import type { ChatMessage } from '../../src/local/channel/state.ts'
import { COMPANY } from '../../src/local/company.ts'
import { ALREADY, COLLECTION, type Company, groupIdOf } from './company.ts'
import { sentenceOf, type Wish } from './people.ts'

export interface Verdict {
  /** Not done though approved, a card or notice missing, or something of somebody else's gone. */
  lost: string[]
  /** Written more than once, or a card or notice standing there twice. */
  doubled: string[]
  /** A card that does not say how it ended. */
  stuck: string[]
}

const DONE = 'Done and verified in Intune'

/** What everybody can see afterwards: the tenant's sets and its log of writes, and the messages in Teams. */
export function judge({ tenant, channel }: Company, wishes: readonly Wish[]): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], stuck: [] }
  const objects = tenant.state.objects[COLLECTION] ?? []
  const shown = shownIn({ channel })
  for (const policy of new Set(wishes.map((wish) => wish.policy))) {
    const wanted = wishes.filter((wish) => wish.policy === policy)
    const object = objects.find(({ name }) => name === policy)
    const groups = object?.assignments.map(({ target }) => target.groupId) ?? []
    for (const group of [ALREADY, ...wanted.map((wish) => wish.group)]) {
      const times = groups.filter((id) => id === groupIdOf(tenant.state, group)).length
      count(verdict, times, `${group} among the assignments of ${policy}`)
    }
    const writes = tenant.calls.filter(({ wrote, path }) => wrote && path.includes(object?.id ?? '?')).length
    for (let i = 0; i < Math.max(writes, wanted.length); i++) {
      if (i >= wanted.length) verdict.doubled.push(`a write to ${policy}`)
      if (i >= writes) verdict.lost.push(`a write to ${policy}`)
    }
  }
  for (const wish of wishes) {
    const what = `${wish.policy} for ${wish.group}`
    const cards = cardsOf(shown, wish)
    const notices = noticesOf(shown, wish)
    count(verdict, cards.length, `the card of ${what}`)
    // In the channel itself the card is what tells.
    if (wish.conversation.kind !== 'channel') count(verdict, notices.length, `the notice of ${what}`)
    if (cards.some((card) => !mentions(card, DONE))) verdict.stuck.push(`the card of ${what}`)
    if (notices.some((notice) => !mentions(notice, DONE))) verdict.stuck.push(`the notice of ${what}`)
  }
  return verdict
}

/** What of Assent's stands there to be read. */
export function shownIn({ channel }: Pick<Company, 'channel'>): ChatMessage[] {
  return channel.board.messages.filter((one) => one.from.isBot && !one.held && !one.deleted)
}

/** The request's own; the card of its way back says whose end it is. */
export function cardsOf(shown: readonly ChatMessage[], wish: Wish): ChatMessage[] {
  const sentence = sentenceOf(wish)
  return shown.filter(
    (one) =>
      !isNotice(one) &&
      one.conversationId === wish.conversation.id &&
      mentions(one, sentence) &&
      !mentions(one, `end of: ${sentence}`),
  )
}

/** A notice names nothing but what was changed. */
export function noticesOf(shown: readonly ChatMessage[], { policy, group }: Wish): ChatMessage[] {
  return shown.filter((one) => isNotice(one) && mentions(one, policy) && mentions(one, group))
}

export function count({ lost, doubled }: Verdict, times: number, what: string): void {
  if (times === 0) lost.push(what)
  for (let i = 1; i < times; i++) doubled.push(what)
}

/** Notices begin a thread of their own in the channel; cards answer somebody. */
function isNotice(message: ChatMessage): boolean {
  return message.conversationId === COMPANY.team.channels[0].id && message.replyTo === null
}

export function mentions({ attachments }: ChatMessage, text: string): boolean {
  let words = wordsOf.get(attachments)
  if (words === undefined) {
    words = plain(JSON.stringify(attachments))
    wordsOf.set(attachments, words)
  }
  return words.includes(plain(text))
}

/** What stands in a message; an edit brings attachments of its own. The judge asks for each wish and message. */
const wordsOf = new WeakMap<ChatMessage['attachments'], string>()

/** Without quotation marks and what else sets names apart. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, '')
}
