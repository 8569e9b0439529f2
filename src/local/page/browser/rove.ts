/**
 * Makes a long list one stop for the Tab key: the arrow keys, Home and End move through it, and Tab leaves it. Where
 * somebody left it, Tab enters it again.
 * @param items a selector for what takes the focus.
 */
export function rove(list: HTMLElement, items: string): { reset(): void } {
  let stop = 0
  const all = () => [...list.querySelectorAll<HTMLElement>(items)]

  function reset(): void {
    const those = all()
    stop = Math.min(stop, Math.max(0, those.length - 1))
    for (const [index, one] of those.entries()) one.tabIndex = index === stop ? 0 : -1
  }

  list.addEventListener('focusin', (event) => {
    const index = all().indexOf(event.target as HTMLElement)
    if (index < 0) return
    stop = index
    reset()
  })
  list.addEventListener('keydown', (event) => {
    const those = all()
    const at = those.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: those.length - 1 }[event.key]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    those[Math.max(0, Math.min(next, those.length - 1))]?.focus()
  })
  return { reset }
}
