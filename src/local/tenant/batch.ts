import { randomUUID } from 'node:crypto'
import { type Handler, jsonOf } from '../http.ts'
import { answerOf, Denied } from './errors.ts'

const MAX_IN_BATCH = 20

interface BatchRequest {
  id: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: unknown
}

/** `$batch`: several calls in one, each answered by `one` with the token of the outer call. */
export function makeBatch(one: Handler): Handler {
  return async (call) => {
    const { requests } = (jsonOf(call) ?? {}) as { requests?: BatchRequest[] }
    if (!Array.isArray(requests) || requests.length > MAX_IN_BATCH) {
      const denied = new Denied(400, 'BadRequest', `A batch holds 1 to ${MAX_IN_BATCH} requests.`)
      return answerOf(denied, randomUUID(), call.url.pathname)
    }
    const [, version] = call.url.pathname.split('/')
    // The outer call is 200 even where inner ones fail (learn.microsoft.com/graph/json-batching).
    const responses = await Promise.all(
      requests.map(async ({ id, method, url, headers = {}, body }) => {
        const lower = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        )
        const answer = await one({
          method,
          url: new URL(`/${version}${url}`, call.url),
          params: {},
          headers: { ...lower, authorization: call.headers.authorization },
          body: body === undefined ? '' : JSON.stringify(body),
        })
        return { id, status: answer.status, headers: answer.headers ?? {}, body: answer.body }
      }),
    )
    return { status: 200, body: { responses } }
  }
}
