import {
  AuthenticationHandler,
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  type MiddlewareOptions,
  ResponseType,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client'
import type { GraphVersion } from '../intune/catalog/catalog.ts'
import type { CallTrace } from '../observability/metrics.ts'
import { wellFormed } from '../store/json.ts'
import { callSpan } from './callSpan.ts'
import { GraphRefusal, refusalFrom, unreadable } from './errors.ts'
import type { Pace } from './pace.ts'

/** What a call to Graph may need beside its path. */
export interface CallOptions {
  version?: GraphVersion
  /** The answer as text: some are JSON that Graph sends as a stream of bytes. */
  asText?: boolean
  /** `eventual`: advanced queries on directory objects ask for it. */
  eventual?: boolean
  /**
   * Sent immediately and only once, throttled or not: the decision behind it may be out of date after a wait. Take a
   * `writeTurn` before deciding.
   */
  once?: boolean
  /** What Intune's own approval needs where it protects what is written; see `multiAdmin.ts`. */
  approval?: ApprovalHeader
}

/** Either the text of a new request for approval, or the id of one that was granted. */
export type ApprovalHeader = { justification: string } | { code: string }

/** One answer inside a `$batch`. */
export interface Answered {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: unknown
}

export interface BatchedRead {
  path: string
  eventual: boolean
}

/** Graph as one person, with one set of delegated scopes. */
export interface Graph {
  get<T>(path: string, options?: CallOptions): Promise<T>
  /** Follows `@odata.nextLink` to the end. */
  list<T>(path: string, options?: CallOptions): Promise<T[]>
  /** A query that Graph takes as a POST: it changes nothing. */
  query<T>(path: string, body: object, options?: CallOptions): Promise<T>
  /**
   * Up to 20 reads in one call, answered in their order. Writes never go into a batch: a batch is not a transaction.
   */
  batch(reads: readonly BatchedRead[], version: GraphVersion): Promise<Answered[]>
  /** Waits until this process may write to the tenant again; for a `post` that must go out immediately. */
  writeTurn(): Promise<void>
  /** A change. */
  post<T>(path: string, body: object, options?: CallOptions): Promise<{ body: T; requestId: string | null }>
  delete(path: string, options?: CallOptions): Promise<{ requestId: string | null }>
}

export interface GraphAccess {
  graphUrl: string
  /** A delegated token of the person; called for every request. */
  token: () => Promise<string>
  /** Called right before every change: throws if the person has signed out meanwhile. */
  confirm: () => Promise<void>
  /** Graph said 401 to the token: it must not be used again. */
  onRejected: () => void
  onCall: (trace: CallTrace) => void
  /** How much this process may ask of the tenant, whoever is asking. */
  pace: { reads: Pace; writes: Pace }
  /** Sent as `client-request-id`, so that Microsoft's support can find the calls that belong together; a GUID. */
  correlationId: () => string | null
}

/** Longer than Graph ever deliberately takes. Without it, a dead connection would hold up a job for minutes. */
const MAX_CALL_MS = 60_000

/** @throws {GraphRefusal} from every call that Graph does not answer with success. */
export function connectGraph(access: GraphAccess): Graph {
  const client = Client.initWithMiddleware({
    baseUrl: access.graphUrl,
    defaultVersion: 'beta',
    customHosts: new Set([new URL(access.graphUrl).hostname]),
    middleware: chain(
      new AuthenticationHandler({ getAccessToken: access.token }),
      new RetryHandler(new RetryHandlerOptions(1, 3, maySendAgain)),
      new Trace(access),
      new HTTPMessageHandler(),
    ),
  })
  const request = (path: string, options: CallOptions = {}, ending = new CallEnding()) => {
    const retries = options.once ? [new RetryHandlerOptions(0, 0)] : []
    const made = client.api(path).version(options.version ?? 'beta')
    made.middlewareOptions([ending, ...retries])
    if (options.approval) made.headers(headersOf(options.approval))
    if (options.asText) made.responseType(ResponseType.TEXT)
    return options.eventual ? made.header('ConsistencyLevel', 'eventual') : made
  }
  const { reads, writes } = access.pace
  /** A change, as long as the person is signed in. */
  const change = <T>(call: () => Promise<T>, pace: Pace | null): Promise<T> =>
    answer(async () => {
      await access.confirm()
      return await call()
    }, pace)
  const answer = async <T>(call: () => Promise<T>, pace: Pace | null, weight = 1): Promise<T> => {
    await pace?.take(weight)
    // The library would wrap what this throws and lose the reason there is no token. Tokens are cached, so asking here
    // costs nothing.
    await access.token()
    try {
      return readable(await call())
    } catch (error) {
      throw refusalFrom(error)
    }
  }
  const get = <T>(path: string, options?: CallOptions): Promise<T> =>
    answer(() => request(path, options).get(), reads)
  return {
    get,
    list: (path, options) => everyPage(get, path, options),
    query: (path, body, options) => answer(() => request(path, options).post(body), reads),
    batch: async (asked, version) => {
      const requests = asked.map(({ path, eventual }, index) => ({
        id: String(index),
        method: 'GET',
        url: path,
        ...(eventual ? { headers: { ConsistencyLevel: 'eventual' } } : {}),
      }))
      const { responses } = await answer<{ responses: (Answered & { id: string })[] }>(
        () => request('/$batch', { version }).post({ requests }),
        reads,
        requests.length,
      )
      const answers = inOrder(asked.length, responses)
      // The outer call is 200 whatever happened to the inner ones (learn.microsoft.com/graph/json-batching).
      if (answers.some(({ status }) => status === 401)) access.onRejected()
      return answers
    },
    writeTurn: () => writes.take(),
    post: async (path, body, options) => {
      const ending = new CallEnding()
      const pace = options?.once ? null : writes
      const answered = await change(() => request(path, options, ending).post(body), pace)
      return { body: answered, requestId: ending.requestId }
    },
    delete: async (path, options) => {
      const ending = new CallEnding()
      await change(() => request(path, options, ending).delete(), writes)
      return { requestId: ending.requestId }
    },
  }
}

/** Pages of one list. At a hundred objects a page, that is more than Intune holds of anything. */
const MAX_PAGES = 300

/**
 * A whole collection: follows `@odata.nextLink` until there is none.
 * @throws {GraphRefusal} `endless` if it leads back to a page that was read already, or never ends.
 */
export async function everyPage<T>(
  get: Graph['get'],
  path: string,
  options: CallOptions | undefined,
): Promise<T[]> {
  const found: T[] = []
  const seen = new Set<string>()
  let next: string | undefined = path
  while (next) {
    seen.add(next)
    const page: Page<T> = await get(next, options)
    if (!Array.isArray(page.value)) throw unreadable('a page of a list without a list')
    for (const one of page.value) found.push(one)
    next = page['@odata.nextLink']
    if (next && (seen.has(next) || seen.size >= MAX_PAGES)) throw endless(path, seen.size)
  }
  return found
}

function inOrder(count: number, responses: readonly (Answered & { id: string })[]): Answered[] {
  const byId = new Map(responses.map((response) => [response.id, response]))
  return Array.from({ length: count }, (_, index) => {
    const { status = 0, headers = {}, body } = byId.get(String(index)) ?? {}
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    return { status, headers: Object.fromEntries(lower), body }
  })
}

/** The text travels in Base64, the id as it is (learn.microsoft.com, multi-admin-approval-graph-api). */
function headersOf(approval: ApprovalHeader): Record<string, string> {
  return 'code' in approval
    ? { 'x-msft-approval-code': approval.code }
    : { 'x-msft-approval-justification': Buffer.from(approval.justification, 'utf8').toString('base64') }
}

/**
 * What the library passes on as success: JSON as it is, text as text, and everything else (a proxy's page, say) as a
 * stream that nobody reads.
 */
function readable<T>(answer: T): T {
  // Names in a tenant come from all kinds of scripts.
  if (!(answer instanceof ReadableStream)) return wellFormed(answer)
  void answer.cancel()
  throw unreadable('an answer that is no JSON')
}

function endless(path: string, pages: number): GraphRefusal {
  const detail = `${path}: stopped after ${pages} pages`
  return new GraphRefusal(
    'endless',
    { code: 'listWithoutEnd' },
    {
      status: 200,
      detail,
      requestId: null,
      retryAfterMs: null,
    },
  )
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
class CallEnding implements MiddlewareOptions {
  requestId: string | null = null
}

/** Notes how each call ended, and reports a rejected token. */
class Trace implements Middleware {
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
    const correlationId = this.access.correlationId()
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
    if (status === 401) this.access.onRejected()
    this.access.onCall({
      method,
      path,
      status,
      requestId,
      ms: Math.round(performance.now() - started),
    })
  }
}
