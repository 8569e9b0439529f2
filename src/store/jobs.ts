import { type Kysely, sql, type Transaction } from 'kysely'
import type { ClientConfig } from 'pg'
import { type ConstructorOptions, PgBoss, type Queue, type QueueResult } from 'pg-boss'
import { traceparent } from '../observability/traces.ts'
import type { BossConnection } from './database.ts'
import { type Insertion, insertingJobs, isLatest, type NewJob } from './newJobs.ts'
import { DEAD, JOB_NAMES, type JobName, type Jobs, QUEUES } from './queues.ts'
import type { Schema } from './schema.ts'
import { SteadyClient } from './steadyClient.ts'
import { Workers } from './workers.ts'

/** What a job knows about its current run. */
export interface Run {
  /** 1 for the first. A run that was killed counts too. */
  attempt: number
  /** Aborted when this run has lost the job: it took too long, or the process was thought dead. */
  signal: AbortSignal
  /**
   * Asks the database whether the job still belongs to this run; this is where a process that was suspended first
   * finds out.
   */
  holds: () => Promise<boolean>
}

export type JobHandler<Name extends JobName> = (data: Jobs[Name], run: Run) => Promise<void>
export type Handlers = { [Name in JobName]: JobHandler<Name> }

/** A job that failed for good. */
export type DeadJob = { [Name in JobName]: { name: Name; data: Jobs[Name] } }[JobName]

/** In UTC; pg-boss sends it once, however many replicas there are. */
const NIGHTLY = '17 2 * * *'

/** pg-boss on the same database: retries with back-off and jitter, dead letters, a nightly job. */
export class JobQueue {
  private readonly boss: PgBoss
  private readonly connection: BossConnection
  private readonly workers: Workers
  private isWorking = false

  /** @param onError called with every attempt that failed; the queue itself decides whether there is another. */
  constructor(connection: BossConnection, onError: (error: unknown, job?: string) => void) {
    this.connection = connection
    this.boss = new PgBoss({
      ...(connection.backend === 'pglite'
        ? { db: connection.db, backend: 'pglite' as const }
        : { ...asBossTakesIt(connection.client), max: 5, Client: SteadyClient }),
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      schedule: true,
      // Its spans contain error messages, which may quote what somebody wrote; `workers.ts` makes ours.
      openTelemetry: { enabled: false },
    })
    this.workers = new Workers(this.boss, onError)
    this.boss.on('error', (error) => onError(error))
  }

  async start(): Promise<void> {
    await this.boss.start()
    const known = new Map((await this.boss.getQueues()).map((queue) => [queue.name, queue]))
    const patience = { retryLimit: 20, retryDelay: 1, retryBackoff: true, retryDelayMax: 600 }
    await this.queue(known.get(DEAD), { name: DEAD, ...patience })
    for (const name of JOB_NAMES) {
      const { atOnce: _atOnce, ...settings } = QUEUES[name]
      const limits = { expireInSeconds: 300, heartbeatSeconds: 15 }
      await this.queue(known.get(name), { name, ...settings, ...limits, deadLetter: DEAD })
    }
    await this.boss.schedule('retention', NIGHTLY)
    if (this.connection.backend === 'pglite') await this.handBackLeftBehind()
  }

  /** Made once; it counts for this program, whichever part made it. */
  private async queue(known: QueueResult | undefined, { name, policy, ...numbers }: Queue): Promise<void> {
    const options = { ...numbers, notify: false }
    if (!known) await this.boss.createQueue(name, { ...options, ...(policy ? { policy } : {}) })
    else if (Object.entries(options).some(([key, value]) => known[key as keyof QueueResult] !== value)) {
      await this.boss.updateQueue(name, options)
    }
  }

  /**
   * The directory's lock guarantees that no other process runs, so whatever is active was cut short by a kill. With
   * several replicas only a missing heartbeat shows that.
   */
  private async handBackLeftBehind(): Promise<void> {
    const db = this.boss.getDb()
    const { rows } = await db.executeSql(`
      select name, array_agg(id::text) as ids from pgboss.job where state = 'active' group by name`)
    for (const { name, ids } of rows) {
      await this.boss.fail(name, ids, { message: 'the process was stopped in the middle' })
      // Nothing went wrong that would be better after a while.
      await db.executeSql(
        `update pgboss.job set start_after = now() where name = $1 and state = 'retry' and id = any($2::uuid[])`,
        [name, ids],
      )
    }
  }

