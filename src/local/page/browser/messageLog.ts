import type { PageMessage } from '../pageWorld.ts'
import { buttonTitled, titleOf } from './busyCards.ts'
import { make } from './dom.ts'

/** How near its end a log has to be to follow new messages. */
const NEAR_PX = 80
/** Above a message that is read from its beginning. */
const GAP_PX = 8

export interface MessageLog {
  element: HTMLElement
  fill(messages: PageMessage[]): void
  /** @param isOwn whoever writes wants to see it, however far up they had read. */
  put(message: PageMessage, isOwn: boolean): void
  /** The drawn message, to change something in it. */
  find(messageId: string): HTMLElement | null
  /** Somebody pressed a button on it, and wants to see what becomes of it, on it or below. */
  pressed(messageId: string): void
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
  /** Where the log has scrolled by itself; anywhere else is somebody who reads. */
  let restsAt = 0
  /** The message on which a button was pressed, until something comes of it. */
  let awaited: string | null = null
  const find = (id: string) => element.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`)
  const isAtRest = () => Math.abs(element.scrollTop - restsAt) <= 1
  const isAtEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
  const toEnd = () => {
    element.scrollTop = element.scrollHeight
  }

  function showBeginning(drawn: HTMLElement): void {
    const above = drawn.getBoundingClientRect().top - element.getBoundingClientRect().top
    element.scrollTop += above - GAP_PX
    restsAt = element.scrollTop
  }

  /** With its heading in sight: what is longer than the log is read from its beginning. */
  function showWhole(drawn: HTMLElement): void {
    drawn.scrollIntoView({ block: 'nearest' })
    restsAt = element.scrollTop
    if (drawn.getBoundingClientRect().height > element.clientHeight - GAP_PX) showBeginning(drawn)
  }

  function showNewest(): void {
    toEnd()
    const newest = list.lastElementChild?.querySelector<HTMLElement>('.message')
    if (newest) showWhole(newest)
    else restsAt = element.scrollTop
  }

  function place(message: PageMessage, isChannel: boolean): void {
    const drawn = draw(message)
    const old = find(message.id)
    if (old) {
      const focused = old.contains(document.activeElement) ? document.activeElement : null
      old.replaceWith(drawn)
      if (focused) (buttonTitled(drawn, titleOf(focused)) ?? drawn).focus({ preventScroll: true })
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

  function update(message: PageMessage): void {
    const isNewest = list.lastElementChild?.firstElementChild === find(message.id)
    const wasAtRest = isAtRest()
    const wasAtEnd = isAtEnd()
    place(message, isThreaded())
    const drawn = find(message.id)
    if (drawn && awaited === message.id) {
      awaited = null
      // What can be pressed again stays under the pointer; what was decided is read from its beginning.
      if (!drawn.querySelector('button:focus')) showBeginning(drawn)
    } else if (wasAtRest && isNewest) showNewest()
    else if (wasAtEnd) toEnd()
  }

  function add(message: PageMessage, isOwn: boolean): void {
    const follows = isOwn || isAtRest() || isAtEnd()
    place(message, isThreaded())
    if (!follows) return
    awaited = null
    const drawn = find(message.id)
    if (roots.get(message.id) === message.id) showNewest()
    else if (drawn) showWhole(drawn)
  }

  const isThreaded = () => element.closest('[data-kind="channel"]') !== null
  return {
    element,
    find,
    fill(messages) {
      roots.clear()
      list.replaceChildren()
      for (const message of messages) place(message, isThreaded())
      showNewest()
    },
    put(message, isOwn) {
      if (find(message.id)) update(message)
      else add(message, isOwn)
    },
    pressed(messageId) {
      awaited = messageId
      restsAt = element.scrollTop
    },
  }
}
