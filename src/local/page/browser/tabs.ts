import { make, part } from './dom.ts'

export interface Tabs {
  show(index: number): void
  /** Marks a pane that is not visible. */
  mark(index: number): void
}

/** Panes side by side on a wide screen, one at a time behind tabs on a narrow one. */
export function makeTabs(panes: { section: HTMLElement; title: string }[], narrow: MediaQueryList): Tabs {
  const list = part('tabs')
  let shown = 0
  const tabs = panes.map(({ section, title }, index) => {
    const tab = make(
      'button',
      { type: 'button', role: 'tab', id: `tab-${section.id}`, 'aria-controls': section.id },
      title,
    )
    tab.addEventListener('click', () => show(index))
    return tab
  })
  list.replaceChildren(...tabs)
  list.addEventListener('keydown', (event) => {
    const last = tabs.length - 1
    const next = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    show(next > last ? 0 : next < 0 ? last : next)
    tabs[shown]?.focus()
  })

  function show(index: number): void {
    shown = index
    for (const [at, { section }] of panes.entries()) {
      const isShown = at === index
      section.classList.toggle('out-of-sight', narrow.matches && !isShown)
      if (narrow.matches) section.setAttribute('role', 'tabpanel')
      else section.removeAttribute('role')
      tabs[at]?.setAttribute('aria-selected', String(isShown))
      tabs[at]?.setAttribute('tabindex', isShown ? '0' : '-1')
      if (isShown) mark(at, false)
    }
  }

  function mark(index: number, isMarked: boolean): void {
    const tab = tabs[index]
    tab?.querySelector('.unread')?.remove()
    if (isMarked) tab?.append(make('span', { class: 'unread' }, make('span', { class: 'unseen' }, ', new')))
  }

  narrow.addEventListener('change', () => show(shown))
  show(0)
  return {
    show,
    mark(index) {
      if (narrow.matches && index !== shown) mark(index, true)
    },
  }
}
