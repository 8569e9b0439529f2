import type { PageScene, SceneLine } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { make, part } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'
import { post } from './post.ts'

export interface Scenes {
  /** Unfolds them, with the keyboard at their button. */
  open(): void
  reload(): void
}

/** Situations to try, behind a button of the head. */
export function makeScenes(
  section: HTMLElement,
  known: KnownWorld,
  write: (line: SceneLine, scene: PageScene) => void,
): Scenes {
  const button = part<HTMLButtonElement>('scenes-button')
  const problem = make('p', { class: 'problem', role: 'status' })
  const list = make('ul', {})
  section.append(problem, list)
  /** One after another: each may restart Assent. */
  let plays = Promise.resolve()

  const show = (isShown: boolean) => {
    section.hidden = !isShown
    button.setAttribute('aria-expanded', String(isShown))
  }
  button.addEventListener('click', () => show(section.hasAttribute('hidden')))
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || section.hasAttribute('hidden')) return
    show(false)
    button.focus()
  })

  function play(scene: PageScene, isOn: boolean): void {
    plays = plays.then(() => playAlone(scene, isOn))
  }

  async function playAlone(scene: PageScene, isOn: boolean): Promise<void> {
    problem.textContent = ''
    section.setAttribute('aria-busy', 'true')
    try {
      await post('/api/play', { scene: scene.id, isOn })
      announce(`${scene.title}: ${scene.isOn === null ? 'done' : isOn ? 'set up' : 'ended'}`)
    } catch (error) {
      problem.textContent = (error as Error).message
    } finally {
      section.removeAttribute('aria-busy')
    }
  }

  function draw(scene: PageScene): HTMLElement {
    const buttons = make('div', { class: 'buttons' })
    if (scene.isOn !== null) {
      const words = scene.isOn ? 'End it' : 'Set it up'
      const toggle = make(
        'button',
        { type: 'button', class: 'secondary', name: scene.id, 'aria-label': `${words}: ${scene.title}` },
        words,
      )
      toggle.addEventListener('click', () => play(scene, !scene.isOn))
      buttons.append(toggle)
    }
    // Before a scene is set up its sentence would show something else.
    if (scene.isOn !== false)
      buttons.append(...scene.lines.map((line, index) => lineButton(scene, line, index)))
    if (scene.button) {
      const once = make(
        'button',
        { type: 'button', class: 'secondary', name: `${scene.id}-now` },
        scene.button,
      )
      once.addEventListener('click', () => play(scene, true))
      buttons.append(once)
    }
    const state = scene.isOn ? [make('span', { class: 'state' }, 'set up')] : []
    return make(
      'li',
      { 'data-scene': scene.id },
      make('h3', {}, scene.title, ...state),
      make('p', {}, scene.about),
      make('div', { class: 'sentences' }, ...scene.lines.map((line) => make('p', {}, line.write))),
      buttons,
    )
  }

  function lineButton(scene: PageScene, line: SceneLine, index: number): HTMLElement {
    const words = line.title ?? 'Write the sentence'
    const button = make(
      'button',
      {
        type: 'button',
        class: 'secondary',
        name: `${scene.id}-write${index > 0 ? `-${index + 1}` : ''}`,
        'aria-label': `${words}: ${scene.title}`,
      },
      words,
    )
    button.addEventListener('click', () => {
      show(false)
      write(line, scene)
    })
    return button
  }

  return {
    open() {
      show(true)
      button.focus()
    },
    reload() {
      const focused = document.activeElement?.getAttribute('name')
      const hadFocus = list.contains(document.activeElement)
      list.replaceChildren(...known.scenes.map(draw))
      if (hadFocus && focused) list.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus()
      const set = known.scenes.filter(({ isOn }) => isOn).length
      button.textContent = set > 0 ? `Scenes (${set} set up)` : 'Scenes'
    },
  }
}
