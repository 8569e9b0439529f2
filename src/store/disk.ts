import { statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Two of PostgreSQL's write-ahead segments: with less, the embedded database may fail at its next write. */
export const MIN_FREE_BYTES = 32 * 1024 * 1024
/** Written in full, since a full disk may still accept an empty file. */
const PROBE_BYTES = 8192

/** The number of bytes that this program may still write there. */
async function freeBytes(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dataDir)
  return bavail * bsize
}

/**
 * Whether the embedded database can write to its folder: judged by the free space, and by writing.
 * @returns why not, as a phrase for the operator; null when it can.
 */
export async function diskProblem(dataDir: string, free = freeBytes): Promise<string | null> {
  try {
    if ((await free(dataDir)) < MIN_FREE_BYTES) {
      return `the disk of DATA_DIR is full: less than ${MIN_FREE_BYTES / 1024 / 1024} MB are free`
    }
    const probe = join(dataDir, `.probe-${process.pid}`)
    await writeFile(probe, Buffer.alloc(PROBE_BYTES, 1))
    await unlink(probe)
    return null
  } catch (error) {
    return `DATA_DIR cannot be written to (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`
  }
}
