import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdDirectory } from '../../src/store/lock.ts'

const LOCK = new URL('../../src/store/lock.ts', import.meta.url).href

describe('The lock of a data directory', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assent-lock-'))
  })
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true })
  })

  /** Another process that takes the lock, says whether it has it, and stays until it is killed. */
  async function holder() {
    const script = `
      const { holdDirectory } = await import(${JSON.stringify(LOCK)})
      await holdDirectory(${JSON.stringify(directory)}).then(() => console.log('held'), (error) => console.log(error.message))
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    const [said] = await once(child.stdout, 'data')
    return { child, said: String(said).trim() }
  }

  async function end(child: ReturnType<typeof spawn>) {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  it('is held by one process at a time, and a second one is told which', async () => {
    const first = await holder()
    expect(first.said).toBe('held')
    await expect(holdDirectory(directory)).rejects.toThrow(
      `Process ${first.child.pid} already uses ${directory}. Stop it first, or set DATA_DIR to another directory.`,
    )
    await end(first.child)
  })

  it('of a killed process is taken over, by exactly one of many that start at once', async () => {
    const first = await holder()
    await end(first.child)
    const starters = await Promise.all(Array.from({ length: 6 }, holder))
    expect(starters.filter(({ said }) => said === 'held')).toHaveLength(1)
    expect(starters.filter(({ said }) => said.includes('already uses'))).toHaveLength(5)
    for (const { child } of starters) await end(child)
  })

  it('is free after its release', async () => {
    for (let i = 0; i < 3; i++) await (await holdDirectory(directory))()
    expect(await readdir(directory)).toEqual(['lock-3'])
  })

  it('is free when its process id belongs to another process by now', async () => {
    const { mine } = await nameIn(directory)
    const [, , ...where] = mine.split(' ')
    await writeFile(join(directory, 'lock-9'), [process.pid, '1', ...where].join(' '))
    await (await holdDirectory(directory))()
  })

  it('of another container is respected while it is refreshed, and taken over afterwards', async () => {
    const file = join(directory, 'lock-1')
    await writeFile(file, '1 4711 other-host pid:[1]')
    // However wrong the clock is over there.
    for (const off of [0, -3_600_000, 3_600_000]) {
      const there = () => new Date(Date.now() + off)
      await utimes(file, there(), there())
      const touching = setInterval(() => void utimes(file, there(), there()), 200)
      await expect(holdDirectory(directory)).rejects.toThrow('Process 1 of other-host already uses')
      clearInterval(touching)
    }
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(file, longAgo, longAgo)
    await (await holdDirectory(directory))()
  })
})

/** How this process names itself. */
async function nameIn(directory: string): Promise<{ mine: string }> {
  const release = await holdDirectory(directory)
  const mine = await readFile(join(directory, 'lock-1'), 'utf8')
  await release()
  return { mine }
}
