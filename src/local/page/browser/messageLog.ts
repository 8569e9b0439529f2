import type { PageMessage } from '../pageWorld.ts'
import { make } from './dom.ts'

/** How near its end a log has to be to follow new messages. */
const NEAR_PX = 80

export interface MessageLog {
  element: HTMLElement
  fill(messages: PageMessage[]): void
  /** @param isOwn whoever writes wants to see it, however far up they had read. */
  put(message: PageMessage, isOwn: boolean): void
  /** The drawn message, to change something in it. */
  find(messageId: string): HTMLElement | null
}

/** The messages of one conversation; in a channel, replies are below what they reply to. */
export function makeLog(label: string, draw: (message: PageMessage) => HTMLElement): MessageLog {
  const list = make('ol', { class: 'messages' })
  // A box that scrolls has to be reachable by keyboard. Not live: the page announces in one calm place.
  const element = make(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': label, tabindex: '0' },
    list,
  )
  const roots = new Map<string, string>()
  const find = (id: string) => element.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`)
  /** A message on its own is read from its beginning. */
  const toEnd = () => {
    element.scrollTop = list.childElementCount > 1 ? element.scrollHeight : 0
  }

  function place(message: PageMessage, isChannel: boolean): void {
    const drawn = draw(message)
    const old = find(message.id)
    if (old) {
      const hadFocus = old.contains(document.activeElement)
      old.replaceWith(drawn)
      if (hadFocus) drawn.focus({ preventScroll: true })
      return
    }
    const root =
      (isChannel && message.replyTo && (roots.get(message.replyTo) ?? message.replyTo)) || message.id
    roots.set(message.id, root)
    const thread = root === message.id ? null : find(root)?.closest('li.thread')
    if (!thread) {
      list.append(make('li', { class: 'thread' }, drawn))
      return
    }
    const answers = thread.querySelector('ol') ?? make('ol', { class: 'answers' })
    answers.append(make('li', {}, drawn))
    thread.append(answers)
  }

  const isThreaded = () => element.closest('[data-kind="channel"]') !== null
  return {
    element,
    find,
    fill(messages) {
      roots.clear()
      list.replaceChildren()
      for (const message of messages) place(message, isThreaded())
      toEnd()
    },
    put(message, isOwn) {
      // Below a message on its own, which was read from its beginning, the next one is news.
      const isSecond = list.childElementCount === 1 && !find(message.id)
      const follows =
        isOwn || isSecond || element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
      place(message, isThreaded())
      if (!follows) return
      if (roots.get(message.id) === message.id) toEnd()
      else find(message.id)?.scrollIntoView({ block: 'nearest' })
    },
  }
}
