import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectGraph } from '../../src/graph/client.ts'
import { TenantPace } from '../../src/graph/pace.ts'

/** Answers whose heads are out, and whose bodies are not. */
const begun: ServerResponse[] = []
const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'request-id': `of ${request.url}` })
  response.flushHeaders()
  begun.push(response)
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

it('Two simultaneous writes each get the id of their own call', async () => {
  let heads = 0
  const graph = connectGraph({
    graphUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: async () => 'a token',
    confirm: async () => {},
    onRejected: () => {},
    // Once both heads have come, the bodies follow.
    onCall: () => {
      heads += 1
      if (heads === 2) for (const one of begun) one.end('{}')
    },
    correlationId: () => null,
    pace: new TenantPace().of('t'),
  })
  const written = await Promise.all(['/one', '/other'].map((path) => graph.post(path, {}, { once: true })))
  expect(written.map(({ requestId }) => requestId)).toEqual(['of /beta/one', 'of /beta/other'])
})
