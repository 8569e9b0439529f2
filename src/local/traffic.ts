import type { Handler } from './http.ts'

/** What went over the wire since the start, counting only bodies; a batch is one request. */
export interface Traffic {
  requests: number
  bytesIn: number
  bytesOut: number
}

/** Counts what a server is asked and answers; its `/control` is not part of what it simulates. */
export function counting(handler: Handler, traffic: Traffic): Handler {
  return async (call) => {
    const answer = await handler(call)
    if (call.url.pathname.startsWith('/control/')) return answer
    traffic.requests += 1
    traffic.bytesIn += Buffer.byteLength(call.body)
    if (answer.body !== undefined) {
      const { body } = answer
      traffic.bytesOut += Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body))
    }
    return answer
  }
}
