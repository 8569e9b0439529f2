import { setTimeout as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'

/**
 * What a bot may send in one conversation, every request counted, typing and updates too
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
 */
const WINDOWS = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
] as const
/** A send may leave a little later than its slot, and Teams counts when it arrives. */
const MARGIN_MS = 150
const MOST_LANES = 10_000
const LONGEST = WINDOWS[WINDOWS.length - 1] ?? WINDOWS[0]

/** Too much is waiting to be sent there; the job that wanted to send comes again later. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy'
}

export interface Clock {
  /** Milliseconds. */
  now(): number
  pause(ms: number): Promise<unknown>
}

const MACHINE: Clock = { now: () => Date.now(), pause: (ms) => pause(ms) }

/**
 * Hands out the moments at which something may be sent, in the order of asking. It lives in this process's
 * memory: what another replica sends, or what was sent before a restart, shows as Teams' own 429, which is waited
 * out.
 */
export class Rate {
  /** Moments handed out, by conversation, oldest first; the last ones may lie ahead. */
  private readonly lanes = new LRUCache<string, number[]>({ max: MOST_LANES })
  private readonly clock: Clock

  constructor(clock: Clock = MACHINE) {
    this.clock = clock
  }

  /** Waits for the conversation's next moment. @throws {TooBusy} when that is more than `patience` ms away. */
  async admit(conversationId: string, patience: number): Promise<void> {
    const now = this.clock.now()
    const times = this.lanes.get(conversationId) ?? []
    while (times[0] !== undefined && times[0] <= now - LONGEST.ms - MARGIN_MS) times.shift()
    const moment = nextMoment(times, now)
    if (moment - now > patience) throw new TooBusy(`the next message there may leave in ${moment - now} ms`)
    times.push(moment)
    this.lanes.set(conversationId, times)
    if (moment > now) await this.clock.pause(moment - now)
  }
}

function nextMoment(times: readonly number[], now: number): number {
  let moment = Math.max(now, times.at(-1) ?? 0)
  for (const { most, ms } of WINDOWS) {
    const first = times.at(-most)
    if (first !== undefined) moment = Math.max(moment, first + ms + MARGIN_MS)
  }
  return moment
}
