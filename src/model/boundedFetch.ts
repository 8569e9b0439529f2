/** A reading takes less than one thousand tokens. */
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * The library's own time limit ends with the answer's headers. This one covers the whole answer, accepts a limited
 * number of bytes, and follows no redirect, which would carry the key elsewhere. Every failure becomes an answer that
 * says nothing, since the library prints failures on the console as the other side wrote them.
 */
export function boundedFetch(timeout: number, tell: (problem: string) => void) {
  return async (url: unknown, init: unknown): Promise<Response> => {
    try {
      const answer = await fetchWithLimits(String(url), (init ?? {}) as RequestInit, timeout)
      return new Response(answer, { headers: JSON_ANSWER })
    } catch (error) {
      tell(error instanceof Trouble ? error.message : errorName(error))
      return new Response(JSON.stringify(NOTHING_SAID), { headers: JSON_ANSWER })
    }
  }
}

const JSON_ANSWER = { 'content-type': 'application/json' }
const NOTHING_SAID = { choices: [{ index: 0, message: { role: 'assistant', content: '' } }] }

/** In our own words, which may go to the log. */
class Trouble extends Error {
  override readonly name = 'Trouble'
}

async function fetchWithLimits(url: string, init: RequestInit, timeout: number): Promise<string> {
  const limits = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])]
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any(limits) })
  if (!response.ok) throw new Trouble(`it answered ${response.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > MAX_ANSWER_BYTES) throw new Trouble('its answer is too large')
    parts.push(part)
  }
  const text = Buffer.concat(parts).toString('utf8')
  const { choices } = JSON.parse(text) as { choices?: { message?: unknown }[] }
  if (!choices?.[0]?.message) throw new Trouble('its answer is not of the protocol')
  return text
}

/** What went wrong, without any text from the other side: it may quote the key or the sentence. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'Error'
}
