import { setTimeout as pause } from 'node:timers/promises'

/**
 * Looks again and again until there is something.
 * @param what it waits for, said where that does not come.
 * @param patienceMs how long it waits.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  patienceMs = 10 * 60_000,
): Promise<NonNullable<T>> {
  for (const end = Date.now() + patienceMs; ; await pause(20)) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`)
  }
}
