import { setTimeout as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'

/**
 * Lets a number of units through in any stretch of time, first come first served. What does not fit waits; nothing
 * is refused.
 */
export class Pace {
  private readonly most: () => number
  private readonly windowMs: number
  private readonly taken: { at: number; units: number }[] = []
  private queue: Promise<void> = Promise.resolve()

  /** @param most units in any `windowMs` milliseconds; read again each time, since it may change. */
  constructor(most: () => number, windowMs: number) {
    this.most = most
    this.windowMs = windowMs
  }

  /** Waits until `units` may go. More than `most` at once count as `most`. */
  take(units = 1): Promise<void> {
    const mine = this.queue.then(() => this.wait(units))
    this.queue = mine
    return mine
  }

  private async wait(wanted: number): Promise<void> {
    let units = wanted
    for (;;) {
      const most = this.most()
      units = Math.min(wanted, most)
      const now = performance.now()
      while (this.taken[0] && this.taken[0].at <= now - this.windowMs) this.taken.shift()
      const used = this.taken.reduce((sum, one) => sum + one.units, 0)
      const [oldest] = this.taken
      if (used + units <= most || !oldest) break
      await pause(oldest.at + this.windowMs - now + 1)
    }
    this.taken.push({ at: performance.now(), units })
  }
}

/** Who else uses up what a tenant grants. */
export interface Sharers {
  /** How many processes are alive, this one included. */
  living: number
  /** Whether this process joined the others a moment ago, so that they may not know about it yet. */
  isNew: boolean
}

/** What Intune grants an app in a tenant in 20 seconds (microsoft-graph-docs-contrib, throttling-intune-*). */
const GRANT = { reads: 1000, writes: 100 }
export const GRANT_MS = 20_000
/** The share of it that Assent takes for itself; other tools in the tenant need some, too. */
const OURS = 0.8
/** More tenants than one process can call within the 20 seconds that count. */
const MAX_TENANTS = 10_000

/**
 * What one process allows itself in a tenant: its share of a good part of the grant. While the others may still use
 * all of that part, a new process makes do with the rest. Other tools share the grant, so a 429 is still waited out.
 */
export class TenantPace {
  private readonly tenants = new LRUCache<string, { reads: Pace; writes: Pace }>({ max: MAX_TENANTS })
  private readonly sharers: Sharers

  constructor(sharers: Sharers = { living: 1, isNew: false }) {
    this.sharers = sharers
  }

  of(tenantId: string): { reads: Pace; writes: Pace } {
    const known = this.tenants.get(tenantId)
    if (known) return known
    const made = { reads: this.paceOf(GRANT.reads), writes: this.paceOf(GRANT.writes) }
    this.tenants.set(tenantId, made)
    return made
  }

  private paceOf(grant: number): Pace {
    return new Pace(() => shareOf(grant, this.sharers), GRANT_MS)
  }
}

function shareOf(grant: number, { living, isNew }: Sharers): number {
  const part = isNew ? 1 - OURS : OURS
  return Math.max(1, Math.floor(Math.round(grant * part) / living))
}
