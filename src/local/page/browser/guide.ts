import { make } from './elements.ts'
import type { KnownWorld } from './known.ts'

const HIDDEN_KEY = 'assent-guide-hidden'
const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'

export interface Guide {
  /** Something happened: shows how far the guide has got. */
  reload(): void
}

/** The first minute in three steps, each ticked off when it is done, until somebody dismisses it. */
export function makeGuide(section: HTMLElement, known: KnownWorld, write: (sentence: string) => void): Guide {
  const fill = make('button', { type: 'button', class: 'example' }, SENTENCE)
  fill.addEventListener('click', () => write(SENTENCE))
  const away = make('button', { type: 'button', class: 'plain' }, 'Hide')
  away.addEventListener('click', () => {
    localStorage.setItem(HIDDEN_KEY, 'yes')
    reload()
  })
  const steps = [
    make('li', {}, make('p', {}, make('b', {}, 'Ask. '), 'Put this into the first chat and send it:'), fill),
    make(
      'li',
      {},
      make(
        'p',
        {},
        make('b', {}, 'Approve. '),
        'Read who gains and who loses, then press the card’s button.',
      ),
    ),
    make(
      'li',
      {},
      make(
        'p',
        {},
        make('b', {}, 'See it. '),
        'The channel is told, and the tenant shows what is assigned now. Then try a scene.',
      ),
    ),
  ]
  section.append(make('ol', {}, ...steps), away)

  function reload(): void {
    section.hidden = localStorage.getItem(HIDDEN_KEY) === 'yes'
    const chat = known.conversations.find(({ kind }) => kind === 'personal')
    const said = known.messagesOf(chat?.id ?? '').some(({ from }) => !from.isBot)
    const isWritten = [...known.policies.values()].some(({ changedAt }) => changedAt !== null)
    for (const [index, isDone] of [said, isWritten, isWritten].entries()) {
      steps[index]?.classList.toggle('done', isDone)
      const mark = steps[index]?.querySelector('.unseen')
      if (isDone && !mark) steps[index]?.prepend(make('span', { class: 'unseen' }, 'Done: '))
      else if (!isDone) mark?.remove()
    }
  }

  return { reload }
}
