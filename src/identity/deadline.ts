/** Nobody answered in time. What was asked may have taken effect anyway. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/**
 * Waits for something no longer than this, whether or not it heeds the signal: Microsoft's libraries open connections
 * of their own, and a call that is never answered must not hold up what waits for it.
 * @param ms milliseconds.
 * @param act left to itself once the time is up.
 * @throws {NoAnswer}
 */
export async function answeredWithin<T>(ms: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new NoAnswer(`no answer within ${ms} ms`)
      reject(error)
      abort.abort(error)
    }, ms)
  })
  try {
    return await Promise.race([act(abort.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
