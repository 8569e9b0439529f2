import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

const LIMIT_MS = 28_000
/** Where a folder cannot be written, everything is compiled at each start. */
const COMPILED = join(import.meta.dirname, '../node_modules/.cache/assent/compiled')

/** Starts the process: against a real tenant where the settings name a bot, else in the local world. */
async function main(): Promise<void> {
  // What is imported statically would be compiled before this is said (nodejs.org/api/module.html, "Module compile cache").
  enableCompileCache(COMPILED)
  const { namesNoBot, readSettings } = await import('./config/readSettings.ts')
  if (namesNoBot(process.env)) {
    const { startWorld } = await import('./local/world.ts')
    const world = await startWorld(process.env)
    console.log(`Assent runs in its local world: open ${world.url}`)
    stopOnSignal(() => world.stop())
    return
  }
  const { startAssent } = await import('./assent.ts')
  const assent = await startAssent(readSettings(process.env))
  stopOnSignal(() => assent.stop())
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      // A second signal means now.
      if (stopping) process.exit(1)
      stopping = true
      // Platforms kill after thirty seconds; whatever still hangs shortly before that will not end on its own.
      setTimeout(() => process.exit(1), LIMIT_MS).unref()
      await stop()
      process.exit(0)
    })
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
})
