import { part } from './elements.ts'

/**
 * Says something to people who listen to the page. One calm place instead of live logs, in which a card that
 * is drawn anew would be read out whole.
 */
export function announce(text: string): void {
  const line = document.createElement('p')
  line.textContent = text
  const place = part('announcer')
  place.append(line)
  while (place.childElementCount > 5) place.firstElementChild?.remove()
}
