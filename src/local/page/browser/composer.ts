import { freshId, make } from './dom.ts'

export interface Composer {
  element: HTMLElement
  box: HTMLTextAreaElement
  setLabel(label: string): void
}

/** The box to write in. Enter sends, Shift+Enter starts a new line; what was not sent stays in the box. */
export function makeComposer(send: (text: string) => Promise<boolean>): Composer {
  const id = freshId('say')
  const box = make('textarea', { id, rows: '1', autocomplete: 'off', enterkeyhint: 'send' })
  const label = make('label', { for: id, class: 'unseen' })
  const button = make('button', { type: 'submit', class: 'send' }, 'Send')
  const element = make('form', { class: 'composer' }, label, box, button)
  let sending = false
  let isMore = false

  element.addEventListener('submit', async (event) => {
    event.preventDefault()
    const text = box.value.trim()
    if (!text) return
    // What is written while the previous message is under way is sent after it.
    if (sending) {
      isMore = true
      return
    }
    sending = true
    button.setAttribute('aria-disabled', 'true')
    const sent = await send(text)
    if (sent && box.value.trim() === text) box.value = ''
    sending = false
    button.removeAttribute('aria-disabled')
    if (isMore && sent) element.requestSubmit()
    isMore = false
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    element.requestSubmit()
  })
  return {
    element,
    box,
    setLabel(words) {
      label.textContent = words
      box.placeholder = words
    },
  }
}
