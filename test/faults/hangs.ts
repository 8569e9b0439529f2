import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import tls from 'node:tls'
import { noteOutside } from '../../src/store/auditNotes.ts'
import { type Company, everybodyLooks, startCompany } from './company.ts'
import { judge } from './judge.ts'
import { Approvers, makeWishes, sayAll, sentenceOf, type Wish } from './people.ts'
import type { AssentProcess } from './process.ts'
import { isGood } from './story.ts'

export interface Hangs {
  /** Kinds of calls that were left unanswered, once each. */
  calls: number
  /** What was asked for and did not come about, or not once. */
  lost: string[]
  /** People who saw nothing for half a minute. */
  silent: string[]
  seconds: number
}

/** Which server leaves which call without an answer, once. */
interface Hang {
  server: 'channel' | 'identity' | 'tenant'
  method: string
  /** A part of the path. */
  path: string
  /** It takes effect, and only the answer is missing. */
  afterEffect?: boolean
  /** Once when left out. */
  times?: number
}

interface Scene {
  hangs: Hang[]
  /** Nobody is signed in any more when it begins. */
  signedOut?: boolean
  /** What somebody says, in place of asking for a change. */
  says?: string
}

const SILENT_MS = 30_000
/** A read or a write that nobody answers holds its job for a minute; then it is tried again. */
const PATIENCE_MS = 4 * 60_000

const hang = (server: Hang['server'], method: string, path: string, afterEffect = false): Hang => ({
  server,
  method,
  path,
  afterEffect,
})

export const SCENES: Readonly<Record<string, Scene>> = {
  // The first of two is "wait a moment".
  'sending a message': { hangs: [{ ...hang('channel', 'POST', '/activities'), times: 2 }] },
  'sending a message, which arrives, and taking its copy away': {
    hangs: [
      { ...hang('channel', 'POST', '/activities', true), times: 2 },
      hang('channel', 'DELETE', '/activities/'),
    ],
  },
  'changing a message': { hangs: [hang('channel', 'PUT', '/activities/')] },
  'asking who is there': { hangs: [hang('channel', 'GET', '/members/')] },
  'the channel’s keys': { hangs: [hang('channel', 'GET', '/.well-known/keys')] },
  'fetching a sign-in': { hangs: [hang('channel', 'GET', '/api/usertoken/GetToken')] },
  'taking a sign-in': { hangs: [hang('channel', 'POST', '/api/usertoken/exchange')], signedOut: true },
  'making a sign-in card': { hangs: [hang('channel', 'GET', '/GetSignInResource')], signedOut: true },
  'signing out': { hangs: [hang('channel', 'DELETE', '/api/usertoken/SignOut')], says: 'sign out' },
  'Entra’s token': { hangs: [hang('identity', 'POST', '/oauth2/v2.0/token')] },
  'Entra’s keys': { hangs: [hang('identity', 'GET', '/discovery/v2.0/keys')] },
  'a read of Graph': { hangs: [hang('tenant', 'GET', '/groups')] },
  'a write of Graph': { hangs: [hang('tenant', 'POST', '/assign')] },
  'a write of Graph, which takes effect': { hangs: [hang('tenant', 'POST', '/assign', true)] },
}

/**
 * Each outgoing call is left without an answer once, in a process that has nothing in its caches; then all are
 * answered again. What was asked for comes about, and nobody looks at an empty chat for half a minute.
 */
