import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../..')
const PATIENCE_MS = 300_000

/** One process of Assent as it is run in earnest, told everything by its environment. */
export class AssentProcess {
  readonly url: string
  isFrozen = false
  private readonly child: ChildProcess
  private readonly exited: Promise<unknown>

  private constructor(child: ChildProcess, url: string) {
    this.child = child
    this.url = url
    this.exited = once(child, 'exit')
  }

  /**
   * Starts it and waits until it says that it is ready.
   * @param log where what it prints is kept.
   * @param program another one than Assent, which says so in the same way.
   */
  static async start(
    environment: Record<string, string>,
    port: number,
    log: string,
    program = 'src/index.ts',
  ): Promise<AssentProcess> {
    const child = spawn(process.execPath, [program], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH ?? '',
        LOG_LEVEL: 'info',
        NODE_COMPILE_CACHE: join(tmpdir(), 'assent-compiled'),
        ...environment,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const file = createWriteStream(log, { flags: 'a' })
    child.stdout?.pipe(file, { end: false })
    child.stderr?.pipe(file, { end: false })
    const started = new AssentProcess(child, `http://127.0.0.1:${port}`)
    await started.becomesReady()
    return started
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Stands still in the middle of whatever it does, as a paused machine. */
  freeze(): void {
    this.isFrozen = this.child.kill('SIGSTOP')
  }

  thaw(): void {
    this.isFrozen = !this.child.kill('SIGCONT')
  }

  /** At once, as when the power of its machine fails. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }

  /** As a platform stops it. @returns its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM')
    await this.exited
    return this.child.exitCode
  }

  private async becomesReady(): Promise<void> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null)
      if (answer?.status === 200) return
      if (!this.isRunning)
        throw new Error(`Assent ended with ${this.child.exitCode ?? this.child.signalCode}`)
      if (Date.now() > end) throw new Error('Assent does not become ready')
      await pause(50)
    }
  }
}
