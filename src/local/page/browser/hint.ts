import type { PageConversation } from '../world.ts'
import { make } from './elements.ts'

const ASK = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const NOTIFY = 'notify here'

/** What to write first, as a button that fills the box. */
export function drawHint(kind: PageConversation['kind'], fill: (sentence: string) => void): HTMLElement {
  const sentence = kind === 'personal' ? ASK : NOTIFY
  const words =
    kind === 'personal'
      ? 'Say what to assign to whom. For example:'
      : 'Results are posted where the team looks. To have them here:'
  const button = make('button', { type: 'button', class: 'example' }, sentence)
  button.addEventListener('click', () => fill(sentence))
  return make('div', { class: 'hint' }, make('p', {}, words), button)
}