export async function hangStory(options: { scenes: readonly string[]; webhook: boolean }): Promise<Hangs> {
  const began = Date.now()
  const wishes = makeWishes(options.scenes.length, 0)
  const company = await startCompany('PGlite', wishes.length)
  const story: Hangs = { calls: 0, lost: [], silent: [], seconds: 0 }
  try {
    trust(company)
    let assent: AssentProcess | null = null
    for (const [index, name] of options.scenes.entries()) {
      const scene = SCENES[name]
      const wish = wishes[index]
      if (!scene || !wish) throw new Error(`there is no scene ${name}`)
      await assent?.stop()
      assent = await company.startAssent()
      company.channel.connect(assent.url)
      if (index === 0) await company.install()
      const { isLost, isSilent } = await play(company, scene, wish)
      story.calls += scene.hangs.length
      if (isLost) story.lost.push(name)
      if (isSilent) story.silent.push(name)
    }
    if (options.webhook) await playWebhook(story)
    await assent?.stop()
    return { ...story, seconds: Math.round((Date.now() - began) / 1000) }
  } finally {
    await company.stop()
  }
}

async function play(
  company: Company,
  scene: Scene,
  wish: Wish,
): Promise<{ isLost: boolean; isSilent: boolean }> {
  if (scene.signedOut) await control(company.channel.url, 'POST', '/control/forget-sign-ins')
  await leaveUnanswered(company, scene.hangs)
  const approvers = new Approvers(company, () => {})
  try {
    if (scene.says) {
      const isHeard = firstWord(company, wish)
      await company.channel.clients.say(wish.person, wish.conversation, scene.says)
      if (!(await isHeard)) return { isLost: false, isSilent: true }
    }
    const isHeard = firstWord(company, wish)
    await sayAll(company, [wish], 0)
    const isSilent = !(await isHeard)
    const isLost = !(await isDone(company, wish))
    return { isLost, isSilent }
  } finally {
    await approvers.stop()
    await leaveUnanswered(company, [])
  }
}

/** Whether the bot shows something new there within half a minute. */
async function firstWord({ channel }: Company, { conversation }: Wish): Promise<boolean> {
  const shown = () =>
    channel.board.messages.filter(
      (one) => one.from.isBot && !one.held && !one.deleted && one.conversationId === conversation.id,
    ).length
  const before = shown()
  for (const end = Date.now() + SILENT_MS; Date.now() < end; await pause(100)) {
    if (shown() > before) return true
  }
  return false
}

async function isDone(company: Company, wish: Wish): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(250)) {
    await everybodyLooks(company)
    if (isGood(judge(company, [wish]))) return true
  }
  console.log(`hangs: ${sentenceOf(wish)}: ${JSON.stringify(judge(company, [wish]))}`)
  return false
}

/** The operator's own server for the audit trail's heads: told as a problem, and noted the next time. */
async function playWebhook(story: Hangs): Promise<void> {
  let calls = 0
  const webhook = createServer((request, response) => {
    request.resume()
    if (calls++ > 0) response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'assent-hangs-'))
  const places = {
    file: join(folder, 'notes'),
    url: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}`,
  }
  story.calls += 1
  if ((await noteOutside(['head'], places)).length === 0) story.silent.push('the webhook')
  const problems = await noteOutside(['head'], places)
  const noted = (await readFile(places.file, 'utf8')).split('\n').filter(Boolean)
  if (problems.length > 0 || noted.length !== 2) story.lost.push('the webhook')
  webhook.closeAllConnections()
  webhook.close()
  await rm(folder, { recursive: true, force: true })
}

async function leaveUnanswered(company: Company, hangs: readonly Hang[]): Promise<void> {
  const rulesOf = (server: Hang['server']) =>
    hangs
      .filter((one) => one.server === server)
      .map(({ server: _server, ...rest }) => ({ times: 1, ...rest, status: 0, hang: true }))
  const { channel, identity, tenant } = company
  await control(channel.url, 'PUT', '/control/faults', { rules: rulesOf('channel') })
  await control(identity.url, 'PUT', '/control/conditions', { rules: rulesOf('identity') })
  await control(tenant.url, 'PUT', '/control/faults', { rules: rulesOf('tenant') })
}

async function control(base: string, method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(base + path, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  if (answer.status !== 204) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
}

/** The world's servers have a certificate of their own authority. */
function trust({ settings }: Company): void {
  const authority = readFileSync(settings.TRUSTED_CA_FILE ?? '', 'utf8')
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority])
}
