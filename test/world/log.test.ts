import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import type { World } from '../../src/local/world.ts'
import { Browser, Entra, linkOf } from './entra.ts'
import { ada, bruno, CHAT, Driven } from './world.ts'

describe('A log of a whole run, at its most talkative', () => {
  let folder = ''
  let child: ChildProcess
  let log = ''
  let w: Driven

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-log-'))
    const env = { PATH: process.env.PATH, DATA_DIR: folder, LOCAL_PORTS: 'any', LOG_LEVEL: 'debug' }
    child = spawn(process.execPath, ['src/index.ts'], { env })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (log += part))
    const end = Date.now() + 90_000
    while (!log.includes('local world: open')) {
      if (Date.now() > end || child.exitCode !== null) throw new Error(`it did not start:\n${log}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const ports = JSON.parse(await readFile(join(folder, 'world', 'ports.json'), 'utf8'))
    const at = (scheme: string, name: string) => ({ url: `${scheme}://localhost:${ports[name]}` })
    // The authority was made for this run, by the other process.
    const { setDefaultCACertificates, getCACertificates } = await import('node:tls')
    const authority = await readFile(join(folder, 'world', 'authority.pem'), 'utf8')
    setDefaultCACertificates([...getCACertificates('default'), authority])
    w = new Driven({
      identity: at('https', 'identity'),
      tenant: at('https', 'tenant'),
      channel: { url: `http://127.0.0.1:${ports.channel}` },
    } as unknown as World)
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('holds no token, code or secret, whole or in part; and neither does what Assent stores', async () => {
    const entra = new Entra(w)
    const sentence = (group: string) => `assign compliance policy iPad Boardroom to group ${group}`
    // Signed in silently, approved by somebody else, written.
    const card = await w.ask(ada, CHAT.group, sentence('Legal'))
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    // Signed in on Assent's own page.
    await entra.conditions({ stepUp: [{ scope: 'DeviceManagementConfiguration.ReadWrite.All' }] })
    // The token she has written with would do for another hour.
    await w.ask(ada, CHAT.ada, 'sign out')
    await w.say(ada, CHAT.ada, sentence('Finance'))
    const signedIn = await new Browser().signIn(linkOf(await w.posted(CHAT.ada, 'One more sign-in')), ada)
    expect(signedIn.status).toBe(200)
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Finance/)
    // Everything that libraries like to complain about.
    await entra.conditions({ consentMissing: [{}] })
    await w.ask(bruno, CHAT.bruno, sentence('Help Desk'))
    await entra.conditions()
    for (const token of [
      'none',
      'expired',
      'foreignKey',
      'algNone',
      'hmac',
      'otherAudience',
      'signIn',
      'noExpiry',
    ])
      await w.channel('POST', '/control/deliver', { activity: message(), token })
    await entra.hoursPass(3)
    await entra.revoke(ada)
    const rules = [{ path: 'usertoken', status: 500, times: 2 }]
    await w.channel('PUT', '/control/faults', { rules: [...rules, { method: 'PUT', status: 400, times: 1 }] })
    await w.faults({ rules: [{ status: 401, times: 1 }] })
    await w.say(ada, CHAT.ada, sentence('Engineering'))
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Engineering/)
    await w.ask(ada, CHAT.ada, 'sign out')

    const issued: string[] = (await w.identity('GET', '/control/issued')).body
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
    expect(issued.length).toBeGreaterThan(20)
    // It did log, and all it had to say.
    expect(log).toContain('"level":20')
    expect(log.split('\n').length).toBeGreaterThan(30)
    // Why somebody was refused, for whoever runs it.
    for (const hint of [
      'there is no token',
      'see the clock',
      'see MicrosoftAppId',
      'see BOT_OPENID_URL',
      'see CLOUD',
    ])
      expect(log).toMatch(new RegExp(`"status":401,"reason":"[^"]*${hint}`))
    // Of a token, what nobody else could have written: its claims and its signature.
    const parts = issued.flatMap((one) => (one.split('.').length === 3 ? one.split('.').slice(1) : [one]))
    const telling = [...new Set(parts)].filter((part) => part.length >= 20)
    expect(telling.length).toBeGreaterThan(issued.length)
    expect(telling.filter((part) => log.includes(part))).toEqual([])
    const stored = await textsIn(join(folder, 'postgres'))
    expect(stored).toContain('iPad Boardroom')
    expect(telling.filter((part) => !/^[ -~]+$/.test(part))).toEqual([])
    expect(telling.filter((part) => stored.includes(part))).toEqual([])
  })
})

function message() {
  return {
    type: 'message',
    id: `m-${Math.random()}`,
    channelId: 'msteams',
    text: 'help',
    from: { id: ada.teamsId, name: ada.name, aadObjectId: ada.oid },
    recipient: { id: `28:${COMPANY.botAppId}`, name: 'Assent' },
    conversation: { id: CHAT.ada, conversationType: 'personal', tenantId: COMPANY.tenantId },
    channelData: { tenant: { id: COMPANY.tenantId } },
  }
}

/** What can be read in the files of a folder: most of a database is empty or numbers, and its own catalog comes twice. */
async function textsIn(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const found = new Set<string>()
  for (const file of entries.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1')
    for (const [readable] of text.matchAll(/[ -~]{10,}/g)) found.add(readable)
  }
  return [...found].join('\n')
}
