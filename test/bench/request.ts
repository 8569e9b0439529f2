import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../src/local/ports.ts'
import { ends } from '../exit.ts'
import { ASKING, type Company, startCompany } from '../faults/company.ts'
import { AssentProcess } from '../faults/process.ts'
import { setup } from '../template.ts'
import { depth } from './world/depth.ts'
import { type Figures, keep, keptFigures, round } from './world/figures.ts'
import { type Carried, carry, echo } from './world/peopleAtWork.ts'
import { profiled } from './world/profile.ts'
import { startEcho, startProfilable } from './world/programs.ts'
import { countStatements } from './world/statementCounter.ts'
import { trustFile } from './world/trusted.ts'
import { spreadOf, usageOf } from './world/usage.ts'

/**
 * What a request costs from the sentence to "done", beside a bot of the same libraries that only echoes: time as
 * people see it, processor, statements, messages, calls to Graph and how many of them wait for each other.
 * `BENCH_REQUESTS` says how many, `BENCH_ENGINES` and `BENCH_PARTS` (idle, turns, depth, counted, profile) which of
 * all that.
 */
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 30)
const COUNTED = 8
const PROFILED = 20
/** So many lines of a profile. */
const TOP = 20
const isAsked = (name: 'BENCH_ENGINES' | 'BENCH_PARTS', one: string) =>
  process.env[name]?.split(',').includes(one) ?? true
/**
 * Before anything is measured: people are signed in, connections are open. V8 goes on compiling for some seventy
 * requests more; `BENCH_WARM` says how many are carried before.
 */
const WARM = Number(process.env.BENCH_WARM ?? 6)
/** What Teams takes in a conversation is not what is measured. */
const APART_MS = 1500
const IDLE_MS = 15_000
const SIZES = [1, 5, 20]

await setup()
for (const engine of ['PostgreSQL', 'PGlite'].filter((one) => isAsked('BENCH_ENGINES', one)))
  keep('request', { [engine]: { ...inEngine(engine), ...(await measure(engine)) } })
ends(true)

/** What was measured before and is not asked for now. */
function inEngine(engine: string): Figures {
  return ((keptFigures().request as Figures | undefined)?.[engine] ?? {}) as Figures
}

async function measure(engine: string): Promise<Figures> {
  // Each request is for policies of its own.
  const company = await startCompany(engine, (2 * WARM + REQUESTS + 2 * COUNTED + PROFILED) * 2 + 8 * 26)
  trustFile(company.settings.TRUSTED_CA_FILE ?? '')
  const next = policies()
  const figures: Figures = {}
  try {
    const echoBot = await startEcho(company)
    const assent = await company.startAssent()
    company.channel.connect(assent.url)
    await company.install()
    for (let i = 0; i < WARM; i++) await carry(company, next(1))
    company.channel.connect(echoBot.url)
    for (let i = 0; i < WARM; i++) await echo(company)
    await pause(APART_MS)
    const wants = (part: string) => isAsked('BENCH_PARTS', part)
    if (wants('idle')) figures.idle = await idle(assent)
    if (wants('turns')) figures['one policy'] = await inTurns(company, assent, echoBot, next)
    company.channel.connect(assent.url)
    for (const size of wants('depth') ? SIZES : [])
      figures[`depth ${size}`] = await depth(company, (marks) => carry(company, next(size), marks))
    await echoBot.stop()
    await assent.stop()
    if (engine === 'PostgreSQL' && wants('counted')) figures.counted = await counted(company, next)
    if (wants('profile')) figures.profile = await profile(company, next)
    return figures
  } finally {
    await company.stop()
  }
}

/** Assent and the echo bot in turns, so that both meet the same machine. */
async function inTurns(
  company: Company,
  assent: AssentProcess,
  echoBot: AssentProcess,
  next: (count: number) => number[],
): Promise<Figures> {
  const took: Carried[] = []
  const echoes: number[] = []
  let [own, others] = [0, 0]
  for (let i = 0; i < REQUESTS; i++) {
    company.channel.connect(assent.url)
    const before = usageOf(assent.pid).processor
    took.push(await carry(company, next(1)))
    await pause(APART_MS / 2)
    own += (usageOf(assent.pid).processor ?? Number.NaN) - (before ?? Number.NaN)
    company.channel.connect(echoBot.url)
    const beforeEcho = usageOf(echoBot.pid).processor
    for (let turn = 0; turn < 3; turn++) echoes.push(await echo(company))
    others += (usageOf(echoBot.pid).processor ?? Number.NaN) - (beforeEcho ?? Number.NaN)
    await pause(APART_MS / 2)
  }
  const of = (name: keyof Carried) => spreadOf(took.map((one) => one[name]))
  return {
    'echo ms': spreadOf(echoes),
    'message to 200 ms': of('message'),
    'press to answer ms': of('press'),
    'sentence to card ms': of('card'),
    'press to written ms': of('written'),
    'press to card says done ms': of('done'),
    'processor ms a request': round(own / REQUESTS),
    'processor ms an echo': round(others / echoes.length),
  }
}

