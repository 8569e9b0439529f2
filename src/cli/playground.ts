import { startPlaygroundRelay } from '../local/playgroundRelay.ts'
import { startWorld } from '../local/world.ts'

/** Next to the local world's. The same at every start: conversations remember the address they were reached at. */
const USUAL_PORT = 3984

/** The local world, and beside it, the entrance for Microsoft 365 Agents Playground. */
async function main(): Promise<void> {
  const world = await startWorld(process.env)
  const port = process.env.LOCAL_PORTS === 'any' ? 0 : USUAL_PORT
  const relay = await startPlaygroundRelay(world.channel, port).catch(
    async (error: NodeJS.ErrnoException) => {
      await world.stop()
      if (error.code !== 'EADDRINUSE') throw error
      throw new Error(`Port ${USUAL_PORT} is in use. Is npm run playground running already?`)
    },
  )
  console.log(`Assent runs in its local world: open ${world.url}
For Microsoft 365 Agents Playground, in a second terminal (its own licence applies, and it collects usage data):

  npx @microsoft/m365agentsplayground -e ${relay.url}/api/messages -c msteams

You are Ada there. What works and what does not: test/README.md. Ctrl+C stops this.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      await relay.close()
      await world.stop()
      process.exit(0)
    })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
})
