import { setTimeout as pause } from 'node:timers/promises'

/**
 * Lets so many units through in any stretch of time, first come first served. What does not fit waits; nothing
 * is refused.
 */
export class Pace {
  private readonly most: number
  private readonly windowMs: number
  private readonly taken: { at: number; units: number }[] = []
  private queue: Promise<void> = Promise.resolve()

  /** @param most units in any `windowMs` milliseconds. */
  constructor(most: number, windowMs: number) {
    this.most = most
    this.windowMs = windowMs
  }

  /** Waits until `units` may go. More than `most` at once count as `most`. */
  take(units = 1): Promise<void> {
    const mine = this.queue.then(() => this.wait(Math.min(units, this.most)))
    this.queue = mine
    return mine
  }

  private async wait(units: number): Promise<void> {
    for (;;) {
      const now = performance.now()
      while (this.taken[0] && this.taken[0].at <= now - this.windowMs) this.taken.shift()
      const used = this.taken.reduce((sum, one) => sum + one.units, 0)
      const [oldest] = this.taken
      if (used + units <= this.most || !oldest) break
      await pause(oldest.at + this.windowMs - now + 1)
    }
    this.taken.push({ at: performance.now(), units })
  }
}

/**
 * What one process allows itself in a tenant: a good part of what Intune grants an app there, 100 writes and
 * 1,000 calls in 20 seconds (microsoft-graph-docs-contrib, throttling-intune-*). Other replicas and other
 * tools of the tenant share the grant, so a 429 is still answered by waiting.
 */
export class TenantPace {
  private readonly tenants = new Map<string, { reads: Pace; writes: Pace }>()

  of(tenantId: string): { reads: Pace; writes: Pace } {
    const known = this.tenants.get(tenantId)
    if (known) return known
    const made = { reads: new Pace(800, 20_000), writes: new Pace(80, 20_000) }
    this.tenants.set(tenantId, made)
    return made
  }
}
