import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import tls from 'node:tls'
import type { Message } from '../../src/local/channel/state.ts'
import { ends } from '../exit.ts'
import { ASKING, type Company, startCompany } from '../faults/company.ts'
import { approveButton, makeWishes, sayAll } from '../faults/people.ts'
import type { AssentProcess } from '../faults/process.ts'

/**
 * Requests carried from a click to verified in a second, with 1, 2 and 4 replicas on PostgreSQL, Graph answering
 * after 50 ms. On a machine with few cores the replicas share them, so only the ratio is judged: more replicas must
 * not be slower by much. Each replica has carried some before, and what it allows itself in a tenant is fresh. The
 * tenant counts what the app calls, as Intune does, and has to refuse none of it.
 */
const COUNTS = (process.env.BENCH_REPLICAS ?? '1,2,4').split(',').map(Number)
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 60)
/** For each replica, before it is measured. */
const WARM = 10
/** The stretch of time of `src/graph/pace.ts`. */
const PACE_MS = 20_000
const LATENCY_MS = 50
const LEAST_OF_ONE = 0.5
const PATIENCE_MS = 10 * 60_000

interface Measured {
  /** Requests in a second. */
  rate: number
  /** Calls that the tenant answered 429. */
  throttled: number
}

const measured = new Map<number, Measured>()
for (const count of COUNTS) measured.set(count, await measure(count))
const one = [...measured.values()][0]?.rate ?? 0
for (const [count, { rate, throttled }] of measured) {
  const ratio = (rate / one).toFixed(2)
  console.log(
    `replicas: ${count}: ${rate.toFixed(1)} requests/second, ${ratio} times one, throttled=${throttled}`,
  )
}
ends([...measured.values()].every(({ rate, throttled }) => rate >= LEAST_OF_ONE * one && throttled === 0))

async function measure(count: number): Promise<Measured> {
  const warm = WARM * count
  const wishes = makeWishes(warm + REQUESTS, 0)
  const company = await startCompany('PostgreSQL', wishes.length)
  const replicas: AssentProcess[] = []
  try {
    for (let i = 0; i < count; i++) replicas.push(await company.startAssent())
    company.channel.connect(...replicas.map(({ url }) => url))
    await company.install()
    await sayAll(company, wishes, 20)
    await until(() => company.channel.board.messages.filter(approveButton).length >= wishes.length)
    await setWeather(company)
    const cards = company.channel.board.messages.filter(approveButton)
    await approve(company, cards.slice(0, warm))
    await until(async () => (await verified(replicas)) >= warm)
    await pause(PACE_MS)
    const began = performance.now()
    await approve(company, cards.slice(warm))
    await until(async () => (await verified(replicas)) >= wishes.length)
    const rate = REQUESTS / ((performance.now() - began) / 1000)
    const throttled = company.tenant.calls.filter(({ status }) => status === 429).length
    return { rate, throttled }
  } finally {
    for (const replica of replicas) await replica.stop()
    await company.stop()
  }
}

/** Presses Approve on all of them at once. */
async function approve({ channel }: Company, cards: readonly Message[]): Promise<void> {
  await Promise.all(
    cards.map(async (message) => {
      const button = approveButton(message)
      const where = ASKING.find(({ conversation }) => conversation.id === message.conversationId)
      if (button && where) await channel.clients.execute(where.person, where.conversation, message.id, button)
    }),
  )
}

async function setWeather({ tenant, settings }: Company): Promise<void> {
  const authority = readFileSync(settings.TRUSTED_CA_FILE ?? '', 'utf8')
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority])
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

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await look()); await pause(50)) {
    if (Date.now() > end) throw new Error('waited in vain')
  }
}
