import { Saved } from './savedState.ts'

/**
 * The time of the local world: the machine's, plus what it was moved forward. Everybody in the world uses it except
 * Entra and Teams, whose tokens have to be valid for libraries that read the machine's clock.
 */
export class WorldClock {
  private readonly saved: Saved<{ ahead: number }>
  private readonly listeners = new Set<() => void | Promise<void>>()

  /** @param file where it is kept how far ahead the world is; null: nowhere. */
  constructor(file: string | null) {
    this.saved = new Saved(file, () => ({ ahead: 0 }))
  }

  /** How far the world is ahead of the machine, in milliseconds. */
  get ahead(): number {
    return this.saved.state.ahead
  }

  now(): Date {
    return new Date(Date.now() + this.ahead)
  }

  /** Moves the time forward, and waits until every listener has been told. */
  async advance(milliseconds: number): Promise<void> {
    this.saved.state.ahead += milliseconds
    this.saved.flush()
    await Promise.all([...this.listeners].map((listener) => listener()))
  }

  /** Back to the machine's time. */
  startOver(): void {
    this.saved.state.ahead = 0
    this.saved.flush()
  }

  onMove(listener: () => void | Promise<void>): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
