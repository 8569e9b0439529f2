import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import project from '../package.json' with { type: 'json' }
import { EMBEDDED } from '../src/store/backup.ts'
import { databaseFolder } from './memory.ts'

const CACHE = join(import.meta.dirname, '../node_modules/.cache/assent')
const { '@electric-sql/pglite': PGLITE, 'pg-boss': BOSS } = project.dependencies
const EMPTY = join(CACHE, `pglite-${PGLITE}-empty`)
/** Tables are as the program makes them: any change in the store recreates them. */
const READY = join(CACHE, `pglite-${PGLITE}-ready-${hashOfStore()}`)
/** The databases that others are made from (`template1` and `template0`, by their fixed numbers in pg_database.dat). */
const UNUSED = ['1', '4']

/**
 * Makes the embedded databases that tests begin with, before any of them runs: `initdb` in WebAssembly costs some
 * seconds of a processor each time, the tables and queues half a second, a copy little.
 */
export async function setup(): Promise<void> {
  await make(EMPTY, async (folder) => {
    const database = await PGlite.create({ dataDir: join(folder, EMBEDDED) })
    await database.close()
    // Two thirds of the files, and nothing here makes a database: to copy and remove them takes longer than to start.
    for (const number of UNUSED) await rm(join(folder, EMBEDDED, 'base', number), { recursive: true })
  })
  await make(READY, async (folder) => {
    // Only where they are needed, since most runs are of a few files that need none of it.
    const { openDatabase } = await import('../src/store/database.ts')
    const { JobQueue } = await import('../src/store/jobs.ts')
    copy(EMPTY, folder)
    const database = await openDatabase({ databaseUrl: null, dataDir: folder })
    const jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    await jobs.stop(1000)
    await database.close()
  })
}

async function make(template: string, fill: (folder: string) => Promise<void>): Promise<void> {
  if (await stat(template).catch(() => null)) return
  await mkdir(dirname(template), { recursive: true })
  const making = await mkdtemp(`${template}-`)
  await fill(making)
  await rename(making, template).catch(() => rm(making, { recursive: true, force: true }))
}

/** A data directory of its own, where Assent finds an empty database as it would make one itself. */
export async function freshDataDir(): Promise<string> {
  return await copied(EMPTY)
}

/** A data directory of its own, where Assent finds its tables as after a first start and a stop, and nothing in them. */
export async function readyDataDir(): Promise<string> {
  return await copied(READY)
}

async function copied(template: string): Promise<string> {
  const folder = await databaseFolder('assent-')
  copy(template, folder)
  return folder
}

/** Only the database, and at one go, which takes half of what hundreds of files one by one do. */
function copy(template: string, folder: string): void {
  cpSync(join(template, EMBEDDED), join(folder, EMBEDDED), { recursive: true })
}

function hashOfStore(): string {
  const store = join(import.meta.dirname, '../src/store')
  const hash = createHash('sha256').update(BOSS)
  for (const name of readdirSync(store, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(store, name)))
  }
  return hash.digest('hex').slice(0, 12)
}
