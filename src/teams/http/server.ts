import type { Registry } from 'prom-client'
import restify from 'restify'
import { isSafeAddress } from '../../config/address.ts'
import { fromActivity, withCorrelation } from '../../observability/correlation.ts'
import { protocolWord, spanned } from '../../observability/traces.ts'
import { jsonIn, wellFormed } from '../../store/json.ts'
import type { SignInPage } from '../signIn/signInPage.ts'
import type { Activity, Door } from '../turn.ts'
import type { RefusalLog } from './refusalLog.ts'
import { readBody } from './requestBody.ts'

export interface ServerParts {
  door: Door
  /**
   * Rejects, or gives a `reason` (a phrase for the operator), when Assent cannot work, as when the database is gone.
   * A skew is no obstacle, but worth knowing: by how many milliseconds this machine's clock is ahead of the database's,
   * where that is too much.
   */
  ready: () => Promise<{ reason?: string; clockSkewMs?: number }>
  /** Hosts that Teams' service addresses may have; the bot's token is sent to them. */
  serviceHosts: readonly string[]
  /** The metrics for the operator, in Prometheus' format. */
  metrics: Registry
  /** Where they have their own port, they are not on this one. */
  metricsPort: number | null
  /** Assent's own sign-in page; null where no public host name is set. */
  signInPage: SignInPage | null
  refusals: RefusalLog
  log: { error(fields: object, message: string): void }
}

/** Teams accepts messages up to some 100 KB; an invoke is a little larger. */
const MAX_BYTES = 256 * 1024

/**
 * How long a connection may take to send its request, in milliseconds. Node checks every half minute, so that one
 * that says nothing, or stops in the middle, is closed within a minute.
 */
const HEADERS_MS = 20_000
const REQUEST_MS = 30_000

/** The bot on the wire. Only the adapter ever reads a body, and no answer contains a library's text. */
export function makeServer(parts: ServerParts): restify.Server {
  const server = impatient(restify.createServer({ name: 'Assent' }))
  server.on('restifyError', (_request, response, error, next) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (!response.headersSent) response.send(statusCode)
    return next()
  })
  server.get('/healthz', async (_request, response) => {
    response.send(200, { status: 'ok' })
  })
  server.get('/readyz', async (_request, response) => {
    const found = await parts.ready().catch(() => ({ reason: 'the database does not answer' }))
    const isReady = found.reason === undefined
    response.send(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', ...found })
  })
  if (parts.metricsPort === null) server.get('/metrics', loopbackOnly, metricsRoute(parts.metrics))
  parts.signInPage?.routes(server)
  server.post('/api/messages', async (request, response) => receive(request, response, parts))
  return server
}

/** The metrics on a port of their own, which whoever runs Assent keeps inside the network. */
export function makeMetricsServer(metrics: Registry): restify.Server {
  const server = impatient(restify.createServer({ name: 'Assent' }))
  server.get('/metrics', metricsRoute(metrics))
  return server
}

/** A connection that sends nothing, or half a request, is closed. */
function impatient(server: restify.Server): restify.Server {
  Object.assign(server.server, { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS })
  return server
}

function metricsRoute(metrics: Registry) {
  return async (_request: restify.Request, response: restify.Response) => {
    response.sendRaw(200, await metrics.metrics(), { 'content-type': metrics.contentType })
  }
}

/** Headers that proxies, load balancers and their sidecars add to a request from elsewhere. */
const PASSED_ON =
  /^(via|forwarded|x-(forwarded|real|original|client|cluster|envoy|arr|azure|ms-client)(-.*)?|(cf|fastly|fly|true-client)-.*)$/
const HERE = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i

/**
 * On the public port the metrics are for this machine alone. What a proxy on it forwards comes from elsewhere, whether
 * the proxy says so or another host was asked for.
 */
function loopbackOnly(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isPassedOn = Object.keys(request.headers).some((name) => PASSED_ON.test(name))
  const isHere = HERE.test(request.header('host', '')) && (address === '::1' || address.startsWith('127.'))
  if (!isPassedOn && isHere) {
    next()
    return
  }
  response.send(403)
  next(false)
}

/**
 * What can be decided before a byte of the body is read. Teams sends JSON and compresses nothing; the size of a
 * compressed body does not say how large it becomes.
 * @returns the status of the refusal, or what accepts the body's activity.
 */
async function admitRequest(request: restify.Request, { door, refusals }: ServerParts) {
  const type = request.header('content-type', '').split(';')[0]?.trim().toLowerCase()
  const isPlain = request.header('content-encoding', 'identity') === 'identity'
  if (type !== 'application/json' || !isPlain) return 415
  if (Number(request.header('content-length', '0')) > MAX_BYTES) return 413
  const admission = await door.admit(request.header('authorization', ''))
  if ('receive' in admission) return admission
  refusals.note(admission.refused.status, admission.refused.reason)
  return admission.refused.status
}

/** Stops reading a body that has not fully arrived. */
function hangUp(response: restify.Response, status: number): void {
  response.header('connection', 'close')
  response.send(status)
}

async function receive(
  request: restify.Request,
  response: restify.Response,
  parts: ServerParts,
): Promise<void> {
  const admitted = await admitRequest(request, parts)
  if (typeof admitted === 'number') return hangUp(response, admitted)
  const body = await readBody(request, MAX_BYTES)
  if (body === 'gone') return hangUp(response, 400)
  if (body === 'tooLarge') return hangUp(response, 413)
  const activity = activityFrom(body.text)
  if (!activity) {
    response.send(400)
    return
  }
  const stranger = whyStrange(activity, parts.serviceHosts)
  if (stranger) {
    parts.refusals.note(403, stranger)
    response.send(403)
    return
  }
  await withCorrelation(fromActivity(activity.id), async () => {
    try {
      const answer = await spanned(
        `activity ${protocolWord(activity.type)}`,
        { kind: 'server', attributes: { 'assent.activity.name': protocolWord(activity.name ?? 'none') } },
        () => admitted.receive(activity),
      )
      if (answer.reason) parts.refusals.note(answer.status, answer.reason)
      if (answer.body === undefined) response.send(answer.status)
      else response.send(answer.status, answer.body)
    } catch (error) {
      parts.log.error({ err: error, type: activity.type }, 'an activity failed')
      if (!response.headersSent) response.send(500)
    }
  })
}

/**
 * Null where the text is no activity. botbuilder throws, outside its own error handling, at one whose `type` or
 * `channelId` is no string.
 */
function activityFrom(text: string): Activity | null {
  const body = jsonIn(text)
  if (!body || typeof body !== 'object' || Array.isArray(body)) return null
  const { type, channelId, serviceUrl } = body as Record<string, unknown>
  const isActivity =
    typeof type === 'string' && typeof channelId === 'string' && typeof serviceUrl === 'string'
  return isActivity ? (wellFormed(body) as Activity) : null
}

/**
 * Why nobody listens to an activity that came with a valid token; null where somebody does. The bot's other channels,
 * which Azure adds by itself, let their clients choose who they are; and the service address receives the bot's own
 * token, so it has to be one of Teams' own.
 */
function whyStrange({ channelId, serviceUrl }: Activity, hosts: readonly string[]): string | null {
  if (channelId !== 'msteams') return 'it came through another channel than Teams'
  const isSafe = isSafeAddress(serviceUrl)
  if (isSafe && hosts.includes(new URL(serviceUrl).hostname)) return null
  const where = isSafe ? ` (${new URL(serviceUrl).hostname})` : ''
  return `its service address${where} is not one of Teams’ own: see TEAMS_SERVICE_HOSTS and CLOUD`
}
