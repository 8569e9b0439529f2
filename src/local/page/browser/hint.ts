import type { PageConversation } from '../pageWorld.ts'
import { make } from './dom.ts'

const ASK = [
  'assign compliance policy Windows 11 Baseline to group Sales Laptops',
  'exclude group Pilot Devices from administrative template Edge Settings',
  'what does group Sales Laptops get',
  'give group Store Kiosks everything that group Old Kiosks has',
  'assign app 7-Zip 24.08 to Legal as required',
]
const SHARED = ['history', 'notify here']

/** What can be written here, as buttons that fill the box; folded away where the bot has said so, or somebody has written. */
export function drawHint(
  kind: PageConversation['kind'],
  isNew: boolean,
  fill: (sentence: string) => void,
): HTMLElement {
  const buttons = (kind === 'personal' ? ASK : SHARED).map((sentence) => {
    const button = make('button', { type: 'button', class: 'example' }, sentence)
    button.addEventListener('click', () => fill(sentence))
    return button
  })
  // The bot's own greeting has examples, and the first minute begins with one.
  if (!isNew || kind === 'personal')
    return make('details', { class: 'hint examples' }, make('summary', {}, 'Examples'), ...buttons)
  return make(
    'div',
    { class: 'hint' },
    make('p', {}, 'Where several can read along. For example:'),
    ...buttons,
  )
}
