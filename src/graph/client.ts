import {
  AuthenticationHandler,
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client'
import type { GraphVersion } from '../intune/catalog.ts'
import { refusalFrom } from './errors.ts'

/** What a call to Graph may need beside its path. */
export interface CallOptions {
  version?: GraphVersion
  /** `eventual`: advanced queries on directory objects ask for it. */
  eventual?: boolean
}

/** One answered call, for logs and metrics. Never holds a token or a body. */
export interface CallTrace {
  method: string
  path: string
  status: number
  requestId: string | null
  ms: number
}

/** Graph as one person, with one set of delegated scopes. */
export interface Graph {
  get<T>(path: string, options?: CallOptions): Promise<T>
  /** Follows `@odata.nextLink` to the end. */
  list<T>(path: string, options?: CallOptions): Promise<T[]>
  post<T>(path: string, body: object, options?: CallOptions): Promise<{ body: T; requestId: string | null }>
}

export interface GraphAccess {
  graphUrl: string
  /** A delegated token of the person; called for every request. */
  token: () => Promise<string>
  /** Graph said 401 to the token: it must not be used again. */
  onRejected: () => void
  onCall: (trace: CallTrace) => void
}

/** @throws {GraphRefusal} from every call that Graph does not answer with success. */
export function connectGraph(access: GraphAccess): Graph {
  const trace = new Trace(access)
  const client = Client.initWithMiddleware({
    baseUrl: access.graphUrl,
    defaultVersion: 'beta',
    customHosts: new Set([new URL(access.graphUrl).hostname]),
    middleware: chain(
      new AuthenticationHandler({ getAccessToken: access.token }),
      new RetryHandler(new RetryHandlerOptions(1, 3, maySendAgain)),
      trace,
      new HTTPMessageHandler(),
    ),
  })
  const request = (path: string, options: CallOptions = {}) => {
    const made = client.api(path).version(options.version ?? 'beta')
    return options.eventual ? made.header('ConsistencyLevel', 'eventual') : made
  }
  const answer = async <T>(call: () => Promise<T>): Promise<T> => {
    // The library would wrap what is thrown here and lose why there is no token; kept ones make this free.
    await access.token()
    try {
      return await call()
    } catch (error) {
      throw refusalFrom(error)
    }
  }
  return {
    get: (path, options) => answer(() => request(path, options).get()),
    list: async <T>(path: string, options?: CallOptions) => {
      const found: T[] = []
      let next: string | undefined = path
      while (next) {
        const url: string = next
        const page: Page<T> = await answer(() => request(url, options).get())
        found.push(...page.value)
        next = page['@odata.nextLink']
      }
      return found
    },
    post: async (path, body, options) => {
      const answered = await answer(() => request(path, options).post(body))
      return { body: answered, requestId: trace.lastRequestId }
    },
  }
}

interface Page<T> {
  value: T[]
  '@odata.nextLink'?: string
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
 * The library's own rule repeats a POST after 503 and 504 too, when it may have had its effect. A throttled
 * request (429) was never begun, and a read can always be repeated; nothing else is.
 */
function maySendAgain(
  _delay: number,
  _attempt: number,
  request: unknown,
  options: { method?: string } | undefined,
  response: { status: number },
): boolean {
  const method = (options?.method ?? (request as { method?: string }).method ?? 'GET').toUpperCase()
  return response.status === 429 || method === 'GET'
}

/** Notes how each call ended, and tells when a token was turned down. */
class Trace implements Middleware {
  lastRequestId: string | null = null
  private next: Middleware | undefined
  private readonly access: GraphAccess

  constructor(access: GraphAccess) {
    this.access = access
  }

  setNext(next: Middleware): void {
    this.next = next
  }

  async execute(context: Context): Promise<void> {
    const started = performance.now()
    await this.next?.execute(context)
    const status = context.response?.status ?? 0
    this.lastRequestId = context.response?.headers.get('request-id') ?? null
    if (status === 401) this.access.onRejected()
    const url = typeof context.request === 'string' ? context.request : context.request.url
    this.access.onCall({
      method: context.options?.method ?? 'GET',
      path: new URL(url).pathname,
      status,
      requestId: this.lastRequestId,
      ms: Math.round(performance.now() - started),
    })
  }
}
