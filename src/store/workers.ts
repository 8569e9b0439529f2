import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { withCorrelation } from '../observability/correlation.ts'
import { spanned } from '../observability/traces.ts'
import { Crew } from './crew.ts'
import type { BossConnection } from './database.ts'
import { listenTo } from './listener.ts'
import { CHANNEL, EVERYBODY } from './newJobs.ts'

/** Between two checks for jobs that have become due, over all queues at once: a new job wakes a worker by itself. */
const LOOK_EVERY_MS = 1000
/** The longest that anybody waits for one, in milliseconds: a connection may be dead without saying so. */
const LOOK_FAILS_MS = 10_000
/** If even those checks fail, each worker asks for itself. */
const BY_ITSELF_SECONDS = 300
/** The most workers of one queue in one process, however many tenants have work. */
const MAX_WORKERS = 100

/**
 * How many jobs of each queue and tenant could begin now, as far as it matters until the next check. Tenants that have
 * reached their number of running jobs are left out.
 */
const DUE = `
  select queue.name, tenant, count(*)::int as due
  from jsonb_to_recordset($1) as queue(name text, sated jsonb),
  lateral (
    select group_id tenant from pgboss.job
    where name = queue.name and state < 'active' and not blocked and start_after <= pgboss.job_now()
      and not queue.sated ? coalesce(group_id, '')
    limit 1000
  ) as job
  group by queue.name, tenant`

/** Thrown by a job that waits for something outside: it checks again after the queue's delay. Nothing is wrong. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
}

/** What a job has with it besides its own data. */
interface CarriedData {
  requestId?: string
  /** The trace it belongs to, if its sender was in one. */
  traceparent?: string
}

type RunJob<Data> = (job: JobWithMetadata<Data> & { signal: AbortSignal }) => Promise<void>

/**
 * Many workers for each queue, and more where all are busy while another tenant has work: nobody waits behind another
 * tenant's jobs. A new job wakes an idle worker (LISTEN/NOTIFY), in every process if the one that enqueued it is busy,
 * and a worker that has finished a job asks for the next while more were announced than found. One check a second, for
 * all queues together, finds what has become due. pg-boss's own notification wakes all workers, and each of them makes
 * its own checks, which costs more than the work.
 */
export class Workers {
  /** This process, as named in notices of new jobs. */
  private readonly id = randomUUID()
  private readonly boss: PgBoss
  private readonly onError: (error: unknown, job?: string) => void
  private readonly crews = new Map<string, Crew>()
  /** By queue; none while it starts. */
  private readonly hirings = new Map<string, () => Promise<void>>()
  private hearing: { close(): Promise<void> } | null = null
  private timer: NodeJS.Timeout | null = null
  private isClosed = false

  constructor(boss: PgBoss, onError: (error: unknown, job?: string) => void) {
    this.boss = boss
    this.onError = onError
  }

  /** @param atOnce how many jobs of one tenant run at once. */
  async on<Data>(name: string, atOnce: number, run: RunJob<Data>): Promise<void> {
    const crew = new Crew(atOnce)
    this.crews.set(name, crew)
    this.hirings.set(name, () => this.hire(name, crew, run))
    await this.hire(name, crew, run)
  }

  /** As many workers as one tenant may have: pg-boss begins no more of a tenant's jobs in a process than that. */
  private async hire<Data>(name: string, crew: Crew, run: RunJob<Data>): Promise<void> {
    const options = {
      includeMetadata: true,
      pollingIntervalSeconds: BY_ITSELF_SECONDS,
      localConcurrency: crew.perTenant,
      localGroupConcurrency: crew.perTenant,
    } as const
    await this.boss.work<Data, void, typeof options>(name, options, async ([job]) => {
      if (!job) return
      const tenant = job.groupId ?? ''
      crew.begin(tenant)
      if (crew.ready > 0) this.wake(name, crew)
      const { requestId = randomUUID(), traceparent } = job.data as CarriedData
      const attempt = job.retryCount + 1
      try {
        await withCorrelation({ correlationId: requestId, job: name, attempt }, () =>
          spanned(
            `job ${name}`,
            {
              kind: 'consumer',
              attributes: { 'assent.request_id': requestId, 'assent.attempt': attempt },
              continues: traceparent,
              isExpected: (error) => error instanceof NotYet,
            },
            () => run(job),
          ),
        )
      } catch (error) {
        if (!(error instanceof NotYet)) this.onError(error, name)
        throw error
      } finally {
        crew.end(tenant)
        // Whatever waits for this one's key is free as soon as the queue knows, which is before its worker asks again.
        if (crew.ready > 0) for (const id of this.workersOf(name).busy) this.boss.notifyWorker(id)
      }
    })
  }