async function idle({ pid }: AssentProcess): Promise<Figures> {
  const before = usageOf(pid)
  await pause(IDLE_MS)
  const { processor, memory } = usageOf(pid)
  return {
    'processor %': round(((processor ?? Number.NaN) - (before.processor ?? Number.NaN)) / (IDLE_MS / 100)),
    'memory MB': memory,
  }
}

/** Statements and messages, by a counter between Assent and its database; nothing is timed here. */
async function counted(company: Company, next: (count: number) => number[]): Promise<Figures> {
  const sql = await countStatements(company.engine.where.databaseUrl ?? '')
  const settings = { ...company.settings, DATABASE_URL: sql.databaseUrl }
  const assent = await AssentProcess.start(settings, await freePort(), company.log)
  const shared = ASKING.find(({ conversation }) => conversation.kind === 'channel')?.conversation.id
  const messages = { chat: 0, channel: 0 }
  const stop = company.channel.board.on((event) => {
    const id =
      event.type === 'typing'
        ? event.conversationId
        : event.type === 'message' && event.message.from.isBot
          ? event.message.conversationId
          : null
    if (id !== null) messages[id === shared ? 'channel' : 'chat'] += 1
  })
  try {
    company.channel.connect(assent.url)
    for (let i = 0; i < 3; i++) await carry(company, next(1))
    await pause(2 * APART_MS)
    const idleFrom = sql.count
    await pause(IDLE_MS)
    const idleRate = (sql.count - idleFrom) / IDLE_MS
    Object.assign(messages, { chat: 0, channel: 0 })
    sql.texts.clear()
    const spent = { message: 0, press: 0, all: 0 }
    for (let i = 0; i < COUNTED; i++) {
      const [from, at] = [sql.count, performance.now()]
      let last = from
      await carry(company, next(1), (stretch) => {
        if (stretch === 'message' || stretch === 'press') spent[stretch] += sql.count - last
        last = sql.count
      })
      await pause(2 * APART_MS)
      spent.all += sql.count - from - idleRate * (performance.now() - at)
    }
    if (process.env.SHOW) {
      const most = [...sql.texts].sort(([, a], [, b]) => b - a)
      for (const [text, count] of most) console.log(String(round(count / COUNTED)).padStart(7), text)
    }
    return {
      'statements a second while idle': round(idleRate * 1000),
      'statements a request': round(spent.all / COUNTED),
      'statements until the message is answered': round(spent.message / COUNTED),
      'statements until the press is answered': round(spent.press / COUNTED),
      'messages in the chat': round(messages.chat / COUNTED),
      'messages in the channel': round(messages.channel / COUNTED),
    }
  } finally {
    stop()
    await assent.stop()
    await sql.close()
  }
}

/** Where a process of its own spends its processor time, by room or package and by function. */
async function profile(company: Company, next: (count: number) => number[]): Promise<Figures> {
  const { bot: assent, port } = await startProfilable(company)
  try {
    company.channel.connect(assent.url)
    for (let i = 0; i < WARM; i++) await carry(company, next(1))
    const spent = await profiled(port, async () => {
      for (let i = 0; i < PROFILED; i++) {
        await carry(company, next(1))
        await pause(APART_MS)
      }
    })
    const perRequest = (ms: number) => round(ms / PROFILED)
    const places = new Map<string, number>()
    for (const { where, ms } of spent) places.set(where, (places.get(where) ?? 0) + ms)
    const [byPlace, byFunction] = [
      [...places].sort(([, a], [, b]) => b - a),
      spent.map(({ where, name, ms }): [string, number] => [`${where} ${name}`, ms]),
    ].map((list) => Object.fromEntries(list.slice(0, TOP).map(([name, ms]) => [name, perRequest(ms)])))
    const all = spent.reduce((sum, { ms }) => sum + ms, 0)
    return {
      'ms a request': perRequest(all),
      'ms a request by place': byPlace ?? {},
      'ms a request by function': byFunction ?? {},
    }
  } finally {
    await assent.stop()
  }
}

function policies(): (count: number) => number[] {
  let used = 0
  return (count) => Array.from({ length: count }, () => used++)
}
