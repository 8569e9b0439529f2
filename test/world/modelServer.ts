import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'

/** What the server does with a question: answers with this text, or in a way of its own. */
export type Behaviour = string | ((response: http.ServerResponse) => void)

export interface Question {
  path: string
  headers: http.IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was sent
  body: any
}

/** A language model's side of the OpenAI chat protocol, with a test's words in its mouth. */
export class ModelServer {
  readonly questions: Question[] = []
  behaviour: Behaviour = '{}'
  private server: http.Server | null = null

  /** @returns the base address. */
  async start(tls?: { key: string; cert: string }): Promise<string> {
    const listener: http.RequestListener = (request, response) => void this.answer(request, response)
    const server = tls ? https.createServer(tls, listener) : http.createServer(listener)
    this.server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.address() as AddressInfo
    return tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}/v1`
  }

  stop(): void {
    this.server?.close()
    this.server?.closeAllConnections()
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let text = ''
    for await (const part of request) text += part
    this.questions.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text) })
    if (typeof this.behaviour === 'function') this.behaviour(response)
    else say(response, this.behaviour)
  }
}

export function reply(response: http.ServerResponse, status: number, body: string, headers = {}): void {
  // Two statements: restify, loaded beside this, patches `writeHead` to return nothing.
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

/** A whole answer of the protocol. */
export function say(response: http.ServerResponse, content: string): void {
  const message = { role: 'assistant', content }
  const body = {
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'm',
    choices: [{ index: 0, message }],
  }
  reply(response, 200, JSON.stringify(body))
}
