import { part } from './dom.ts'
import { post } from './post.ts'

const SURE_MS = 5000

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
