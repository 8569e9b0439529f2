import { existsSync, unwatchFile, watchFile } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { holdDirectory } from './lock.ts'

/** The embedded database is in this folder of the data directory. */
export const EMBEDDED = 'postgres'
const WANTED = 'backup.wanted'
const MADE = 'backup.tar.gz'
const REFUSED = 'backup.refused'
/** How often a running process checks whether somebody wants a backup, in milliseconds. */
const LOOK_MS = 1000
const PATIENCE_MS = 120_000

/**
 * Only the process that holds a data directory can read its database, so a backup is requested by a file beside it and
 * answered by another. Nothing listens, and whoever can write there owns the data already. @returns a function that
 * ends it.
 */
export function offerBackups(dataDir: string, pglite: PGlite): () => void {
  const wanted = join(dataDir, WANTED)
  let isAtIt = false
  const look = async () => {
    if (isAtIt || !existsSync(wanted)) return
    isAtIt = true
    try {
      await writeBackup(dataDir, pglite)
    } catch (error) {
      await writeFile(join(dataDir, REFUSED), error instanceof Error ? error.message : String(error))
    } finally {
      await rm(wanted, { force: true })
      isAtIt = false
    }
  }
  // A request to a process that has died is answered by the next one.
  void look()
  watchFile(wanted, { interval: LOOK_MS, persistent: false }, () => void look())
  return () => unwatchFile(wanted)
}

/**
 * A copy of the embedded database as one file, gzip over tar, be the program running or not.
 * @returns where it lies.
 * @throws with a sentence when there is no database or the process that holds it does not answer.
 */
export async function makeBackup(dataDir: string): Promise<string> {
  if (!existsSync(join(dataDir, EMBEDDED))) throw new Error(`There is no database in ${dataDir} (DATA_DIR).`)
  await clearAnswers(dataDir)
  const release = await holdDirectory(dataDir).catch(() => null)
  if (!release) return await askHolder(dataDir)
  try {
    const { PGlite } = await import('@electric-sql/pglite')
    const pglite = await PGlite.create({ dataDir: join(dataDir, EMBEDDED) })
    try {
      await writeBackup(dataDir, pglite)
    } finally {
      await pglite.close()
    }
  } finally {
    await release()
  }
  return join(dataDir, MADE)
}

/**
 * Fills an empty data directory from such a file.
 * @throws with a sentence when there is a database already, or when the file holds none.
 */
export async function restoreBackup(dataDir: string, file: string): Promise<void> {
  const backup = await readFile(file)
  await mkdir(dataDir, { recursive: true })
  const release = await holdDirectory(dataDir)
  const folder = join(dataDir, EMBEDDED)
  try {
    if (existsSync(folder) && (await readdir(folder)).length > 0)
      throw new Error(`${dataDir} holds a database. Move it away, or set DATA_DIR to an empty folder.`)
    try {
      const { PGlite } = await import('@electric-sql/pglite')
      const pglite = await PGlite.create({ dataDir: folder, loadDataDir: new Blob([backup]) })
      await pglite.close()
    } catch (error) {
      // Half a database would block the next attempt.
      await rm(folder, { recursive: true, force: true })
      throw new Error(`${file} holds no backup of Assent's database.`, { cause: error })
    }
  } finally {
    await release()
  }
}

async function writeBackup(dataDir: string, pglite: PGlite): Promise<void> {
  await pglite.exec('checkpoint')
  const copy = await pglite.dumpDataDir('gzip')
  const part = join(dataDir, `${MADE}.part`)
  await writeFile(part, Buffer.from(await copy.arrayBuffer()), { mode: 0o600 })
  // Whoever waits for it sees it whole or not at all.
  await rename(part, join(dataDir, MADE))
}

async function askHolder(dataDir: string): Promise<string> {
  await writeFile(join(dataDir, WANTED), '')
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(LOOK_MS / 4)) {
    if (existsSync(join(dataDir, MADE))) return join(dataDir, MADE)
    const refused = await readFile(join(dataDir, REFUSED), 'utf8').catch(() => null)
    if (refused !== null) {
      await clearAnswers(dataDir)
      throw new Error(`Assent could not copy its database: ${refused}`)
    }
  }
  await rm(join(dataDir, WANTED), { force: true })
  throw new Error(`The process that uses ${dataDir} does not answer. Is it this version of Assent?`)
}

async function clearAnswers(dataDir: string): Promise<void> {
  for (const name of [WANTED, MADE, REFUSED]) await rm(join(dataDir, name), { force: true })
}
