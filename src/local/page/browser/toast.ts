import { announce } from './announce.ts'
import { make } from './dom.ts'

const SHOWN_MS = 10_000

export interface Toast {
  element: HTMLElement
  show(text: string): void
  hide(): void
}

/** A short answer to one person, above the box they write in. The next one takes its place. */
export function makeToast(): Toast {
  const words = make('p')
  const close = make('button', { type: 'button', class: 'plain', 'aria-label': 'Dismiss' }, '×')
  const element = make('div', { class: 'toast', hidden: true }, words, close)
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    element.hidden = true
    clearTimeout(timer)
  }
  const hideLater = () => {
    clearTimeout(timer)
    timer = setTimeout(hide, SHOWN_MS)
  }
  close.addEventListener('click', hide)
  // Somebody who reads it or has the focus here is not hurried.
  element.addEventListener('mouseenter', () => clearTimeout(timer))
  element.addEventListener('mouseleave', hideLater)
  element.addEventListener('focusin', () => clearTimeout(timer))
  element.addEventListener('focusout', hideLater)
  return {
    element,
    hide,
    show(text) {
      // The same words arrive twice when the world tells both the clicker and the page.
      if (element.hidden || words.textContent !== text) announce(text)
      words.textContent = text
      element.hidden = false
      hideLater()
    },
  }
}
