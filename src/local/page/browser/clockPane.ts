import type { PageClock } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { make } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'
import { post } from './post.ts'

export interface ClockPane {
  reload(): void
  changed(now: PageClock): void
}

const ABOUT =
  'Moves the time of the whole world on: what waits becomes due or expires, devices check in, reports follow.'
const STEPS = [
  { title: '1 hour on', hours: 1 },
  { title: '1 day on', hours: 24 },
  { title: '1 week on', hours: 24 * 7 },
] as const

/** The time of the local world, folded away at the foot of the tenant. */
export function makeClock(section: HTMLElement, known: KnownWorld): ClockPane {
  const state = make('span', { class: 'state' })
  const summary = make('summary', {}, make('span', { class: 'title' }, 'Clock'), state)
  const problem = make('p', { class: 'problem', role: 'status' })
  const buttons = STEPS.map(({ title, hours }) => {
    const button = make('button', { type: 'button', class: 'secondary' }, title)
    button.addEventListener('click', async () => {
      problem.textContent = ''
      try {
        await post('/api/advance', { hours })
      } catch (error) {
        problem.textContent = (error as Error).message
      }
    })
    return button
  })
  section.append(
    make(
      'details',
      { class: 'folded clock', name: 'foot' },
      summary,
      problem,
      make('p', { class: 'about' }, ABOUT),
      make('div', { class: 'buttons' }, ...buttons),
    ),
  )

  function reload(): void {
    if (known.clock) state.textContent = inWords(known.clock)
  }

  return {
    reload,
    changed(now) {
      known.clock = now
      reload()
      announce(`The local world’s time is now ${inWords(now)}.`)
    },
  }
}

function inWords({ now, isMoved }: PageClock): string {
  if (!isMoved) return 'as on this machine'
  return new Date(now).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
}
