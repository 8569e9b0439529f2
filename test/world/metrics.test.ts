import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/ports.ts'
import { Metrics } from '../../src/observability/metrics.ts'
import { makeMetricsServer } from '../../src/teams/http/server.ts'
import { useWorld } from './world.ts'

describe('The metrics', () => {
  it.each([
    ['fails', () => Promise.reject(new Error('no database'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('are available while the database %s', async (_how, depth) => {
    const server = makeMetricsServer(new Metrics(depth).registry)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('assent_requests_total')
    server.close()
  })
})

describe('The metrics on a port of their own', () => {
  let port = 0
  const environment: NodeJS.ProcessEnv = {}
  beforeAll(async () => {
    port = await freePort()
    environment.METRICS_PORT = String(port)
  })
  const world = useWorld(environment)

  it('are not on the public one', async () => {
    const numbers = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    })
    expect(numbers.status).toBe(200)
    expect(await numbers.text()).toContain('assent_jobs_waiting')
    expect((await fetch(`${world().world.assentUrl()}/metrics`)).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(404)
  })
})
