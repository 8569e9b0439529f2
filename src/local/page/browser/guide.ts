import { make } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'

const HIDDEN_KEY = 'assent-guide-hidden'
/** The messages outlast a restart of the world, and the list of its calls does not. */
const WRITTEN_KEY = 'assent-guide-written'
const AFTERWARDS = 'The channel and the tenant show it. Next: a second person, missing rights, bad weather. '
const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'

export interface Guide {
  /** Something happened: shows how far the guide has got. */
  reload(): void
}

/** The first minute in three steps, each ticked off when it is done, until somebody dismisses it. */
export function makeGuide(
  section: HTMLElement,
  known: KnownWorld,
  write: (sentence: string) => void,
  openScenes: () => void,
): Guide {
  const fill = make('button', { type: 'button', class: 'example' }, SENTENCE)
  fill.addEventListener('click', () => write(SENTENCE))
  const away = make('button', { type: 'button', class: 'plain' }, 'Hide')
  away.addEventListener('click', () => {
    localStorage.setItem(HIDDEN_KEY, 'yes')
    reload()
  })
  const steps = [
    make(
      'li',
      {},
      make(
        'p',
        {},
        make('b', {}, 'Ask. '),
        make('span', { class: 'how' }, 'Put this into the first chat and send it:'),
      ),
      fill,
    ),
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
        'The channel is told, and the tenant shows what is assigned now.',
      ),
    ),
  ]
  const next = make('button', { type: 'button', class: 'secondary' }, 'Open the scenes')
  next.addEventListener('click', openScenes)
  const list = make('ol', {}, ...steps)
  // Whoever has done it needs no instructions any more.
  const over = make('p', { class: 'over' }, make('b', {}, 'Asked, approved, written. '), AFTERWARDS, next)
  section.append(list, over, away)

  function reload(): void {
    section.hidden = localStorage.getItem(HIDDEN_KEY) === 'yes'
    const chat = known.conversations.find(({ kind }) => kind === 'personal')
    const said = known.messagesOf(chat?.id ?? '').some(({ from }) => !from.isBot)
    // A colleague's change in Intune is none that was approved.
    const writes = known.calls.some(({ wrote, status }) => wrote && status < 400)
    if (said && writes) localStorage.setItem(WRITTEN_KEY, 'yes')
    // Whoever has started over has said nothing.
    else if (chat && !said) localStorage.removeItem(WRITTEN_KEY)
    const isWritten = writes || localStorage.getItem(WRITTEN_KEY) === 'yes'
    list.hidden = said && isWritten
    over.hidden = !list.hidden
    for (const [index, isDone] of [said, isWritten, isWritten].entries()) {
      steps[index]?.classList.toggle('done', isDone)
      const mark = steps[index]?.querySelector('.unseen')
      if (isDone && !mark) steps[index]?.prepend(make('span', { class: 'unseen' }, 'Done: '))
      else if (!isDone) mark?.remove()
    }
  }

  return { reload }
}
