import { openWeb } from './card.ts'
import { make } from './dom.ts'

interface OAuthCard {
  text?: string
  buttons?: { title?: string; value?: string }[]
}

/** The card a bot sends to somebody who has to sign in. */
export function drawSignInCard(content: unknown): HTMLElement {
  const card = (content ?? {}) as OAuthCard
  const [first] = card.buttons ?? []
  const button = make('button', { type: 'button', class: 'primary' }, first?.title || 'Sign in')
  // Not `noopener`: the sign-in page closes itself when it is done, which only an opened window may.
  button.addEventListener('click', () => openWeb(first?.value))
  return make('div', { class: 'card' }, make('p', {}, card.text || 'Please sign in.'), button)
}
