import type { Activity, TurnContext } from 'botbuilder'
import type { Registry } from 'prom-client'
import restify from 'restify'
import { fromActivity, within } from '../observability/correlation.ts'
import type { TeamsAdapter } from './adapter/adapter.ts'
import type { SignInPage } from './signIn/signInPage.ts'

export interface ServerParts {
  adapter: TeamsAdapter
  turn: (context: TurnContext) => Promise<void>
  /**
   * Rejects when Assent cannot work: the database is gone. What it tells is no hindrance, but worth knowing: by how
   * many milliseconds this machine's clock is ahead of the database's, where that is too much.
   */
  ready: () => Promise<{ clockSkewMs?: number }>
  /** Hosts that Teams' service addresses may have; the bot's token is sent there. */
  serviceHosts: readonly string[]
  /** The operator's numbers, as Prometheus reads them. */
  metrics: Registry
  /** Where they have a port of their own they are not on this one. */
  metricsPort: number | null
  /** Assent's own sign-in page; null where no public host name is set. */
  signInPage: SignInPage | null
  log: { error(fields: object, message: string): void }
}

/** Teams takes messages up to some 100 KB; an invoke brings a little more. */
const MOST_BYTES = 256 * 1024

/** The bot on the wire. Nothing but the adapter ever reads a body, and no answer holds a library's text. */
export function makeServer(parts: ServerParts): restify.Server {
  const server = restify.createServer({ name: 'Assent' })
  server.on('restifyError', (_request, response, error, next) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (!response.headersSent) response.send(statusCode)
    return next()
  })
  server.get('/healthz', async (_request, response) => {
    response.send(200, { status: 'ok' })
  })
  server.get('/readyz', async (_request, response) => {
    const found = await parts.ready().catch(() => null)
    response.send(found ? 200 : 503, { status: found ? 'ready' : 'not ready', ...found })
  })
  if (parts.metricsPort === null) server.get('/metrics', loopbackOnly, metricsRoute(parts.metrics))
  parts.signInPage?.routes(server)
  server.post(
    '/api/messages',
    onlyJson,
    // The whole body parser would keep the parts of a form in the temporary folder, however large they are.
    restify.plugins.bodyReader({ maxBodySize: MOST_BYTES }),
    ...restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }),
    async (request, response) => receive(request, response, parts),
  )
  return server
}

/** The operator's numbers on a port of their own, which whoever runs Assent keeps inside. */
export function makeMetricsServer(metrics: Registry): restify.Server {
  const server = restify.createServer({ name: 'Assent' })
  server.get('/metrics', metricsRoute(metrics))
  return server
}

function metricsRoute(metrics: Registry) {
  return async (_request: restify.Request, response: restify.Response) => {
    response.sendRaw(200, await metrics.metrics(), { 'content-type': metrics.contentType })
  }
}

/** On the public port the numbers are for this machine alone; what a proxy passes on comes from elsewhere. */
function loopbackOnly(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => request.header(name))
  if (!isPassedOn && (address === '::1' || address.startsWith('127.'))) {
    next()
    return
  }
  response.send(403)
  next(false)
}

/**
 * Teams sends JSON and compresses nothing; the size of a compressed body says nothing about what it becomes. Anything
 * else, and whoever brings no token, is refused before a byte of the body is kept.
 */
function onlyJson(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const type = request.header('content-type', '').split(';')[0]?.trim().toLowerCase()
  const isPlain = request.header('content-encoding', 'identity') === 'identity'
  const status = type !== 'application/json' || !isPlain ? 415 : request.header('authorization') ? null : 401
  if (status === null) {
    next()
    return
  }
  // Nobody reads on what has not arrived yet.
  response.header('connection', 'close')
  response.send(status)
  next(false)
}

async function receive(
  request: restify.Request,
  response: restify.Response,
  parts: ServerParts,
): Promise<void> {
  const activity = activityFrom(request.body)
  if (!activity) {
    response.send(400)
    return
  }
  // The bot's other channels, which Azure adds by itself, let their clients say who they are.
  if (activity.channelId !== 'msteams' || !isKnownService(activity.serviceUrl, parts.serviceHosts)) {
    response.send(403)
    return
  }
  await within(fromActivity(activity.id), async () => {
    try {
      const answer = await parts.adapter.receive(request.header('authorization', ''), activity, parts.turn)
      if (answer.body === undefined) response.send(answer.status)
      else response.send(answer.status, answer.body)
    } catch (error) {
      parts.log.error({ err: error, type: activity.type }, 'an activity failed')
      if (!response.headersSent) response.send(500)
    }
  })
}

/** botbuilder throws, outside its own error handling, at a body whose `type` or `channelId` is no string. */
function activityFrom(body: unknown): Activity | null {
  if (!body || typeof body !== 'object' || Array.isArray(body)) return null
  const { type, channelId, serviceUrl } = body as Record<string, unknown>
  const isActivity =
    typeof type === 'string' && typeof channelId === 'string' && typeof serviceUrl === 'string'
  return isActivity ? (body as Activity) : null
}

/** An activity's service address gets the bot's own token, so it has to be one of Teams' own. */
function isKnownService(serviceUrl: string, hosts: readonly string[]): boolean {
  return URL.canParse(serviceUrl) && hosts.includes(new URL(serviceUrl).hostname)
}
