import { LRUCache } from 'lru-cache'

/** Between two lines about the same reason, in milliseconds, so that a caller who tries all day cannot fill the log. */
const PAUSE_MS = 60_000
const MAX_REASONS = 200
const MAX_REASON_LENGTH = 300

export interface WarnLog {
  warn(fields: object, message: string): void
}

/** Logs why calls to the bot were refused: each reason once a minute, with the number of calls since. */
export class RefusalLog {
  private readonly log: WarnLog
  private readonly unlogged = new LRUCache<string, { saidAt: number; times: number }>({ max: MAX_REASONS })

  constructor(log: WarnLog) {
    this.log = log
  }

  /** @param reason for the operator: what was wrong and which setting to check; never any part of a token. */
  note(status: number, reason: string, now = Date.now()): void {
    const words = reason.slice(0, MAX_REASON_LENGTH)
    const key = `${status} ${words}`
    const known = this.unlogged.get(key) ?? { saidAt: Number.NEGATIVE_INFINITY, times: 0 }
    const times = known.times + 1
    if (now - known.saidAt < PAUSE_MS) {
      this.unlogged.set(key, { ...known, times })
      return
    }
    this.unlogged.set(key, { saidAt: now, times: 0 })
    this.log.warn({ status, reason: words, times }, 'a call at the door was refused')
  }
}
