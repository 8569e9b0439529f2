import { make } from './dom.ts'

/** Teams removes the three dots after about ten seconds. */
const SHOWN_MS = 10_000

export interface Typing {
  element: HTMLElement
  show(): void
  hide(): void
}

export function makeTyping(): Typing {
  const dots = make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'))
  const element = make('p', { class: 'typing', hidden: true }, dots, 'Assent is typing')
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    element.hidden = true
    clearTimeout(timer)
  }
  return {
    element,
    hide,
    show() {
      element.hidden = false
      clearTimeout(timer)
      timer = setTimeout(hide, SHOWN_MS)
    },
  }
}
