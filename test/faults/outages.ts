import { setTimeout as pause } from 'node:timers/promises'
import { SteadyClient } from '../../src/store/steadyClient.ts'
import type { PostgresEngine } from '../store/engines.ts'
import { type Company, startCompany } from './company.ts'
import { judge, type Verdict } from './judge.ts'
import { Approvers, makeWishes, sayAll, sentenceOf, type Wish } from './people.ts'
import type { AssentProcess } from './process.ts'
import { settle } from './story.ts'

export interface Outages extends Verdict {
  requests: number
  /** How often connections were cut, and how often the server went away altogether. */
  cuts: number
  restarts: number
  /** Sentences that people said once more because they had been told to. */
  repeated: number
  /** Processes that ended though nobody had told them to. */
  exits: number
  /** What the processes said of themselves that was not so. */
  odd: string[]
  seconds: number
}

const AWAY = 'Something that I depend on is not answering'
const CLOCK_OFF_MS = 7000
/** So long nothing may happen any more before a story that is not good yet counts as ended, in milliseconds. */
const QUIET_MS = 90_000

/**
 * Three replicas carry approvals, one of them with a wrong clock, while PostgreSQL's connections are cut again and
 * again and the server restarts, gently and not. Nobody restarts a replica.
 */
export async function outageStory(options: {
  requests: number
  /** Between two of them some seconds go by. */
  cuts: number
  /** How long the server stays away each time, in milliseconds. */
  outages: readonly number[]
}): Promise<Outages> {
  const began = Date.now()
  const wishes = makeWishes(options.requests, 8)
  const company = await startCompany('PostgreSQL', wishes.length)
  const engine = company.engine as PostgresEngine
  const replicas: AssentProcess[] = []
  try {
    replicas.push(...(await Promise.all([0, 0, CLOCK_OFF_MS].map((off) => company.startAssent(off)))))
    const odd = await clocksTold(replicas)
    company.channel.connect(...replicas.map(({ url }) => url))
    await company.install()
    const approvers = new Approvers(company, () => {})
    const saying = sayAll(company, wishes, 100)
    await disturb(engine, replicas, options, odd)
    await saying
    const repeated = await settleWithRepeats(company, wishes)
    await approvers.stop()
    const verdict = judge(company, wishes)
    const exits = replicas.filter(({ isRunning }) => !isRunning).length
    await Promise.all(replicas.filter(({ isRunning }) => isRunning).map((one) => one.stop()))
    return {
      ...verdict,
      requests: wishes.length,
      cuts: options.cuts,
      restarts: options.outages.length,
      repeated,
      exits,
      odd,
      seconds: Math.round((Date.now() - began) / 1000),
    }
  } finally {
    await Promise.all(replicas.filter(({ isRunning }) => isRunning).map((one) => one.kill()))
    await company.stop()
  }
}

/** The wrong clock is told by whoever has it, and by nobody else. */
async function clocksTold(replicas: readonly AssentProcess[]): Promise<string[]> {
  const asking = replicas.map(async ({ url }) => (await fetch(`${url}/readyz`)).json())
  const told = (await Promise.all(asking)) as { clockSkewMs?: number }[]
  return told.flatMap(({ clockSkewMs = 0 }, i) => {
    const isRight = i < 2 ? clockSkewMs === 0 : clockSkewMs > CLOCK_OFF_MS / 2
    return isRight ? [] : [`replica ${i + 1} says that its clock is ${clockSkewMs} ms off`]
  })
}

/** Spreads cuts and outages over the story; while the server is away every replica has to say so, and to live. */
async function disturb(
  engine: PostgresEngine,
  replicas: readonly AssentProcess[],
  { cuts, outages }: { cuts: number; outages: readonly number[] },
  odd: string[],
): Promise<void> {
  const each = Math.ceil(cuts / (outages.length + 1))
  for (let i = 0; i < cuts; i++) {
    await pause(500 + Math.random() * 1500)
    await cut(engine.where.databaseUrl ?? '')
    const away = (i + 1) % each === 0 ? outages[(i + 1) / each - 1] : undefined
    if (away === undefined) continue
    await engine.goDown((i + 1) % (2 * each) === 0 ? 'immediate' : 'fast')
    const [states] = await Promise.all([statesOf(replicas), pause(away)])
    if (states.some((state) => state !== '200 503')) odd.push(`without the database: ${states.join(', ')}`)
    await engine.comeBack()
  }
}

/** Whether each lives and is ready, as HTTP statuses. */
async function statesOf(replicas: readonly AssentProcess[]): Promise<string[]> {
  const statusOf = (url: string) =>
    fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      ({ status }) => status,
      () => 'no answer',
    )
  return await Promise.all(
    replicas.map(async ({ url }) => `${await statusOf(`${url}/healthz`)} ${await statusOf(`${url}/readyz`)}`),
  )
}

/** Half of what is connected, be it idle, in a transaction or listening. */
async function cut(connectionString: string): Promise<void> {
  const client = new SteadyClient({ connectionString })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`)
  await client.end()
}

/**
 * Waits until all is well, or nothing happens any more. Where somebody was told that Assent could not reach its
 * database, and no card came, they say it again, as they were asked to.
 */
async function settleWithRepeats(company: Company, wishes: readonly Wish[]): Promise<number> {
  const repeated = new Set<Wish>()
  const sayAgain = async (quiet: number) => {
    if (quiet <= 20_000) return
    const told = wishes.filter(
      (wish) => !repeated.has(wish) && wasTold(company, wish) && !hasCard(company, wish),
    )
    for (const wish of told) repeated.add(wish)
    await sayAll(company, told, 100)
  }
  await settle(() => judge(company, wishes), company, QUIET_MS, sayAgain)
  return repeated.size
}

function wasTold({ channel }: Company, { conversation }: Wish): boolean {
  return channel.board.messages.some(
    (one) => one.conversationId === conversation.id && one.from.isBot && one.text?.startsWith(AWAY),
  )
}

function hasCard({ channel }: Company, wish: Wish): boolean {
  const words = JSON.stringify(sentenceOf(wish)).slice(1, -1)
  return channel.board.messages.some(
    (one) => one.from.isBot && !one.deleted && JSON.stringify(one.attachments).includes(words),
  )
}
