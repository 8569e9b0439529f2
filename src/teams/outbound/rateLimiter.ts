import { setTimeout as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'

/**
 * How much a bot may send in one conversation; every request counts, typing and updates too
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
 */
export const WINDOWS = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
] as const
const MAX_WINDOW_MS = 3_600_000
/** Timers and clocks are not exact to the millisecond. */
const MARGIN_MS = 20
const LOOK_AGAIN_MS = 20
const MAX_LANES = 10_000

/** Too much is already waiting to be sent there; the job that wanted to send tries again later. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy'
}

export interface Clock {
  /** Milliseconds. */
  now(): number
  pause(ms: number): Promise<unknown>
}

interface RateLane {
  /** When sends ended, oldest first. */
  ended: number[]
  underWay: number
  waiting: number
  /** Senders wait in order of arrival. */
  last: Promise<unknown>
}

const MACHINE: Clock = { now: () => Date.now(), pause: (ms) => pause(ms) }

/**
 * Lets sends through within the rate, in order of arrival. Only its end tells when a send reached Teams, so it counts
 * while it is under way and then from its end on. All of this is in this process's memory: what another replica
 * sends, or what was sent before a restart, shows up as Teams' own 429, which is waited out.
 */
export class RateLimiter {
  private readonly lanes = new LRUCache<string, RateLane>({ max: MAX_LANES })
  private readonly clock: Clock

  constructor(clock: Clock = MACHINE) {
    this.clock = clock
  }

  /** Sends when the conversation's turn has come. @throws {TooBusy} when that takes more than `patience` ms. */
  async send<T>(conversationId: string, patience: number, act: () => Promise<T>): Promise<T> {
    const lane = this.laneOf(conversationId)
    const deadline = this.clock.now() + patience
    lane.waiting += 1
    const admitted = lane.last
      .then(() => this.admit(lane, deadline))
      .finally(() => {
        lane.waiting -= 1
      })
    lane.last = admitted.catch(() => {})
    await admitted
    return await this.carry(lane, act)
  }

  /** Whether a send would leave at once. */
  isFree(conversationId: string): boolean {
    const lane = this.laneOf(conversationId)
    return lane.waiting === 0 && waitOf(lane, this.clock.now()) <= 0
  }

  /** Sends immediately, before this returns, or not at all: then it returns null. */
  sendIfFree<T>(conversationId: string, act: () => Promise<T>): Promise<T> | null {
    if (!this.isFree(conversationId)) return null
    const lane = this.laneOf(conversationId)
    lane.underWay += 1
    return this.carry(lane, act)
  }

  private async carry<T>(lane: RateLane, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } finally {
      lane.underWay -= 1
      lane.ended.push(this.clock.now())
    }
  }

  private async admit(lane: RateLane, deadline: number): Promise<void> {
    for (;;) {
      const now = this.clock.now()
      while (lane.ended[0] !== undefined && lane.ended[0] <= now - MAX_WINDOW_MS) lane.ended.shift()
      const wait = waitOf(lane, now)
      if (wait <= 0) break
      if (now + wait > deadline) throw new TooBusy(`the next message there may leave in ${wait} ms`)
      await this.clock.pause(wait)
    }
    lane.underWay += 1
  }

  private laneOf(conversationId: string): RateLane {
    const known = this.lanes.get(conversationId)
    if (known) return known
    const made: RateLane = { ended: [], underWay: 0, waiting: 0, last: Promise.resolve() }
    this.lanes.set(conversationId, made)
    return made
  }
}

/** Milliseconds until another send may go; at least a moment if it only waits for sends under way. */
function waitOf({ ended, underWay }: RateLane, now: number): number {
  let wait = 0
  for (const { most, ms } of WINDOWS) {
    const room = most - underWay
    if (room <= 0) wait = Math.max(wait, LOOK_AGAIN_MS)
    const first = room > 0 ? ended.at(-room) : undefined
    if (first !== undefined) wait = Math.max(wait, first + ms + MARGIN_MS - now)
  }
  return wait
}
