import type { PageConversation, PageMessage } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { isBusy, setBusy, showBusy } from './busyCards.ts'
import type { PressedAction } from './card.ts'
import { type Chooser, makeSelect, makeSwitch } from './choosers.ts'
import { makeComposer } from './composer.ts'
import { make } from './dom.ts'
import { drawHint } from './hint.ts'
import type { KnownWorld } from './knownWorld.ts'
import { drawMessage, inShort } from './message.ts'
import { makeLog } from './messageLog.ts'
import { post } from './post.ts'
import { makeToast } from './toast.ts'
import { makeTyping } from './typingIndicator.ts'

export interface ChatPane {
  box: HTMLTextAreaElement
  /** Puts a sentence into the box. @returns false where the person has no chat in this pane. */
  write(personId: string, sentence: string): boolean
  /** Another of its conversations. @returns false where it is none of this pane's. */
  show(conversationId: string): boolean
  /** Redraws the whole conversation. */
  reload(): void
  /** Returns whether the message is in this pane's conversation. */
  message(message: PageMessage, isNew: boolean): boolean
  view(personId: string, message: PageMessage): void
  typing(conversationId: string): void
  toast(personId: string, conversationId: string, text: string): void
}

/** One chat or channel, seen with the eyes of one person. */
export function makeChatPane(
  section: HTMLElement,
  known: KnownWorld,
  conversations: PageConversation[],
): ChatPane {
  const heading = section.querySelector('h2') ?? make('h2')
  const bar = make('div', { class: 'bar' })
  const which = conversations.length > 1 ? makeSelect('Conversation', conversations.map(titled), begin) : null
  let people: Chooser | null = null

  const conversation = (): PageConversation => {
    const found = conversations.find(({ id }) => id === which?.chosen()) ?? conversations[0]
    if (!found) throw new Error('A pane needs a conversation.')
    return found
  }
  const viewer = () => people?.chosen() ?? conversation().people[0]?.id ?? ''
  const draw = (message: PageMessage) => {
    const seen = known.seenBy(viewer(), message)
    const drawn = drawMessage(seen, message.from.id === viewer(), act)
    if (isBusy(busyKey(message))) showBusy(drawn, busyKey(message))
    return drawn
  }
  const log = makeLog('Messages', draw)
  const typing = makeTyping()
  const toast = makeToast()
  const hint = make('div')
  const composer = makeComposer(say)
  section.append(bar, log.element, typing.element, toast.element, hint, composer.element)

  const busyKey = (message: PageMessage) => `${viewer()} ${message.conversationId} ${message.id}`

  async function say(text: string): Promise<boolean> {
    try {
      await post('/api/say', { personId: viewer(), conversationId: conversation().id, text })
      return true
    } catch (error) {
      toast.show(`Not sent. ${(error as Error).message}`)
      return false
    }
  }

  async function act(message: PageMessage, action: PressedAction): Promise<void> {
    const key = busyKey(message)
    if (isBusy(key)) return
    const where = { personId: viewer(), conversationId: message.conversationId, messageId: message.id }
    setBusy(key, document.activeElement?.closest('button')?.textContent ?? '')
    toast.hide()
    log.pressed(message.id)
    showBusy(log.find(message.id), key)
    try {
      const answer =
        action.type === 'execute'
          ? await post<{ toast: string | null }>('/api/execute', {
              ...where,
              action: { verb: action.verb, data: action.data },
            })
          : await post<{ toast: string | null }>('/api/submit', { ...where, data: action.data })
      if (answer.toast) toast.show(answer.toast)
    } catch (error) {
      toast.show((error as Error).message)
    } finally {
      setBusy(key, null)
      showBusy(log.find(message.id), key)
    }
  }

  function write(sentence: string): void {
    composer.box.value = sentence
    composer.box.focus()
  }

  function drawHintIfNew(): void {
    const isNew = known.messagesOf(conversation().id).every(({ from }) => from.isBot)
    if (hint.dataset.new === String(isNew) && hint.dataset.of === conversation().id) return
    Object.assign(hint.dataset, { new: String(isNew), of: conversation().id })
    hint.replaceChildren(drawHint(conversation().kind, isNew, write))
  }

  /** Another conversation: its title, its people, its messages. */
  function begin(): void {
    const { kind, title, people: those } = conversation()
    section.dataset.kind = kind
    heading.textContent = title
    people = those.length > 1 ? makeSwitch('Write as', those.map(byFirstName), look) : null
    bar.replaceChildren(...[which, people].flatMap((one) => (one ? [one.element] : [])))
    typing.hide()
    look()
  }

  /** With the eyes of another person, whom the last answer was not for. */
  function look(): void {
    toast.hide()
    reload()
  }

  function reload(): void {
    const me = conversation().people.find(({ id }) => id === viewer())
    const place = conversation().kind === 'personal' ? 'Assent' : conversation().title
    composer.setLabel(`Message ${place}${people && me ? ` as ${byFirstName(me).name}` : ''}`)
    // The hint first: it takes room from the log, which ends up scrolled to its end.
    drawHintIfNew()
    log.fill(known.messagesOf(conversation().id))
  }

  function show(conversationId: string): boolean {
    if (!conversations.some(({ id }) => id === conversationId)) return false
    if (conversationId !== conversation().id) {
      which?.choose(conversationId)
      begin()
    }
    return true
  }

  begin()
  return {
    box: composer.box,
    write(personId, sentence) {
      const own = conversations.find(({ kind, people }) => kind === 'personal' && people[0]?.id === personId)
      if (!own || !show(own.id)) return false
      write(sentence)
      return true
    },
    show,
    reload,
    message(message, isNew) {
      if (message.conversationId !== conversation().id) return false
      if (message.from.isBot) typing.hide()
      log.put(message, message.from.id === viewer())
      drawHintIfNew()
      const words = inShort(known.seenBy(viewer(), message))
      if (message.from.id !== viewer())
        announce(
          `${conversation().title}, ${isNew ? '' : 'updated, '}${words}`,
          conversation().kind === 'personal' ? 'chat' : 'elsewhere',
        )
      return true
    },
    view(personId, message) {
      if (message.conversationId === conversation().id && personId === viewer()) log.put(message, false)
    },
    typing(conversationId) {
      if (conversationId === conversation().id) typing.show()
    },
    toast(personId, conversationId, text) {
      if (conversationId === conversation().id && personId === viewer()) toast.show(text)
    },
  }
}

function titled({ id, title }: PageConversation) {
  return { id, name: title }
}

function byFirstName({ id, name }: { id: string; name: string }) {
  return { id, name: name.split(' ')[0] ?? name }
}
