import { part } from './dom.ts'
import { post } from './post.ts'

const SURE_MS = 5000
const JUST_NOW = 'assent started over'

/** The page as it is at the beginning; what it says then is said after it has loaded again. */
export function loadAgain(): void {
  sessionStorage.setItem(JUST_NOW, 'yes')
  location.reload()
}

/** Whether this page was loaded by {@link loadAgain}; asked once. */
export function hasStartedOver(): boolean {
  const has = sessionStorage.getItem(JUST_NOW) !== null
  sessionStorage.removeItem(JUST_NOW)
  return has
}

/** Resets everything, after a second press within a few seconds. */
export function wireStartOver(): void {
  const button = part<HTMLButtonElement>('startOver')
  const words = button.textContent ?? ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSure = false
  const rest = () => {
    isSure = false
    button.textContent = words
    clearTimeout(timer)
  }
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return
    if (!isSure) {
      isSure = true
      button.textContent = 'Forget everything?'
      timer = setTimeout(rest, SURE_MS)
      return
    }
    rest()
    button.setAttribute('aria-disabled', 'true')
    button.textContent = 'Starting over …'
    try {
      // The page reloads when the world reports that it has restarted.
      await post('/api/startOver', {})
    } catch (error) {
      button.textContent = (error as Error).message
    } finally {
      button.removeAttribute('aria-disabled')
    }
  })
}
