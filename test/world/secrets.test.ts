import { rm } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type World } from '../../src/local/world.ts'
import { logger } from '../../src/observability/logger.ts'
import { readyDataDir } from '../template.ts'
import { approved } from './steps.ts'
import { ada, bruno, CHAT, Driven } from './world.ts'

describe('The log, at its most talkative', () => {
  let folder = ''
  let world: World
  let written = ''
  const paper = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  const lines = () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  beforeAll(async () => {
    folder = await readyDataDir()
    const environment = { DATA_DIR: folder, LOCAL_PORTS: 'any', LOG_LEVEL: 'debug' }
    world = await startWorld(environment, logger({ logLevel: 'debug' }, paper))
  })
  afterAll(async () => {
    await world?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('contains none of the tokens ever issued, whatever goes wrong', {
    timeout: 180_000,
  }, async () => {
    const w = new Driven(world)
    await approved(w, ada, 'assign compliance policy iPad Boardroom to group Executives')
    // Graph refuses, Entra and Teams fail, somebody signs in again, a token is turned down, a forged one comes.
    await w.faults({ rules: [{ path: '/assign', method: 'POST', status: 403 }] })
    await approved(w, ada, 'assign compliance policy iPad Boardroom to group Legal', 'Failed')
    await w.faults({ rules: [{ path: '/deviceCompliancePolicies', status: 401, times: 2 }] })
    await w.channel('POST', '/control/forget-sign-ins', {})
    await w.identity('PUT', '/control/conditions', { unavailable: 1 })
    await w.ask(bruno, CHAT.bruno, 'assign compliance policy iPad Boardroom to group Marketing')
    await w.channel('PUT', '/control/faults', { rules: [{ method: 'POST', status: 500, times: 1 }] })
    await w.say(ada, CHAT.ada, 'help')
    for (const token of ['expired', 'foreignKey', 'otherAudience', 'otherService'])
      await w.channel('POST', '/control/deliver', {
        token,
        activity: { type: 'message', channelId: 'msteams' },
      })
    await w.faults()

    expect(lines().length).toBeGreaterThan(40)
    const tokens = [...world.identity.issued, ...world.channel.issued]
    expect(tokens.length).toBeGreaterThan(10)
    const { MicrosoftAppPassword, SIGN_IN_APP_PASSWORD } = world.settings
    for (const secret of [...tokens, MicrosoftAppPassword, SIGN_IN_APP_PASSWORD]) {
      // The signature alone would do for somebody who knows the rest.
      const tail = secret?.split('.').at(-1) ?? ''
      expect(tail.length).toBeGreaterThan(20)
      expect(written.includes(tail)).toBe(false)
    }
    expect(written).not.toMatch(/eyJ[\w-]{10,}\.eyJ/)
  })

  it('links an activity to Graph’s own id of each call', async () => {
    const asked = lines().find(({ event }) => event === 'asked')
    expect(asked?.activityId).toEqual(expect.any(String))
    const calls = lines().filter(
      ({ msg, correlationId, path }) =>
        msg === 'graph' && correlationId === asked?.requestId && !String(path).endsWith('/$batch'),
    )
    expect(calls.length).toBeGreaterThan(1)
    const known = (await new Driven(world).calls()).map(({ requestId }) => requestId)
    for (const { requestId } of calls) expect(known).toContain(requestId)
  })
})
