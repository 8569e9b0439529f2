import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, type Cost, messages, post, traffic, type World } from './world/driven.ts'
import { keep } from './world/figures.ts'

/**
 * From a sentence to its card, and on to the exact number on it, for groups of 100 to 100,000 devices: calls to Graph
 * (a batch is one) and bytes of bodies, with members read one by one and with their counts alone.
 * `node test/bench/effect.ts [members …]`
 */

const { startWorld } = await import('../../src/local/world.ts')
const { COMPANY } = await import('../../src/local/company.ts')
const { CONVERSATIONS } = await import('../../src/local/channel/state.ts')

const { ada } = COMPANY.people
const CHAT = CONVERSATIONS[0]?.id ?? ''
/** What the card says while members are still being read. */
const READING = 'I am still reading who is in these groups'

interface Measured {
  card: Cost
  /** Up to the exact number. */
  whole: Cost
  words: string
}

const given = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
const sizes = given.length > 0 ? given : [100, 1000, 2000, 5000, 10_000, 100_000]
const withMembers = await measure({})
const withCounts = await measure({ EFFECT_MEMBERS: '0,0' })
report()

async function measure(settings: NodeJS.ProcessEnv): Promise<Map<number, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'))
  const world = await startWorld({ DATA_DIR: folder, LOCAL_PORTS: 'any', LOG_LEVEL: 'silent', ...settings })
  try {
    for (const size of sizes) await addGroup(world, size)
    // Signs in for everything that is needed later.
    await ask(world, ada, CHAT, 'assign compliance policy Developer Machines to group Finance Laptops')
    const measured = new Map<number, Measured>()
    for (const size of sizes) measured.set(size, await measureOne(world, size))
    return measured
  } finally {
    await world.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOne(world: World, size: number): Promise<Measured> {
  const before = await traffic(world)
  const card = await ask(
    world,
    ada,
    CHAT,
    `assign compliance policy Developer Machines to group Bench ${size} Devices`,
  )
  const shown = await traffic(world)
  for (;;) {
    const said = JSON.stringify((await messages(world)).find(({ id }) => id === card)?.attachments ?? [])
    if (!said.includes(READING)) {
      const whole = less(await traffic(world), before)
      return {
        card: less(shown, before),
        whole,
        words: /(?:Up to )?\d+ devices get this policy\./.exec(said)?.[0] ?? '',
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function addGroup(world: World, devices: number): Promise<void> {
  const id = `00000000-0000-4000-8000-${String(devices).padStart(12, '0')}`
  const group = {
    id,
    displayName: `Bench ${devices} Devices`,
    description: '',
    dynamic: true,
    securityEnabled: true,
  }
  await post(`${world.tenant.url}/control/groups`, { ...group, users: 0, devices })
}

function less(after: Cost, before: Cost): Cost {
  return { calls: after.calls - before.calls, bytes: after.bytes - before.bytes }
}

function report(): void {
  const row = (...cells: string[]) =>
    console.log(cells.map((cell, index) => (index === 4 ? cell : cell.padEnd(24))).join(''))
  row('members', 'card, counts alone', 'card, members read', 'exact number', 'the card says')
  for (const size of sizes) {
    const [counts, members] = [withCounts.get(size), withMembers.get(size)]
    if (!counts || !members) continue
    const figures = {
      'Graph calls to the card': members.card.calls,
      'Graph calls to the exact number': members.whole.calls,
    }
    keep('effect', { [`${size} devices in the group`]: figures })
    row(String(size), inWords(counts.card), inWords(members.card), inWords(members.whole), members.words)
  }
}

function inWords({ calls, bytes }: Cost): string {
  return `${calls} calls, ${(bytes / 1000).toFixed(1)} KB`
}
