/**
 * Changes of one tenant wait for each other, at the end of its audit trail. Everybody who waits there holds a
 * connection: so a limited number of one tenant may, in one process, and the others are left to the other tenants.
 */
const MAX_AT_ONCE = 2

interface TenantLane {
  underWay: number
  waiting: (() => void)[]
}

/** Lets a few changes of each tenant through at a time, in order of arrival. Tenants do not wait for each other. */
export class TenantLanes {
  private readonly lanes = new Map<string, TenantLane>()

  /** Not to be called again from within `change`, which might then wait for itself. */
  async through<T>(tenantId: string, change: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(tenantId) ?? { underWay: 0, waiting: [] }
    this.lanes.set(tenantId, lane)
    if (lane.underWay < MAX_AT_ONCE) lane.underWay += 1
    // Passes the place on.
    else await new Promise<void>((resolve) => lane.waiting.push(resolve))
    try {
      return await change()
    } finally {
      const next = lane.waiting.shift()
      if (next) next()
      else lane.underWay -= 1
      if (lane.underWay === 0) this.lanes.delete(tenantId)
    }
  }
}
