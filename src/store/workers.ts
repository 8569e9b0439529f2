import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { within } from '../observability/correlation.ts'
import { spanned } from '../observability/traces.ts'
import type { BossConnection } from './database.ts'
import { listenTo } from './listening.ts'
import { CHANNEL } from './newJobs.ts'

/** Between two looks for jobs that became due, over all queues at once: a new one wakes a worker by itself. */
const LOOK_EVERY_MS = 1000
/** Nobody waits longer for one, in milliseconds: a connection may be dead without saying so. */
const LOOK_FAILS_MS = 10_000
/** Where even those looks fail, each worker asks for itself. */
const BY_ITSELF_SECONDS = 300
/** A job counts as finished a moment after its handler: until then its key is taken, and its worker asks anew. */
const ENDING_MS = 1000

interface Worker {
  /** As pg-boss knows it. */
  id: string
  isBusy: boolean
  /** When its last handler ended, by this process's counter. */
  endedAt: number
}

/** The workers of one queue. */
interface Crew {
  workers: Worker[]
  /** Jobs that were heard of, and not found yet: another process may have had them. */
  owed: number
}

/** How many jobs of each queue could be begun now, as far as it matters until the next look. */
const DUE = `
  select queue.name, count(job.id)::int as due
  from unnest($1::text[]) as queue(name)
  cross join lateral (
    select id from pgboss.job
    where name = queue.name and state < 'active' and not blocked and start_after <= pgboss.job_now() limit 1000
  ) as job
  group by queue.name`

/** Thrown by a job that waits for something outside: it looks again after the queue's delay. Nothing is wrong. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
}

/** What a job has with it beside its own. */
interface Carried {
  requestId?: string
  /** The trace it belongs to, where whoever sent it was in one. */
  traceparent?: string
}

type Run<Data> = (job: JobWithMetadata<Data> & { signal: AbortSignal }) => Promise<void>

/**
 * Many workers for each queue. A new job wakes one that is idle in every process (LISTEN/NOTIFY), and one that has
 * finished a job asks for the next while more were heard of than found; one look a second, for all queues together,
 * finds what became due. pg-boss's own notification wakes all workers and its own looks are one for each of them,
 * which costs more than the work.
 */
export class Workers {
  private readonly boss: PgBoss
  private readonly onError: (error: unknown, job?: string) => void
  private readonly crews = new Map<string, Crew>()
  private hearing: { close(): Promise<void> } | null = null
  private timer: NodeJS.Timeout | null = null
  private isClosed = false

  constructor(boss: PgBoss, onError: (error: unknown, job?: string) => void) {
    this.boss = boss
    this.onError = onError
  }

  async on<Data>(name: string, atOnce: number, run: Run<Data>): Promise<void> {
    const crew: Crew = { workers: [], owed: 0 }
    this.crews.set(name, crew)
    for (let i = 0; i < atOnce; i++) {
      const worker: Worker = { id: '', isBusy: false, endedAt: Number.NEGATIVE_INFINITY }
      worker.id = await this.startWorker(name, crew, worker, run)
      crew.workers.push(worker)
    }
  }

  private startWorker<Data>(name: string, crew: Crew, worker: Worker, run: Run<Data>): Promise<string> {
    const options = { includeMetadata: true, pollingIntervalSeconds: BY_ITSELF_SECONDS } as const
    return this.boss.work<Data, void, typeof options>(name, options, async ([job]) => {
      if (!job) return
      worker.isBusy = true
      crew.owed = Math.max(0, crew.owed - 1)
      if (crew.owed > 0) this.wakeIdle(crew)
      const { requestId = randomUUID(), traceparent } = job.data as Carried
      const attempt = job.retryCount + 1
      try {
        await within({ correlationId: requestId, job: name, attempt }, () =>
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
        worker.isBusy = false
        worker.endedAt = performance.now()
        // What waits for this one's key is free as soon as the queue knows, which is before it asks again.
        if (crew.owed > 0) this.boss.notifyWorker(worker.id)
      }
    })
  }

  /** Without the notifications jobs are found a little later, by the looks. */
  async hear(connection: BossConnection): Promise<void> {
    const again = () => void this.look()
    const one = (text: string) => this.told(text.split(' ')[0] ?? '')
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

  /** Wakes as many workers as there are jobs due, queue by queue. */
  private async look(): Promise<void> {
    try {
      const { rows } = await this.boss.getDb().executeSql(DUE, [[...this.crews.keys()]])
      const due = new Map((rows as { name: string; due: number }[]).map((row) => [row.name, Number(row.due)]))
      for (const [name, crew] of this.crews) {
        crew.owed = due.get(name) ?? 0
        for (let i = 0; i < Math.min(crew.owed, crew.workers.length); i++) this.wakeIdle(crew, i)
      }
    } catch (error) {
      if (!this.isClosed) this.onError(error)
    }
  }

  private told(name: string): void {
    const crew = this.crews.get(name)
    if (!crew) return
    crew.owed += 1
    this.wakeIdle(crew)
    // Its handler is over, and the queue may not know yet: then nobody else gets what waits for its key.
    const now = performance.now()
    for (const { id, endedAt, isBusy } of crew.workers)
      if (!isBusy && now - endedAt < ENDING_MS) this.boss.notifyWorker(id)
  }

  /** Where all are busy, each looks for more when it has finished. @param which of those that are idle. */
  private wakeIdle({ workers }: Crew, which = 0): void {
    const idle = workers.filter(({ isBusy }) => !isBusy)[which]
    if (idle) this.boss.notifyWorker(idle.id)
  }

  /** Hears of no new jobs any more. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer) clearTimeout(this.timer)
    await this.hearing?.close()
  }
}
