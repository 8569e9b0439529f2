import { setTimeout as pause } from 'node:timers/promises'
import { GRANT_MS } from '../../src/graph/pace.ts'
import type { ChatMessage } from '../../src/local/channel/state.ts'
import { freePort } from '../../src/local/ports.ts'
import { ends } from '../exit.ts'
import { ASKING, type Company, startCompany, UNHINDERED } from '../faults/company.ts'
import { approveButton, makeWishes, sayAll } from '../faults/people.ts'
import { AssentProcess } from '../faults/process.ts'
import { until } from '../until.ts'
import { type DatabaseUse, databaseUse, detailOfRequest, pack, TOLD_AFTER_MS } from './world/databaseUse.ts'
import { type Figures, keep, keptFigures, round } from './world/figures.ts'
import { countStatements } from './world/statementCounter.ts'
import { trustFile } from './world/trusted.ts'
import { usageOf } from './world/usage.ts'

/**
 * Requests carried from a click to verified in a second, with 1, 2 and 4 replicas on PostgreSQL, Graph answering
 * after 50 ms, and what each costs from its sentence on: processor, statements, what the database writes and keeps,
 * calls to Graph. On a machine with few cores the replicas share them, so of the time only the ratio is judged: more
 * replicas must not be slower by much. Each replica has carried some before, and what it allows itself in a tenant is
 * fresh. The tenant counts what the app calls, as Intune does, and has to refuse none of it: `BENCH_REQUESTS=250` is
 * more than it grants at once.
 */
const COUNTS = (process.env.BENCH_REPLICAS ?? '1,2,4').split(',').map(Number)
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 60)
/** For each replica, before it is measured: V8 has compiled most of what it will by then. `BENCH_WARM` says how many. */
const WARM = Number(process.env.BENCH_WARM ?? 40)
/** When nothing was shown for so long, the last cards and notices of the requests are out. */
const SETTLES_MS = 6000
const IDLE_MS = 10_000
const LATENCY_MS = 50
const LEAST_OF_ONE = 0.5

for (const count of COUNTS) keep('replicas', { [`${count} with ${REQUESTS}`]: await measure(count) })
const kept = keptFigures().replicas as Figures
const [one, ...more] = COUNTS.map((count) => kept[`${count} with ${REQUESTS}`] as Figures)
const isFast = more.every((figures) => rateOf(figures) >= LEAST_OF_ONE * rateOf(one))
ends(isFast && [one, ...more].every((figures) => figures?.['calls that the tenant refused (429)'] === 0))

function rateOf(figures: Figures | undefined): number {
  return Number(figures?.['requests a second'])
}

/** What has been used so far, by all replicas together. */
interface Use extends DatabaseUse {
  at: number
  processor: number
  statements: number
  reads: number
  writes: number
}

