import type { PageReach } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { make } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'
import { post } from './post.ts'

export interface ReachPane {
  reload(): void
  changed(now: PageReach): void
}

/** How far the second administrator's role reaches, folded away at the foot of the tenant. */
export function makeReach(section: HTMLElement, known: KnownWorld): ReachPane {
  const state = make('span', { class: 'state' })
  const summary = make('summary', {}, make('span', { class: 'title' }, 'Scope of a role'), state)
  const box = make('input', { type: 'checkbox', name: 'reach' })
  const label = make('span', {})
  const about = make('p', { class: 'about' })
  const problem = make('p', { class: 'problem', role: 'status' })
  section.append(
    make(
      'details',
      { class: 'folded reach', name: 'foot' },
      summary,
      problem,
      about,
      make('div', { class: 'workloads' }, make('label', {}, box, label)),
    ),
  )
  box.addEventListener('change', async () => {
    problem.textContent = ''
    try {
      await post('/api/limit', { isLimited: box.checked })
    } catch (error) {
      problem.textContent = (error as Error).message
      reload()
    }
  })

  function reload(): void {
    if (!known.reach) return
    const { person, groups, isLimited } = known.reach
    box.checked = isLimited
    label.textContent = `${person} looks after the offices only`
    about.textContent = `A setting of Intune itself: with it, ${person} sees only what carries the offices’ scope tag, and may assign to ${listText(groups)} alone.`
    state.textContent = isLimited ? 'limited' : 'everything'
  }

  return {
    reload,
    changed(now) {
      known.reach = now
      reload()
      announce(
        `Intune: the role of ${now.person} is for ${now.isLimited ? 'the offices only' : 'everything'}.`,
      )
    },
  }
}

function listText(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names)
}
