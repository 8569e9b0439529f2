import { part } from './dom.ts'

/** What one action brings (a card, a notice, the tenant) arrives within this time. Milliseconds. */
const QUIET_MS = 1200

/** The chat one is in says what became of an action; the rest is announced only where it does not. */
export type Origin = 'chat' | 'elsewhere' | 'tenant'
const ORDER: readonly Origin[] = ['tenant', 'elsewhere', 'chat']

let waiting: { text: string; weight: Origin } | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Says something to people who listen to the page: one announcement for each action, in one quiet place instead of live
 * logs, where a card that is redrawn would be read out in full.
 */
export function announce(text: string, weight: Origin = 'chat'): void {
  if (!waiting || ORDER.indexOf(weight) >= ORDER.indexOf(waiting.weight)) waiting = { text, weight }
  clearTimeout(timer)
  timer = setTimeout(say, QUIET_MS)
}

function say(): void {
  if (!waiting) return
  const line = document.createElement('p')
  line.textContent = waiting.text
  waiting = null
  const place = part('announcer')
  place.append(line)
  while (place.childElementCount > 5) place.firstElementChild?.remove()
}
