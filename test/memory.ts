import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isProcessRunning } from '../src/store/lock.ts'

/** Linux keeps what is in here in memory (kernel.org/doc/html/latest/filesystems/tmpfs.html). */
const MEMORY = '/dev/shm'
const PREFIX = 'assent-tests-'
/** Far more than four worlds and their servers take; a container has 64 MB there unless it was given more. */
const ENOUGH_BYTES = 2 * 1024 ** 3
const WHERE = 'ASSENT_TEST_DATABASES'

/**
 * Makes the folder for all databases of this run: in memory if there is enough, since the hundreds of files of each
 * cost ten times as much on a disk, and nobody needs them after a failure of the machine.
 * @returns what takes it away.
 */
export function setup(): (() => void) | undefined {
  if (process.env[WHERE] || !hasEnough()) return
  removeLeftovers()
  const folder = join(MEMORY, `${PREFIX}${process.pid}`)
  // PostgreSQL's own user has to get in.
  mkdirSync(folder, { mode: 0o755 })
  process.env[WHERE] = folder
  return () => {
    delete process.env[WHERE]
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A new folder for a database. Outside of a run of tests it is on the disk. */
export async function databaseFolder(prefix: string): Promise<string> {
  return await mkdtemp(join(process.env[WHERE] ?? tmpdir(), prefix))
}

function hasEnough(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ENOUGH_BYTES
  } catch {
    return false
  }
}

/** A run that was killed could not take its folder away, and it is memory that it holds. */
function removeLeftovers(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN
    if (Number.isNaN(pid) || isProcessRunning(pid)) continue
    try {
      rmSync(join(MEMORY, name), { recursive: true, force: true })
    } catch {
      // Somebody else's, who can remove it.
    }
  }
}
