import { stillWaiting } from '../../wording/turns.ts'

/** After this long, in milliseconds, the asker is told that their request is still being worked on. */
const SILENCE_MS = 15_000

/**
 * Runs something that may wait long for others, and says so once if nothing else has been said by then.
 * @param say shows a sentence; it may take its time.
 * @param act is given a `say` that counts as having spoken.
 */
export async function breakingSilence<T>(
  say: (sentence: string) => Promise<void>,
  act: (say: (sentence: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  let telling: Promise<void> = Promise.resolve()
  const timer = setTimeout(() => {
    telling = say(stillWaiting()).catch(() => {})
  }, SILENCE_MS)
  try {
    return await act((sentence) => {
      clearTimeout(timer)
      return say(sentence)
    })
  } finally {
    clearTimeout(timer)
    // Whatever comes next is said after it.
    await telling
  }
}
