import type { Database, DatabasePlace, openDatabase } from './database.ts'
import { DatabaseClock } from './databaseClock.ts'
import { JobQueue } from './jobs.ts'
import { AwayLog, isPassing, isUnreachable } from './outage.ts'
import { Replicas } from './replicas.ts'

export interface Store {
  database: Database
  clock: DatabaseClock
  jobs: JobQueue
  /** Null for a directory, which has one process at a time. */
  replicas: Replicas | null
}

/**
 * The database with the clock, the queue and the count of replicas that live in it. Nobody works on the jobs yet.
 * @param open how the database is opened.
 */
export async function openStore(
  place: DatabasePlace,
  log: Record<'error' | 'warn', (fields: object, message: string) => void>,
  open: typeof openDatabase,
): Promise<Store> {
  const database = await open(place)
  const awayLog = new AwayLog(log)
  const jobs = new JobQueue(database.boss, (error, job) => {
    if (job && isPassing(error))
      log.warn({ reason: error.message, job }, 'a job will be tried again: what it needs is busy')
    else if (job || !isUnreachable(error)) log.error({ err: error, job }, 'a job had a problem')
    else awayLog.note(error)
  })
  const [clock, replicas] = await Promise.all([
    DatabaseClock.start(
      database.kysely,
      (skew) =>
        log.error(
          { skew },
          'this machine’s clock is not the database’s: set it right (skew in milliseconds)',
        ),
      database.ahead,
    ),
    place.databaseUrl ? Replicas.start(database.kysely) : null,
    jobs.start(),
  ])
  return { database, clock, jobs, replicas }
}
