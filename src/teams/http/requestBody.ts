import type { IncomingMessage } from 'node:http'

/** Why there is no body: it was larger than allowed, or the sender hung up halfway. */
export type NoBody = 'tooLarge' | 'gone'

/**
 * Reads a body into memory, and nowhere else. The length it declares is not believed: a chunked body declares
 * none, and reading stops at the first byte too many.
 * @param most bytes.
 */
export function readBody(request: IncomingMessage, most: number): Promise<{ text: string } | NoBody> {
  return new Promise((resolve) => {
    // A sender who hung up while the token was being checked causes no further events, not even that one.
    if (request.destroyed) resolve('gone')
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= most) parts.push(part)
      else {
        parts.length = 0
        request.pause()
        resolve('tooLarge')
      }
    })
    request.once('end', () => resolve({ text: Buffer.concat(parts).toString('utf8') }))
    for (const end of ['aborted', 'error', 'close']) request.once(end, () => resolve('gone'))
  })
}
