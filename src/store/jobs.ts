import type { Transaction } from 'kysely'
import { fromKysely, PgBoss, type Queue } from 'pg-boss'
import type { BossConnection } from './database.ts'
import type { Schema } from './schema.ts'

/** The work that goes on behind an answer, and what each piece of it carries. */
export interface Jobs {
  /** Find what the sentence means and draw the plan. */
  plan: { requestId: string }
  /** Write one policy's set, read it back. */
  apply: { requestId: string; item: number }
  /** Bring every copy of a request's card up to date. */
  card: { requestId: string }
  /** Tell the channels how it ended. */
  notice: { requestId: string }
  /** Ask the requester to sign in. */
  signIn: { requestId: string }
  /** Nobody decided in time. */
  expiry: { requestId: string }
  /** Look up whether those who pressed a button may decide. */
  check: { requestId: string }
  /** Remind those who may approve, if the round still waits for them. */
  reminder: { requestId: string; round: number }
}

export type JobName = keyof Jobs
export type Handler<Name extends JobName> = (data: Jobs[Name], attempt: number) => Promise<void>
export type Handlers = { [Name in JobName]: Handler<Name> }

export interface SendOptions {
  /** At most one job of a key runs at a time. */
  key: string
  startAfter?: Date
}

const DEAD = 'dead'
const POLICIES: Record<JobName, Queue['policy'] & string> = {
  plan: 'stately',
  apply: 'singleton',
  // One drawing and one waiting are enough: the waiting one will draw the newest state.
  card: 'stately',
  notice: 'stately',
  signIn: 'stately',
  expiry: 'standard',
  check: 'stately',
  reminder: 'standard',
}
const NAMES = Object.keys(POLICIES) as JobName[]
const AT_ONCE = 8
/** How often a job is tried before it is given up. */
export const ATTEMPTS = 9

/** pg-boss on the same database: retries with back-off and jitter, many workers, woken by LISTEN/NOTIFY. */
export class JobQueue {
  private readonly boss: PgBoss

  private readonly onError: (error: unknown, job?: string) => void

  /** @param onError told of every attempt that failed; the queue itself decides whether there is another. */
  constructor(connection: BossConnection, onError: (error: unknown, job?: string) => void) {
    this.onError = onError
    this.boss = new PgBoss({
      ...(connection.backend === 'pglite'
        ? { db: connection.db, backend: 'pglite' as const }
        : { connectionString: connection.connectionString, max: 5 }),
      useListenNotify: true,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      schedule: false,
    })
    this.boss.on('error', (error) => onError(error))
  }

  async start(): Promise<void> {
    await this.boss.start()
    await this.queue(DEAD, { retryLimit: 20 })
    for (const name of NAMES) {
      await this.queue(name, {
        policy: POLICIES[name],
        retryLimit: ATTEMPTS - 1,
        retryDelay: 1,
        retryBackoff: true,
        retryDelayMax: 120,
        expireInSeconds: 300,
        heartbeatSeconds: 15,
        deadLetter: DEAD,
        notify: true,
      })
    }
  }

  private async queue(name: string, options: Omit<Queue, 'name'>): Promise<void> {
    await this.boss.createQueue(name, { ...options, notify: true })
  }

  /** Enqueues in the transaction that changes the state: a rolled-back change enqueues nothing. */
  async send<Name extends JobName>(
    transaction: Transaction<Schema>,
    name: Name,
    data: Jobs[Name],
    options: SendOptions,
  ): Promise<void> {
    await this.boss.send(name, data, {
      singletonKey: options.key,
      db: fromKysely(transaction),
      ...(options.startAfter ? { startAfter: options.startAfter } : {}),
    })
  }

  /** `gaveUp` is told of a job that failed for good, with the last reason for the log. */
  async work(
    handlers: Handlers,
    gaveUp: (data: { requestId: string; item?: number }) => Promise<void>,
  ): Promise<void> {
    for (const name of NAMES) await this.workOn(name, handlers[name] as Handler<JobName>)
    await this.boss.work<{ requestId: string; item?: number }>(DEAD, async ([job]) => {
      if (job) await gaveUp(job.data)
    })
  }

  private async workOn<Name extends JobName>(name: Name, handler: Handler<Name>): Promise<void> {
    const options = {
      localConcurrency: AT_ONCE,
      includeMetadata: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 2,
    } as const
    await this.boss.work<Jobs[Name], void, typeof options>(name, options, async ([job]) => {
      if (!job) return
      try {
        await handler(job.data, job.retryCount + 1)
      } catch (error) {
        this.onError(error, name)
        throw error
      }
    })
  }

  /** Jobs that wait or run, by queue, as of the queue's last count (every few seconds). */
  async depth(): Promise<Record<string, number>> {
    const queues = await this.boss.getQueues()
    return Object.fromEntries(queues.map((queue) => [queue.name, queue.queuedCount + queue.activeCount]))
  }

  /** Waits until what runs has finished, at most `graceMs`; the rest is handed back and runs again. */
  async stop(graceMs: number): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: graceMs })
  }
}
