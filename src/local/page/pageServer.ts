import type { AddressInfo } from 'node:net'
import restify from 'restify'
import { carryEvents } from './events.ts'
import { type PageFile, pageFile, pageItself } from './files.ts'
import {
  advanceAsk,
  type BodyReader,
  decideAsk,
  deviceAsk,
  devicesAsk,
  executeAsk,
  limitAsk,
  playAsk,
  protectAsk,
  sayAsk,
  startOverAsk,
  submitAsk,
} from './pageRequests.ts'
import type { PageWorld } from './pageWorld.ts'

export interface Page {
  url: string
  close(): Promise<void>
}

const MAX_BYTES = 256 * 1024

/** Nothing inline, nothing from a network. */
const SECURITY = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Serves the page of the local world on loopback; port 0 takes any free one. */
export async function startPage(options: { port: number; world: PageWorld }): Promise<Page> {
  const { world } = options
  const events = carryEvents(world)
  const server = restify.createServer({ name: 'Assent local world' })

  server.pre((request, response, next) => {
    if (isLoopbackHost(request.headers.host)) return next()
    response.send(403, { error: 'This page answers on localhost only.' })
    return next(false)
  })
  server.on('restifyError', (_request, response, error, next) => {
    const status = error.statusCode ?? 500
    if (!response.headersSent) response.send(status, { error: status < 500 ? error.message : 'That failed.' })
    return next()
  })

  server.get('/', async (_request, response) => give(response, await pageItself()))
  server.get('/page/:name', async (request, response) => give(response, await pageFile(request.params.name)))
  server.get('/events', (_request, response, next) => {
    events.join(response)
    return next(false)
  })

  // Other sites cannot send JSON here: browsers would ask first, and nothing answers that question.
  const body = restify.plugins.bodyParser({ maxBodySize: MAX_BYTES, mapParams: false, rejectUnknown: true })
  const answer = <Ask>(path: string, read: BodyReader<Ask>, act: (ask: Ask) => Promise<object>) =>
    server.post(path, body, async (request: restify.Request, response: restify.Response) => {
      const ask = request.is('json') ? read(request.body) : null
      if (!ask) return response.send(400, { error: 'The page sent something this server does not take.' })
      try {
        response.send(200, await act(ask))
      } catch (error) {
        response.send(502, { error: error instanceof Error ? error.message : 'That failed.' })
      }
    })

  answer('/api/say', sayAsk, async (ask) => {
    await world.say(ask.personId, ask.conversationId, ask.text)
    return {}
  })
  answer('/api/execute', executeAsk, (ask) =>
    world.execute(ask.personId, ask.conversationId, ask.messageId, ask.action),
  )
  answer('/api/submit', submitAsk, async (ask) => {
    if (!world.submit) throw new Error('Nothing here takes an Action.Submit.')
    return world.submit(ask.personId, ask.conversationId, ask.messageId, ask.data)
  })

  answer('/api/protect', protectAsk, async (ask) => {
    await world.protect(ask.workload, ask.isProtected)
    return {}
  })
  answer('/api/limit', limitAsk, async (ask) => {
    await world.limit(ask.isLimited)
    return {}
  })
  answer('/api/devices', devicesAsk, async ({ text }) => ({ devices: world.devices(text) }))
  answer('/api/device', deviceAsk, async ({ id }) => world.device(id))
  answer('/api/advance', advanceAsk, async ({ hours }) => {
    await world.advance(hours)
    return {}
  })
  answer('/api/play', playAsk, async (ask) => {
    await world.play(ask.scene, ask.isOn)
    return {}
  })
  answer('/api/startOver', startOverAsk, async () => {
    await world.startOver()
    return {}
  })
  answer('/api/decide', decideAsk, async (ask) => {
    await world.decide(ask.requestId, ask.status)
    return {}
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        events.close()
        server.close(() => resolve())
        server.server.closeAllConnections()
      }),
  }
}

function give(response: restify.Response, file: PageFile | null): void {
  if (!file) {
    response.send(404, { error: 'There is no such file.' })
    return
  }
  response.writeHead(200, { ...SECURITY, 'content-type': file.contentType })
  response.end(file.body)
}

/** A foreign name that resolves to this machine would let its site read and click here. */
function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '')
}