  /**
   * Whom to notify of a job that this process enqueues: only itself where it can begin the job at once, so that the
   * others do not ask for nothing. If that fails, a check by any of them finds it.
   */
  takerOf(name: string, tenant: string): string {
    return this.hearing && !this.isClosed && this.crews.get(name)?.hasRoom(tenant) ? this.id : EVERYBODY
  }

  /** Without the notifications jobs are found a little later, by the checks. */
  async hear(connection: BossConnection): Promise<void> {
    const again = () => void this.look()
    const one = (text: string) => {
      const [name = '', _id, tenant = '', whose = EVERYBODY] = text.split(' ')
      if (whose === EVERYBODY || whose === this.id) this.told(name, tenant)
    }
    this.hearing =
      connection.backend === 'postgres'
        ? listenTo(connection.client, CHANNEL, one, again, this.onError)
        : ((await this.boss.getDb().listen?.(CHANNEL, one, again)) ?? null)
    this.lookLater()
  }

  private lookLater(): void {
    if (this.isClosed) return
    this.timer = setTimeout(async () => {
      await Promise.race([this.look(), pause(LOOK_FAILS_MS, undefined, { ref: false })])
      this.lookLater()
    }, LOOK_EVERY_MS).unref()
  }

  /** Wakes as many workers as there are jobs that can begin, queue by queue. */
  private async look(): Promise<void> {
    try {
      const queues = [...this.crews].map(([name, { sated }]) => ({ name, sated }))
      const { rows } = await this.boss.getDb().executeSql(DUE, [JSON.stringify(queues)])
      const due = rows as { name: string; tenant: string | null; due: number }[]
      for (const [name, crew] of this.crews) {
        const own = due.filter((row) => row.name === name)
        crew.count(new Map(own.map((row) => [row.tenant ?? '', Number(row.due)])))
        this.wake(name, crew, crew.ready)
      }
    } catch (error) {
      if (!this.isClosed) this.onError(error)
    }
  }

  private told(name: string, tenant: string): void {
    const crew = this.crews.get(name)
    if (!crew) return
    crew.hear(tenant)
    if (crew.ready > 0) this.wake(name, crew)
    // A handler has finished, and the queue may not know yet: until then nobody gets what waits for its key.
    const { busy } = this.workersOf(name)
    if (busy.length > crew.busy) for (const id of busy) this.boss.notifyWorker(id)
  }

  /**
   * A worker that finds a job wakes the next. Where all are busy with other tenants' jobs there will be more workers.
   */
  private wake(name: string, crew: Crew, count = 1): void {
    if (count === 0) return
    const { idle, busy } = this.workersOf(name)
    for (const id of idle.slice(0, count)) this.boss.notifyWorker(id)
    const hire = this.hirings.get(name)
    if (idle.length > 0 || busy.length + crew.perTenant > MAX_WORKERS || !hire || this.isClosed) return
    // Not twice at once.
    this.hirings.delete(name)
    hire()
      .catch((error) => this.onError(error))
      .finally(() => this.hirings.set(name, hire))
  }

  /** By pg-boss's ids. A worker is busy from when it has found a job until the queue knows how it ended. */
  private workersOf(queue: string): { idle: string[]; busy: string[] } {
    const idle: string[] = []
    const busy: string[] = []
    for (const { name, id, count } of this.boss.getWipData())
      if (name === queue) (count > 0 ? busy : idle).push(id)
    return { idle, busy }
  }

  /** Hears about no new jobs any longer. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer) clearTimeout(this.timer)
    await this.hearing?.close()
  }
}
