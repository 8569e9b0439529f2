import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ZodType, ZodTypeDef } from 'zod'

/** One request, read in full. */
export interface Call {
  method: string
  url: URL
  /** What the route's `{names}` matched, decoded. */
  params: Record<string, string>
  headers: http.IncomingHttpHeaders
  body: string
}

/** `body` is sent as JSON unless it is a string; nothing is sent when it is undefined. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: unknown
  /** Breaks the connection instead of answering, as a dead network does. */
  drop?: boolean
  /** Never answers, like a server that has lost the call. */
  hang?: boolean
}

export type Handler = (call: Call) => Answer | Promise<Answer>

/** A method, a path with `{names}`, and what answers it. */
export type Route = readonly [method: string, path: string, handler: Handler]

export interface HttpListener {
  url: string
  close(): Promise<void>
}

export interface ListenOptions {
  /** 0 takes any free one. */
  port: number
  /** With both, the server speaks https. */
  key?: string
  cert?: string
}

/** Answers a request with the first route that matches. An address nobody answers gets `missing`. */
export function makeRouter(routes: readonly Route[], missing: Handler): Handler {
  const table = routes.map(([method, path, handler]) => ({ method, pattern: patternOf(path), handler }))
  return (call) => {
    for (const route of table) {
      const found = route.method === call.method ? route.pattern.exec(call.url.pathname) : null
      if (found) return route.handler({ ...call, params: decodedGroups(found.groups ?? {}) })
    }
    return missing(call)
  }
}

const KEEPS_ALIVE_MS = 120_000

/** Serves until it is closed. */
export async function listen(handler: Handler, options: ListenOptions): Promise<HttpListener> {
  const listener: http.RequestListener = (request, response) => {
    respond(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
  const respond = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`)
    const body = await readText(request)
    const { method = 'GET', headers } = request
    writeAnswer(response, await handler({ method, url, params: {}, headers, body }))
  }
  const { key, cert } = options
  const scheme = key ? 'https' : 'http'
  const server = key && cert ? https.createServer({ key, cert }, listener) : http.createServer(listener)
  // A connection that the caller keeps is for the caller to close: a busy one comes back to it later than usual.
  server.keepAliveTimeout = KEEPS_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Reads a form, or JSON when the caller says so. */
export function formOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.body)
}

/** Null when the body is not JSON. */
export function jsonOf(call: Call): unknown {
  try {
    return JSON.parse(call.body)
  } catch {
    return null
  }
}

/** Answers a call whose JSON fits the shape; any other is told what does not fit. */
export function taking<Asked>(
  shape: ZodType<Asked, ZodTypeDef, unknown>,
  answer: (asked: Asked, call: Call) => Answer | Promise<Answer>,
): Handler {
  return (call) => {
    const { success, data, error } = shape.safeParse(jsonOf(call))
    return success ? answer(data, call) : { status: 400, body: error.issues }
  }
}

export function html(body: string, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body,
  }
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_match, name: string) => `(?<${name}>[^/]+)`)
  return new RegExp(`^${source}/?$`)
}

function decodedGroups(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}

async function readText(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function writeAnswer(response: http.ServerResponse, answer: Answer): void {
  if (answer.hang) return
  if (answer.drop) {
    response.destroy()
    return
  }
  const isText = typeof answer.body === 'string'
  const body = answer.body === undefined ? '' : isText ? String(answer.body) : JSON.stringify(answer.body)
  const type =
    answer.body === undefined || isText ? {} : { 'content-type': 'application/json; charset=utf-8' }
  // Two statements: restify, loaded beside this, patches `writeHead` to return nothing.
  response.writeHead(answer.status, { ...type, ...answer.headers })
  response.end(body)
}
