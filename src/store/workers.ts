import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { within } from '../observability/correlation.ts'
import { spanned } from '../observability/traces.ts'
import type { BossConnection } from './database.ts'
import { listenTo } from './listening.ts'
import type { Schema } from './schema.ts'

/** Between two checks for jobs that became due: a new one wakes a worker by itself. */
const DUE_SECONDS = 2
const IDLE_SECONDS = 10
/** The channel on which every process hears of new jobs, by the name of their queue. */
const CHANNEL = 'assent_jobs'

interface Worker {
  /** As pg-boss knows it. */
  id: string
  isBusy: boolean
}

/** Thrown by a job that waits for something outside: it looks again after the queue's delay. Nothing is wrong. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
}

/** Heard by every process when the transaction commits, and not at all if it does not. */
export async function tellOf(transaction: Transaction<Schema>, name: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${name})`.execute(transaction)
}

/** What a job has with it beside its own. */
interface Carried {
  requestId?: string
  /** The trace it belongs to, where whoever sent it was in one. */
  traceparent?: string
}

type Run<Data> = (job: JobWithMetadata<Data> & { signal: AbortSignal }) => Promise<void>

/**
 * Many workers for each queue. A new job wakes one that is idle in every process (LISTEN/NOTIFY), and whoever finds
 * a job wakes the next; pg-boss's own notification wakes all of them, which costs more than the work when there are
 * several replicas.
 */
export class Workers {
  private readonly boss: PgBoss
  private readonly onError: (error: unknown, job?: string) => void
  private readonly workers = new Map<string, Worker[]>()
  private hearing: { close(): Promise<void> } | null = null

  constructor(boss: PgBoss, onError: (error: unknown, job?: string) => void) {
    this.boss = boss
    this.onError = onError
  }

  /** The first worker looks often for jobs that have become due; the others cost next to nothing while they are idle. */
  async on<Data>(name: string, atOnce: number, run: Run<Data>): Promise<void> {
    const workers: Worker[] = []
    this.workers.set(name, workers)
    for (let i = 0; i < atOnce; i++) {
      const worker: Worker = { id: '', isBusy: false }
      worker.id = await this.startWorker(name, i === 0 ? DUE_SECONDS : IDLE_SECONDS, worker, run)
      workers.push(worker)
    }
  }

  private startWorker<Data>(
    name: string,
    pollingIntervalSeconds: number,
    worker: Worker,
    run: Run<Data>,
  ): Promise<string> {
    const options = { includeMetadata: true, pollingIntervalSeconds } as const
    return this.boss.work<Data, void, typeof options>(name, options, async ([job]) => {
      if (!job) return
      worker.isBusy = true
      // Without it this worker rests until its next look, however many jobs wait.
      this.boss.notifyWorker(worker.id)
      this.wake(name)
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
      }
    })
  }

  /** Without it jobs are found a little later: the workers look by themselves. */
  async hear(connection: BossConnection): Promise<void> {
    const all = () => {
      for (const name of this.workers.keys()) this.wake(name)
    }
    const one = (name: string) => this.wake(name)
    this.hearing =
      connection.backend === 'postgres'
        ? listenTo(connection.client, CHANNEL, one, all, this.onError)
        : ((await this.boss.getDb().listen?.(CHANNEL, one, all)) ?? null)
    all()
  }

  /** Where all are busy, each looks for more when it has finished. */
  private wake(name: string): void {
    const idle = this.workers.get(name)?.find(({ isBusy }) => !isBusy)
    if (idle) this.boss.notifyWorker(idle.id)
  }

  /** Hears of no new jobs any more. */
  async close(): Promise<void> {
    await this.hearing?.close()
  }
}
