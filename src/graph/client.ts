import { Client, ResponseType, RetryHandlerOptions } from '@microsoft/microsoft-graph-client'
import type { GraphVersion } from '../intune/catalog/catalog.ts'
import { wellFormed } from '../store/json.ts'
import { refusalFrom, unreadable } from './errors.ts'
import { everyPage } from './everyPage.ts'
import { CallEnding, type CallWatch, middlewareFor } from './middleware.ts'
import type { Pace } from './pace.ts'

/** What a call to Graph may need besides its path. */
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

/** Either the text of a new request for approval, or the id of a granted one. */
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

export interface GraphAccess extends CallWatch {
  graphUrl: string
  /** A delegated token of the person; called for every request. */
  token: () => Promise<string>
  /** Called right before every change: throws if the person has signed out in the meantime. */
  confirm: () => Promise<void>
  /** How much this process may ask of the tenant, whoever is asking. */
  pace: { reads: Pace; writes: Pace }
}

/** @throws {GraphRefusal} from every call that Graph does not answer with success. */
export function connectGraph(access: GraphAccess): Graph {
  const client = Client.initWithMiddleware({
    baseUrl: access.graphUrl,
    defaultVersion: 'beta',
    customHosts: new Set([new URL(access.graphUrl).hostname]),
    middleware: middlewareFor(access.token, access),
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