  /** Enqueues in the transaction that changes the state: a rolled-back change enqueues nothing. */
  async send(connection: Kysely<Schema> | Transaction<Schema>, ...jobs: NewJob[]): Promise<void> {
    if (jobs.length === 0) return
    const { parts, told } = insertingJobs(await this.insertions(jobs))
    await sql`with ${sql.join(parts)} select ${told} as told`.execute(connection)
  }

  /** How each of these jobs is enqueued, for a statement that does more than that. */
  insertions(jobs: readonly NewJob[]): Promise<Insertion[]> {
    return Promise.all(jobs.map((job) => this.insertionOf(job)))
  }

  /** pg-boss is given a database that records the statement instead of running it. */
  private async insertionOf(job: NewJob): Promise<Insertion> {
    const { name, data, key, tenantId, when } = job
    const parent = traceparent()
    const kept: { statement: string; jobs: string }[] = []
    await this.boss.send(name, parent ? { ...data, traceparent: parent } : data, {
      singletonKey: key,
      group: { id: tenantId },
      ...(isLatest(when) ? { startAfter: when.within } : when ? { startAfter: when } : {}),
      db: {
        async executeSql(statement: string, [jobs]: unknown[] = []) {
          kept.push({ statement, jobs: String(jobs) })
          return { rows: [{ id: '' }] }
        },
      },
    })
    const [insertion] = kept
    if (!insertion) throw new Error(`pg-boss enqueued no job in ${name}`)
    return { job, ...insertion, taker: this.workers.takerOf(name, tenantId) }
  }

  /** Whether a job of this key waits for its turn or its next attempt, so that it will find whatever is stored now. */
  async isWaiting(transaction: Transaction<Schema>, name: JobName, key: string): Promise<boolean> {
    const { rows } = await sql`
      select 1 from pgboss.job
      where name = ${name} and singleton_key = ${key} and state in ('created', 'retry') limit 1`.execute(
      transaction,
    )
    return rows.length > 0
  }

  /** `gaveUp` is called for a job that failed for good, and again if it throws. */
  async work(handlers: Handlers, gaveUp: (job: DeadJob) => Promise<void>): Promise<void> {
    for (const name of JOB_NAMES) {
      const handler = handlers[name] as JobHandler<JobName>
      await this.workers.on<Jobs[JobName]>(name, QUEUES[name].atOnce, ({ id, data, retryCount, signal }) => {
        const holds = async () => {
          const [now] = await this.boss.findJobs(name, { id })
          return now?.state === 'active' && now.retryCount === retryCount
        }
        return handler(data, { attempt: retryCount + 1, signal, holds })
      })
    }
    await this.workers.on<Jobs[JobName]>(DEAD, 1, async ({ data, sourceName, sourceId }) => {
      await gaveUp({ name: sourceName, data } as DeadJob)
      // The failed job keeps its place in the queue of its key until it is removed.
      if (sourceName && sourceId) await this.boss.deleteJob(sourceName, sourceId)
    })
    await this.workers.hear(this.connection)
    this.isWorking = true
  }

  /** Waiting or running jobs, by queue, as of the queue's last count (every few seconds). */
  async depth(): Promise<Record<string, number>> {
    const queues = await this.boss.getQueues([...JOB_NAMES, DEAD])
    return Object.fromEntries(queues.map((queue) => [queue.name, queue.queuedCount + queue.activeCount]))
  }

  /** @throws if this process does not work on jobs, or their tables do not answer. */
  async ready(): Promise<void> {
    if (!this.isWorking) throw new Error('no jobs are worked on')
    await this.boss.getQueue(DEAD)
  }

  /** Waits for running jobs to finish, at most `graceMs`; the rest is handed back and runs again. */
  async stop(graceMs: number): Promise<void> {
    this.isWorking = false
    await this.workers.close()
    await this.boss.stop({ graceful: true, timeout: graceMs })
  }
}

/** pg-boss passes all of it to pg's pool, including a password that is fetched; its own type knows fewer forms. */
function asBossTakesIt(client: ClientConfig): ConstructorOptions {
  return client as ConstructorOptions
}