async function measure(count: number): Promise<Figures> {
  const warm = WARM * count
  const wishes = makeWishes(warm + REQUESTS, 0)
  const company = await startCompany('PostgreSQL', wishes.length)
  const databaseUrl = company.engine.where.databaseUrl ?? ''
  const sql = await countStatements(databaseUrl)
  const replicas: AssentProcess[] = []
  const use = async (): Promise<Use> => {
    await settled(company)
    const now = { at: performance.now(), statements: sql.count }
    const processor = replicas.reduce((sum, { pid }) => sum + (usageOf(pid).processor ?? Number.NaN), 0)
    const writes = company.tenant.calls.filter(({ wrote }) => wrote).length
    const reads = company.tenant.calls.length - writes
    // The database itself tells later.
    await pause(TOLD_AFTER_MS)
    return { ...now, processor, reads, writes, ...(await databaseUse(databaseUrl)) }
  }
  try {
    const settings = { ...company.settings, ...UNHINDERED, DATABASE_URL: sql.databaseUrl }
    for (let i = 0; i < count; i++)
      replicas.push(await AssentProcess.start(settings, await freePort(), company.log))
    company.channel.connect(...replicas.map(({ url }) => url))
    await company.install()
    await setWeather(company)
    const cards = () => company.channel.board.messages.filter(approveButton)
    await sayAll(company, wishes.slice(0, warm), 20)
    await until(() => cards().length >= warm, 'the first cards')
    await approve(company, cards())
    await until(async () => (await verified(replicas)) >= warm, 'their end')
    await pack(databaseUrl)
    const idleFrom = await use()
    await pause(IDLE_MS)
    const before = await use()
    const idle = difference(before, idleFrom)
    const packed = await databaseUse(databaseUrl)
    const known = new Set(cards().map(({ id }) => id))
    const fresh = () => cards().filter(({ id }) => !known.has(id))
    await sayAll(company, wishes.slice(warm), 20)
    await until(() => fresh().length >= REQUESTS, 'the cards')
    await pause(GRANT_MS)
    const began = performance.now()
    await approve(company, fresh())
    await until(async () => (await verified(replicas)) >= wishes.length, 'the end')
    const rate = REQUESTS / ((performance.now() - began) / 1000)
    const spent = difference(await use(), before)
    /** Without what happens also while nobody wants anything. */
    const own = (what: keyof Use) => round((spent[what] - (idle[what] / idle.at) * spent.at) / REQUESTS)
    await pack(databaseUrl)
    const after = await databaseUse(databaseUrl)
    const kept = (what: 'stored' | 'jobs') => round((after[what] - packed[what]) / REQUESTS)
    return {
      'requests a second': round(rate),
      'calls that the tenant refused (429)': company.tenant.calls.filter(({ status }) => status === 429)
        .length,
      'processor ms a request': own('processor'),
      'statements a request': own('statements'),
      'transactions a request': own('transactions'),
      'rows written a request': own('rows'),
      'bytes of the write-ahead log a request': own('log'),
      'bytes kept of a request': kept('stored'),
      'bytes kept of its plans alone': round(await detailOfRequest(databaseUrl)),
      'bytes of its jobs': kept('jobs'),
      'reads of Graph a request': own('reads'),
      'writes to Graph a request': own('writes'),
      'connections a replica': round(after.connections / count),
      'memory of a replica MB': Math.max(...replicas.map(({ pid }) => usageOf(pid).memory ?? Number.NaN)),
      'idle, processor % a replica': round(((idle.processor / idle.at) * 100) / count, 2),
      'idle, statements a second and replica': round(((idle.statements / idle.at) * 1000) / count, 2),
    }
  } finally {
    for (const replica of replicas) await replica.stop()
    await sql.close()
    await company.stop()
  }
}

function difference<Counted extends object>(after: Counted, before: Counted): Counted {
  const all = Object.entries(after).map(([name, value]) => [
    name,
    value - Number(before[name as keyof Counted]),
  ])
  return Object.fromEntries(all) as Counted
}

/** Presses Approve on all of them at once. */
async function approve({ channel }: Company, cards: readonly ChatMessage[]): Promise<void> {
  await Promise.all(
    cards.map(async (message) => {
      const button = approveButton(message)
      const where = ASKING.find(({ conversation }) => conversation.id === message.conversationId)
      if (button && where) await channel.clients.execute(where.person, where.conversation, message.id, button)
    }),
  )
}

async function setWeather({ tenant, settings }: Company): Promise<void> {
  trustFile(settings.TRUSTED_CA_FILE ?? '')
  const body = JSON.stringify({ latency: LATENCY_MS, throttles: true })
  const { status } = await fetch(`${tenant.url}/control/faults`, { method: 'PUT', body })
  if (status !== 204) throw new Error('the tenant knows no latency')
}

/** By the replicas' own count: cards are shown at Teams' pace, which is not what is measured. */
async function verified(replicas: readonly AssentProcess[]): Promise<number> {
  const counts = await Promise.all(
    replicas.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(/^assent_requests_total\{outcome="done"\} (\d+)/m.exec(text)?.[1] ?? 0)
    }),
  )
  return counts.reduce((sum, one) => sum + one, 0)
}

async function settled({ channel }: Company): Promise<void> {
  const shown = () => channel.board.messages.reduce((sum, { updates }) => sum + 1 + updates, 0)
  for (let before = -1; before !== shown(); await pause(SETTLES_MS)) before = shown()
}
