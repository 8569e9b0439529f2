import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** How far a process's clock may differ from the database's before that is reported, in milliseconds. */
export const MAX_CLOCK_SKEW = 5000

/** Clocks drift slowly; a database that was moved to another machine may jump. Milliseconds. */
const LOOK_EVERY_MS = 30_000

/** What time it is, by the one clock that all replicas share. */
export async function databaseTime(connection: Kysely<Schema> | Transaction<Schema>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(connection)
  const [row] = rows
  if (!row) throw new Error('The database does not say what time it is.')
  return row.now
}

/**
 * The database's clock, continued between two readings by this machine's steady counter. That ignores the machine's
 * own time of day, which may be wrong and may be reset at any moment.
 */
export class DatabaseClock {
  private readonly db: Kysely<Schema>
  private readonly ahead: () => number
  /** The database's time, in milliseconds since 1970, when the counter was at zero. */
  private zero = 0
  /** In milliseconds; above zero when this process's clock is ahead. */
  skew = 0
  private timer: NodeJS.Timeout | null = null

  private constructor(db: Kysely<Schema>, ahead: () => number) {
    this.db = db
    this.ahead = ahead
  }

  /**
   * @param onSkew called at the start, and whenever this process's clock becomes wrong.
   * @param ahead how far the database's clock is ahead on purpose, which is no skew.
   */
  static async start(
    db: Kysely<Schema>,
    onSkew: (skew: number) => void,
    ahead: () => number = () => 0,
  ): Promise<DatabaseClock> {
    const clock = new DatabaseClock(db, ahead)
    const look = async () => {
      const before = clock.isSkewed
      await clock.look()
      if (clock.isSkewed && !before) onSkew(clock.skew)
    }
    await look()
    // Without the database the counter continues alone.
    clock.timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS).unref()
    return clock
  }

  now(): Date {
    return new Date(this.zero + performance.now())
  }

  get isSkewed(): boolean {
    return Math.abs(this.skew) > MAX_CLOCK_SKEW
  }

  /** Asks the database. */
  async look(): Promise<void> {
    const began = performance.now()
    const time = (await databaseTime(this.db)).getTime()
    const middle = (began + performance.now()) / 2
    this.zero = time - middle
    this.skew = Math.round(Date.now() + this.ahead() - this.now().getTime())
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
  }
}
