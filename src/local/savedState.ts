import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** How long a change may wait to be written. Everything is written at once: the more there is, the longer it takes. */
const SOON_MS = 200

/** What a part of the local world remembers, kept in a file from one start to the next. */
export class Saved<State> {
  readonly state: State
  /** How often the state has changed. */
  changes = 0
  private readonly file: string | null
  private timer: ReturnType<typeof setTimeout> | null = null

  /** @param file null: nothing is kept. */
  constructor(file: string | null, fresh: () => State) {
    this.file = file
    this.state = (file && readState<State>(file)) || fresh()
  }

  /** The state has changed. Written soon after, many changes at once. */
  touch(): void {
    this.changes += 1
    this.timer ??= setTimeout(() => this.flush(), SOON_MS)
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (!this.file) return
    mkdirSync(dirname(this.file), { recursive: true })
    // Written to a second file that then replaces the first: a stop in the middle leaves the old one intact.
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state))
    renameSync(`${this.file}.new`, this.file)
  }
}

function readState<State>(file: string): State | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
