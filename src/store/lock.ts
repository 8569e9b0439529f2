import { readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** How often the holder shows that it is alive, and how long a silent one is waited for. Milliseconds. */
const ALIVE_EVERY_MS = 3000
const SILENT_MS = 12_000
const FREE = 'free'

/**
 * Holds a data directory for this process; PGlite must not be opened twice. A lock that a killed process left
 * behind is taken over.
 *
 * The lock is the file `lock-<n>` with the highest number, and taking it is making the next one, which only one
 * process can. So two that find a dead holder at the same moment cannot both succeed it.
 *
 * @returns a function that releases the directory.
 * @throws naming the process that holds it.
 */
export async function holdDirectory(directory: string): Promise<() => Promise<void>> {
  const mine = await nameOfThisProcess()
  for (;;) {
    const last = Math.max(0, ...(await locks(directory)))
    if (last > 0) await demandFree(fileOf(directory, last), mine, directory)
    const file = fileOf(directory, last + 1)
    try {
      await writeFile(file, mine, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw error
    }
    const numbers = await locks(directory)
    if (Math.max(...numbers) > last + 1) {
      // The number was free because a later holder had removed it.
      await rm(file, { force: true })
      continue
    }
    for (const number of numbers) if (number <= last) await rm(fileOf(directory, number), { force: true })
    const alive = setInterval(() => {
      const now = new Date()
      utimes(file, now, now).catch(() => {})
    }, ALIVE_EVERY_MS)
    alive.unref()
    return async () => {
      clearInterval(alive)
      // It stays, so that numbers only ever rise.
      await writeFile(file, FREE)
    }
  }
}

/** @throws if whoever wrote this lock is still running. */
async function demandFree(file: string, mine: string, directory: string): Promise<void> {
  const holder = await readFile(file, 'utf8').catch(() => FREE)
  if (holder === FREE) return
  const [pid = '', started, ...where] = holder.split(' ')
  const isHere = where.join(' ') === mine.split(' ').slice(2).join(' ')
  const isHeld = isHere
    ? isProcessRunning(Number(pid)) && (await processStart(pid)) === started
    : // Another container's process cannot be asked, and every one of them is number 1: does it touch its lock?
      await isTouched(file)
  if (isHeld) {
    const host = isHere ? '' : ` of ${where[0]}`
    throw new Error(
      `Process ${pid}${host} already uses ${directory}. Stop it first, or set DATA_DIR to another directory.`,
    )
  }
}

/** Judged only by whether it is touched: the time of day of another machine's touch says nothing here. */
async function isTouched(file: string): Promise<boolean> {
  const timeOf = () =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
  const before = await timeOf()
  for (let waited = 0; waited < SILENT_MS; waited += 250) {
    await pause(250)
    if ((await timeOf()) !== before) return true
  }
  return false
}

async function locks(directory: string): Promise<number[]> {
  return (await readdir(directory)).flatMap((name) => Number(/^lock-(\d+)$/.exec(name)?.[1] ?? []) || [])
}

function fileOf(directory: string, number: number): string {
  return join(directory, `lock-${number}`)
}

/** Number, start, host and process namespace: the number alone will be given to another process one day. */
async function nameOfThisProcess(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '-')
  return [process.pid, await processStart(String(process.pid)), hostname(), namespace].join(' ')
}

/** Whether a process of this machine has this number. */
export function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is running, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process started, in the kernel's ticks; a dash off Linux. */
async function processStart(pid: string): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
}
