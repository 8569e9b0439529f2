import { CONVERSATIONS, type Conversation } from '../../src/local/channel/state.ts'
import { COMPANY } from '../../src/local/company.ts'
import { ends } from '../exit.ts'
import { type Company, startCompany } from '../faults/company.ts'
import { setup } from '../template.ts'
import { type Figures, keep } from './world/figures.ts'
import { liveHeap } from './world/profile.ts'
import { startProfilable, startProfilableEcho } from './world/programs.ts'
import { trustFile } from './world/trusted.ts'
import { usageOf } from './world/usage.ts'

/**
 * Memory over many short turns in many conversations, beside a bot of the same libraries that only echoes.
 * `BENCH_TURNS` says how many turns, `BENCH_ENGINES` on which databases.
 */
const TURNS = Number(process.env.BENCH_TURNS ?? 10_000)
const ENGINES = (process.env.BENCH_ENGINES ?? 'PostgreSQL,PGlite').split(',')
const MANY_CONVERSATIONS = 500
/** So many conversations are spoken in at a time. */
const TALKING = 10

await setup()
for (const engine of ENGINES) {
  const company = await startCompany(engine, 1)
  trustFile(company.settings.TRUSTED_CA_FILE ?? '')
  try {
    const assent = await company.startAssent()
    company.channel.connect(assent.url)
    await company.install()
    await assent.stop()
    keep('memory', { [engine]: await growth(company) })
  } finally {
    await company.stop()
  }
}
ends(true)

/**
 * Many conversations, many short turns: what stays behind of each? What a process holds of the machine's memory also
 * counts what V8 has not swept up yet, so what is alive is told beside it.
 */
async function growth(company: Company): Promise<Figures> {
  const many = Array.from(
    { length: MANY_CONVERSATIONS },
    (_, index): Conversation => ({
      id: `19:bench-${index}@thread.v2`,
      title: `Bench ${index}`,
      kind: 'groupChat',
      people: [COMPANY.people.ada],
    }),
  )
  const known = CONVERSATIONS as Conversation[]
  known.push(...many)
  const say = async (turn: number) => {
    const conversation = many[turn % many.length]
    if (conversation) await company.channel.clients.say(COMPANY.people.ada, conversation, 'help')
  }
  const figures: Figures = {}
  for (const [name, start] of [
    ['assent', startProfilable],
    ['echo', startProfilableEcho],
  ] as const) {
    const { bot, port } = await start(company)
    const seen: Figures = {}
    const look = async (turns: number) => {
      const resident = usageOf(bot.pid).memory
      seen[`after ${turns} turns`] = { 'resident MB': resident, 'alive MB': await liveHeap(port) }
    }
    company.channel.connect(bot.url)
    await look(0)
    for (let turn = TALKING; turn <= TURNS; turn += TALKING) {
      await Promise.all(Array.from({ length: TALKING }, (_, index) => say(turn - index)))
      if (turn % 50 === 0) company.channel.board.startOver()
      if (turn % Math.ceil(TURNS / 5) === 0) await look(turn)
    }
    figures[name] = seen
    await bot.stop()
  }
  known.splice(known.length - many.length, many.length)
  return figures
}
