import {
  AuthenticationHandler,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  type MiddlewareOptions,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client'
import type { CallTrace } from '../observability/metrics.ts'
import { callSpan } from './callSpan.ts'

/** Reported for every call, and sent with it. */
export interface CallWatch {
  /** Graph said 401 to the token: it must not be used again. */
  onRejected: () => void
  onCall: (trace: CallTrace) => void
  /** Sent as `client-request-id`, so that Microsoft's support can find the calls that belong together; a GUID. */
  correlationId: () => string | null
}

/** Longer than Graph ever deliberately takes. Without it, a dead connection would hold up a job for minutes. */
const MAX_CALL_MS = 60_000

/** What every call goes through, from its token to the network. */
export function middlewareFor(token: () => Promise<string>, watch: CallWatch): Middleware {
  return chain(
    new AuthenticationHandler({ getAccessToken: token }),
    new RetryHandler(new RetryHandlerOptions(1, 3, maySendAgain)),
    new Trace(watch),
    new HTTPMessageHandler(),
  )
}

function chain(first: Middleware, ...rest: Middleware[]): Middleware {
  let last = first
  for (const next of rest) {
    last.setNext?.(next)
    last = next
  }
  return first
}

/**
 * The library's own rule also repeats a POST after 503 and 504, when it may already have taken effect. A throttled
 * request (429) was never begun, and reads, batched ones too, can always be repeated; nothing else is.
 */
function maySendAgain(
  _delay: number,
  _attempt: number,
  request: unknown,
  options: { method?: string } | undefined,
  response: { status: number },
): boolean {
  const method = (options?.method ?? (request as { method?: string }).method ?? 'GET').toUpperCase()
  const url = typeof request === 'string' ? request : ((request as { url?: string }).url ?? '')
  return response.status === 429 || method === 'GET' || url.endsWith('/$batch')
}

/** Travels with one call; `Trace` notes in it how the call ended. */
export class CallEnding implements MiddlewareOptions {
  requestId: string | null = null
}

/** Notes how each call ended, and reports a rejected token. */
class Trace implements Middleware {
  private next: Middleware | undefined
  private readonly watch: CallWatch

  constructor(watch: CallWatch) {
    this.watch = watch
  }

  setNext(next: Middleware): void {
    this.next = next
  }

  async execute(context: Context): Promise<void> {
    const started = performance.now()
    const correlationId = this.watch.correlationId()
    const headers = new Headers(context.options?.headers as Record<string, string> | undefined)
    if (correlationId) headers.set('client-request-id', correlationId)
    context.options = { ...context.options, headers, signal: AbortSignal.timeout(MAX_CALL_MS) }
    const url = typeof context.request === 'string' ? context.request : context.request.url
    const path = new URL(url).pathname
    const method = context.options.method ?? 'GET'
    await callSpan(method, path, async () => {
      await this.next?.execute(context)
      return context.response
    })
    const status = context.response?.status ?? 0
    const requestId = context.response?.headers.get('request-id') ?? null
    const ending = context.middlewareControl?.getMiddlewareOptions(CallEnding)
    if (ending instanceof CallEnding) ending.requestId = requestId
    if (status === 401) this.watch.onRejected()
    this.watch.onCall({
      method,
      path,
      status,
      requestId,
      ms: Math.round(performance.now() - started),
    })
  }
}
