import { part } from './dom.ts'

const KEY = 'assent-theme'

/** The system's light or dark, until somebody chooses. */
export function wireTheme(): void {
  const button = part<HTMLButtonElement>('theme')
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () =>
    (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark'
  const label = () => {
    button.textContent = isDark() ? 'Light' : 'Dark'
    button.setAttribute('aria-label', isDark() ? 'Switch to light colours' : 'Switch to dark colours')
  }
  const chosen = localStorage.getItem(KEY)
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
  label()
  system.addEventListener('change', label)
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark'
    document.documentElement.dataset.theme = next
    localStorage.setItem(KEY, next)
    label()
  })
}
