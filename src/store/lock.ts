import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Holds a data directory for this process; PGlite must not be opened twice. A lock that a killed process left
 * behind is taken over.
 * @returns what gives the directory free again.
 * @throws naming the process that holds it.
 */
export async function holdDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, 'lock')
  const mine = `${process.pid} ${await startOf(process.pid)}`
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx' })
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await readFile(file, 'utf8').catch(() => '')
    const [pid = '', ...started] = holder.split(' ')
    if (pid && isRunning(Number(pid)) && (await startOf(Number(pid))) === started.join(' ')) {
      throw new Error(
        `Process ${pid} already uses ${directory}. Stop it first, or set DATA_DIR to another directory.`,
      )
    }
    await rm(file, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process started, so that its number given to another one later is no holder. Empty off Linux. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
