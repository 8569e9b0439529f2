/** Jobs that an earlier version put in have no tenant, and are limited by nothing. */
const NOBODY = ''

/**
 * What the workers of one queue do and have before them: jobs that run, and jobs that were heard of and not found yet
 * (another process may have had them). A tenant that has as many running as it may leaves the others to other tenants.
 */
export class Crew {
  readonly perTenant: number
  private owed = new Map<string, number>()
  private readonly running = new Map<string, number>()

  /** @param perTenant how many jobs of one tenant run at once. */
  constructor(perTenant: number) {
    this.perTenant = perTenant
  }

  /** One more is to be done. */
  hear(tenant: string): void {
    this.owed.set(tenant, (this.owed.get(tenant) ?? 0) + 1)
  }

  /** So many of each tenant, and none of any other, could be begun now. */
  count(due: ReadonlyMap<string, number>): void {
    this.owed = new Map(due)
  }

  begin(tenant: string): void {
    const left = (this.owed.get(tenant) ?? 0) - 1
    if (left > 0) this.owed.set(tenant, left)
    else this.owed.delete(tenant)
    this.running.set(tenant, (this.running.get(tenant) ?? 0) + 1)
  }

  end(tenant: string): void {
    const left = (this.running.get(tenant) ?? 0) - 1
    if (left > 0) this.running.set(tenant, left)
    else this.running.delete(tenant)
  }

  /** How many run now. */
  get busy(): number {
    return [...this.running.values()].reduce((sum, one) => sum + one, 0)
  }

  /** How many of what is owed could begin. */
  get ready(): number {
    let ready = 0
    for (const [tenant, count] of this.owed) ready += Math.min(count, this.roomFor(tenant))
    return ready
  }

  /** Tenants that have as many running as they may. */
  get sated(): string[] {
    return [...this.running.keys()].filter((tenant) => this.roomFor(tenant) === 0)
  }

  /** Whether one more of a tenant's could begin beside what is owed already. */
  hasRoom(tenant: string): boolean {
    return this.roomFor(tenant) > (this.owed.get(tenant) ?? 0)
  }

  private roomFor(tenant: string): number {
    if (tenant === NOBODY) return Number.POSITIVE_INFINITY
    return Math.max(0, this.perTenant - (this.running.get(tenant) ?? 0))
  }
}
