import { setTimeout as pause } from 'node:timers/promises'

/** SQLSTATE: connections (08), the end by an administrator or a crash (57P), too many, a standby that was promoted. */
const OUTAGE_STATES = /^(08...|57P0[1-5]|53300|25006)$/
const OUTAGE_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]
/** What `pg` and `pg-pool` report without a code. */
const OUTAGE_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/

/** What broke a connection to the database. A call to anybody else can fail with the same code. */
const broke = new WeakSet<object>()

/** @param error of a connection to the database, and of nothing else. */
export function noteBroken(error: unknown): void {
  if (typeof error === 'object' && error !== null) broke.add(error)
}

/**
 * Whether the database went away during a call, rather than rejecting it. Nobody knows whether a transaction that ended
 * this way took effect, so only what can be done twice may be tried again.
 */
export function isOutage(error: unknown): boolean {
  // pg-boss passes on copies of errors that are not errors themselves.
  if (typeof error !== 'object' || error === null) return false
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (broke.has(error) || (typeof code === 'string' && OUTAGE_STATES.test(code))) return true
  return typeof message === 'string' && OUTAGE_WORDS.test(message)
}

/** The same for an error that is known to be about the database. */
export function isUnreachable(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return isOutage(error) || OUTAGE_CODES.includes(String(code))
}

/** Whether somebody who was called says that it may work later without anybody doing anything. */
export function isPassing(error: unknown): error is Error {
  return error instanceof Error && 'passing' in error && error.passing === true
}

const PAUSE_MS = 250

/**
 * Repeats something until the database is back.
 * @param patience in milliseconds; whatever fails later has failed.
 * @param mayRepeat asked before each repetition.
 */
export async function throughOutage<T>(
  patience: number,
  act: () => Promise<T>,
  mayRepeat: () => boolean = () => true,
): Promise<T> {
  for (const end = performance.now() + patience; ; await pause(PAUSE_MS)) {
    try {
      return await act()
    } catch (error) {
      if (!isOutage(error) || !mayRepeat() || performance.now() > end) throw error
    }
  }
}

/**
 * Between two lines in the log, in milliseconds: while the database is down, every worker finds out each time it
 * tries.
 */
const SAID_EVERY_MS = 10_000

/** Logs that the database is down, no more often than anybody wants to read it. */
export class AwayLog {
  private readonly log: { error(fields: object, message: string): void }
  private saidAt = Number.NEGATIVE_INFINITY
  private times = 0

  constructor(log: { error(fields: object, message: string): void }) {
    this.log = log
  }

  note(error: unknown): void {
    this.times++
    if (performance.now() - this.saidAt < SAID_EVERY_MS) return
    this.saidAt = performance.now()
    this.log.error(
      { err: error, times: this.times },
      'the database is unreachable, or its connections were cut',
    )
    this.times = 0
  }
}
