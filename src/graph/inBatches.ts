import { setTimeout as pause } from 'node:timers/promises'
import { GraphError } from '@microsoft/microsoft-graph-client'
import type { GraphVersion } from '../intune/catalog/catalog.ts'
import type { Answered, CallOptions, Graph } from './client.ts'
import { refusalFrom } from './errors.ts'
import { everyPage } from './everyPage.ts'

/** Most requests in a `$batch` (learn.microsoft.com/graph/json-batching). */
const MAX_REQUESTS = 20
const BATCHES_AT_ONCE = 4
const TRIES = 4

interface Waiting {
  path: string
  version: GraphVersion
  eventual: boolean
  tries: number
  resolve: (body: never) => void
  reject: (error: unknown) => void
}

/**
 * The same Graph, except that reads requested at the same moment travel together, twenty to a `$batch`; a single one
 * goes as it is. Inside a batch each read stands on its own: one that is throttled or hits a broken back end is asked
 * again without the others. Writes pass through untouched.
 */
export function inBatches(graph: Graph): Graph {
  const waiting: Waiting[] = []
  let underWay = 0
  let isSet = false

  const soon = () => {
    if (isSet) return
    isSet = true
    setImmediate(() => {
      isSet = false
      while (waiting.length > 0 && underWay < BATCHES_AT_ONCE) send(takeSome(waiting))
    })
  }
  const send = (reads: Waiting[]) => {
    underWay += 1
    void answerBatch(graph, reads).then((again) => {
      underWay -= 1
      waiting.push(...again)
      if (waiting.length > 0) soon()
    })
  }
  const get = <T>(path: string, options: CallOptions = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      const { version, relative } = placed(path, options.version ?? 'beta')
      waiting.push({
        path: relative,
        version,
        eventual: options.eventual === true,
        tries: 0,
        resolve: resolve as Waiting['resolve'],
        reject,
      })
      soon()
    })
  return { ...graph, get, list: (path, options) => everyPage(get, path, options) }
}

/** The next reads for one call: those that have waited longest, all of one version. */
function takeSome(waiting: Waiting[]): Waiting[] {
  const version = waiting[0]?.version
  const some = waiting.filter((one) => one.version === version).slice(0, MAX_REQUESTS)
  for (const one of some) waiting.splice(waiting.indexOf(one), 1)
  return some
}

/** Settles what it can. @returns what has to be asked again. */
async function answerBatch(graph: Graph, reads: Waiting[]): Promise<Waiting[]> {
  const [first] = reads
  if (!first) return []
  try {
    if (reads.length === 1 && first.tries === 0) {
      first.resolve(await graph.get<never>(first.path, first))
      return []
    }
    const answers = await graph.batch(reads, first.version)
    return await settleReads(reads, answers)
  } catch (error) {
    for (const read of reads) read.reject(error)
    return []
  }
}

async function settleReads(reads: readonly Waiting[], answers: readonly Answered[]): Promise<Waiting[]> {
  const again: Waiting[] = []
  let wait = 0
  for (const [index, read] of reads.entries()) {
    const answered = answers[index] ?? { status: 0, headers: {}, body: null }
    const { status, headers, body } = answered
    const isGood = status >= 200 && status < 300
    if (isGood && isCompleteBody(body)) read.resolve(body as never)
    else if ((isGood || isPassing(status)) && read.tries + 1 < TRIES) {
      // Intune does not always say how long (learn.microsoft.com/answers/questions/5784629).
      const asked = Number(headers['retry-after']) * 1000
      wait = Math.max(wait, asked > 0 ? asked : 500 * 2 ** read.tries * (0.5 + Math.random()))
      again.push({ ...read, tries: read.tries + 1 })
    } else read.reject(refusalOf(answered))
  }
  if (again.length > 0) await pause(wait)
  return again
}

/** A `$count` is no object; half an object travels as text. */
function isCompleteBody(body: unknown): boolean {
  return typeof body === 'string' ? !/^\s*[{[<]/.test(body) : body !== null && body !== undefined
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500 || status === 0
}

/** The refusal that the same answer would have been on its own. */
function refusalOf({ status, headers, body }: Answered): unknown {
  const { code, message, innerError } = ((body ?? {}) as { error?: Record<string, unknown> }).error ?? {}
  const error = new GraphError(status, String(message ?? ''))
  error.code = typeof code === 'string' ? code : null
  error.body = body
  error.headers = new Headers(headers)
  const requestId =
    headers['request-id'] ?? (innerError as Record<string, unknown> | undefined)?.['request-id']
  error.requestId = typeof requestId === 'string' ? requestId : null
  return refusalFrom(error)
}

/** `@odata.nextLink` is a whole address; a batch takes what follows the version. */
function placed(path: string, version: GraphVersion): { version: GraphVersion; relative: string } {
  const [, found, relative] = /^https?:\/\/[^/]+.*?\/(v1\.0|beta)(\/.*)$/.exec(path) ?? []
  return found && relative ? { version: found as GraphVersion, relative } : { version, relative: path }
}
