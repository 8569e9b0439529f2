/** Jobs that an earlier version enqueued have no tenant, and no limits. */
const NOBODY = ''

/**
 * What the workers of one queue do and have before them: running jobs, and announced jobs that are not found yet
 * (another process may have them). A tenant with its full number of running jobs leaves the others to other tenants.
 */
export class Crew {
  readonly perTenant: number
  private owed = new Map<string, number>()
  private readonly running = new Map<string, number>()

  /** @param perTenant how many jobs of one tenant run at once. */
  constructor(perTenant: number) {
    this.perTenant = perTenant
  }

  /** One more job has to be done. */
  hear(tenant: string): void {
    this.owed.set(tenant, (this.owed.get(tenant) ?? 0) + 1)
  }

  /** The number of jobs of each tenant, and none of any other, that could begin now. */
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

  /** How many are running. */
  get busy(): number {
    return [...this.running.values()].reduce((sum, one) => sum + one, 0)
  }

  /** How many of the announced jobs could begin. */
  get ready(): number {
    let ready = 0
    for (const [tenant, count] of this.owed) ready += Math.min(count, this.roomFor(tenant))
    return ready
  }

  /** Tenants that have reached their number of running jobs. */
  get sated(): string[] {
    return [...this.running.keys()].filter((tenant) => this.roomFor(tenant) === 0)
  }

  /** Whether one more job of a tenant could begin besides those announced already. */
  hasRoom(tenant: string): boolean {
    return this.roomFor(tenant) > (this.owed.get(tenant) ?? 0)
  }

  private roomFor(tenant: string): number {
    if (tenant === NOBODY) return Number.POSITIVE_INFINITY
    return Math.max(0, this.perTenant - (this.running.get(tenant) ?? 0))
  }
}
