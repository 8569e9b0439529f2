import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeOf } from '../../src/graph/callSpan.ts'
import { Collector } from './collector.ts'
import { ada, bruno, CHAT, useWorld } from './world.ts'

describe('Traces', () => {
  const collector = new Collector()
  const environment: NodeJS.ProcessEnv = {}
  beforeAll(async () => {
    await collector.start()
    environment.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url
  })
  const world = useWorld(environment)
  afterAll(() => collector.stop())

  it('are one from the sentence to the read-back, across jobs and processes, without personal data', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy iPad Boardroom to group Legal')
    await w.shows(card, 'Waiting for approval')
    // Another process goes on with it.
    await w.world.restartAssent()
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    const issued: string[] = (await w.identity('GET', '/control/issued')).body
    // What is left is handed on at the end.
    await w.world.restartAssent()

    const { spans } = collector
    const asked = spans.find(({ name }) => name === 'request asked')
    const ours = spans.filter(({ traceId }) => traceId === asked?.traceId)
    const tree = collector.treeOf(asked?.traceId ?? '')
    // One root, and nobody without a parent that arrived.
    expect(tree.split('\n')).toHaveLength(ours.length)
    expect(tree.split('\n').filter((line) => !line.startsWith(' '))).toEqual(['activity message'])
    for (const name of ['reading', 'request asked']) expect(tree).toMatch(new RegExp(`^ +${name}$`, 'm'))
    for (const [inner, outer] of [
      ['job plan', 'request asked'],
      ['GET /v1.0/groups', 'job plan'],
      ['request planned', 'job plan'],
      ['job card', 'request planned'],
      ['teams create', 'job card'],
      ['job apply', 'request approved'],
      ['POST /v1.0/deviceManagement/deviceCompliancePolicies/{}/assign', 'job apply'],
      ['GET /beta/deviceManagement/deviceCompliancePolicies/{}/assignments', 'job apply'],
      ['request verified', 'job apply'],
      ['job notice', 'request verified'],
    ] as const)
      expect(ways(inner), `${inner} in\n${tree}`).toContain(outer)
    expect(new Set(ours.map(({ process }) => process)).size).toBe(2)
    // The press has a trace of its own, which the approval names.
    const press = spans.find(({ name, traceId }) => name === 'activity invoke' && traceId !== asked?.traceId)
    expect(press).toBeDefined()
    const approved = ours.find(({ name }) => name === 'request approved')
    expect(spans.map(({ traceId }) => traceId)).toContain(approved?.links?.[0]?.traceId)

    // No library adds spans of its own, which might hold its messages.
    expect(new Set(spans.map(({ scope }) => scope))).toEqual(new Set(['assent']))
    // Nothing but kinds, counts and Assent's own ids.
    const { wire } = collector
    expect(wire).toContain('assent.request_id')
    const people = [ada, bruno].flatMap(({ name, oid, teamsId, userPrincipalName }) => [
      name,
      oid,
      teamsId,
      userPrincipalName,
    ])
    for (const one of [...people, 'iPad', 'Boardroom', 'Legal', 'compliance policy', CHAT.group])
      expect(wire.includes(one), one).toBe(false)
    const parts = issued.flatMap((one) => (one.split('.').length === 3 ? one.split('.').slice(1) : [one]))
    expect(parts.filter((part) => part.length >= 20 && wire.includes(part))).toEqual([])

    /** The names of everything above the spans of one name. */
    function ways(name: string): string[] {
      return ours
        .filter((span) => span.name === name)
        .flatMap((span) => {
          const found: string[] = []
          let at = ours.find(({ spanId }) => spanId === span.parentSpanId)
          while (at) {
            found.push(at.name)
            const above: string | undefined = at.parentSpanId
            at = ours.find(({ spanId }) => spanId === above)
          }
          return found
        })
    }
  })

  it('delay nothing while the collector refuses them', async () => {
    const w = world()
    collector.status = 503
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy iPad Boardroom to group Finance')
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    await w.world.restartAssent()
    collector.status = 200
  })
})

describe('Without a collector', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-traces-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([
    ['nothing but OpenTelemetry’s API is loaded', {}, ['api']],
    [
      'all of it is once an endpoint is set',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
      ['sdk-trace'],
    ],
  ])('%s', async (_what, setting, expected) => {
    const loaded = await packagesLoaded({ DATA_DIR: join(folder, expected.join()), ...setting })
    if (expected.includes('api')) expect(loaded).toEqual(expected)
    else expect(loaded).toEqual(expect.arrayContaining(expected))
  })

  /** The packages of OpenTelemetry that a process has loaded by the time that it is ready. */
  async function packagesLoaded(settings: NodeJS.ProcessEnv): Promise<string[]> {
    const hook = `import { registerHooks } from 'node:module'
      registerHooks({ load(url, context, next) { if (url.includes('@opentelemetry')) console.log('loaded ' + url); return next(url, context) } })`
    const child = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, 'src/index.ts'],
      { env: { PATH: process.env.PATH, LOCAL_PORTS: 'any', ...settings } },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
    while (!said.includes('local world: open')) {
      if (child.exitCode !== null) throw new Error(`it did not start:\n${said}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
    const names = [...said.matchAll(/^loaded .*node_modules[\\/]@opentelemetry[\\/]([\w-]+)/gm)]
    return [...new Set(names.map(([, name = '']) => name))].sort()
  }
})

describe('A call’s route', () => {
  it.each([
    [
      '/beta/deviceManagement/deviceCompliancePolicies/6e0c1f5a-0000-4000-8000-000000000001/assign',
      '/beta/deviceManagement/deviceCompliancePolicies/{}/assign',
    ],
    ['/v1.0/users/ada@contoso.com/transitiveMemberOf/$count', '/v1.0/users/{}/transitiveMemberOf/$count'],
    ['/beta/users/Ada%20Novak', '/beta/users/{}'],
    ['/beta/deviceManagement/reports/x(name=%27Ada%27)', '/beta/deviceManagement/reports/{}'],
    ['/beta/groups/a_b/microsoft.graph.group', '/beta/groups/{}/microsoft.graph.group'],
    ['/beta/$batch', '/beta/$batch'],
  ])('%s has no ids or names', (path, route) => {
    expect(routeOf(path)).toBe(route)
  })
})
