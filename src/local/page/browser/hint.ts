import type { PageConversation } from '../world.ts'
import { make } from './elements.ts'

const ASK = [
  'assign compliance policy Windows 11 Baseline to group Sales Laptops',
  'exclude group Pilot Devices from administrative template Edge Settings',
  'what does group Sales Laptops get',
  'give group Store Kiosks everything that group Old Kiosks has',
  'assign app 7-Zip 24.08 to Legal as required',
]
const NOTIFY = ['notify here']

/** What can be written here, as buttons that fill the box; folded away once somebody has written. */
export function drawHint(
  kind: PageConversation['kind'],
  isNew: boolean,
  fill: (sentence: string) => void,
): HTMLElement {
  const words =
    kind === 'personal' ? 'Say what to assign to whom. For example:' : 'To have results posted here:'
  const buttons = (kind === 'personal' ? ASK : NOTIFY).map((sentence) => {
    const button = make('button', { type: 'button', class: 'example' }, sentence)
    button.addEventListener('click', () => fill(sentence))
    return button
  })
  if (!isNew) return make('details', { class: 'hint examples' }, make('summary', {}, 'Examples'), ...buttons)
  return make('div', { class: 'hint' }, make('p', {}, words), ...buttons)
}
