import { type RawBuilder, sql } from 'kysely'
import type { JobName, Jobs } from './queues.ts'

/**
 * Work to be done. At most one job of a key runs at a time, and of a tenant no more than `QUEUES` says in one
 * process.
 */
export type NewJob = {
  [Name in JobName]: { name: Name; data: Jobs[Name]; key: string; tenantId: string; when?: Date | Latest }
}[JobName]

/**
 * For a job that reads whatever is stored when it begins: a waiting job with the same key will do instead, and begins
 * within this many seconds.
 */
export interface Latest {
  within: number
}

/** How pg-boss enqueues a job: its own statement, whose one parameter is a JSON text of jobs. */
export interface Insertion {
  job: NewJob
  /** With `$1` where the parameter belongs; gives a row with the job's id. */
  statement: string
  jobs: string
  /** The process that is notified, or everybody. */
  taker: string
}

/** In place of one process. */
export const EVERYBODY = '*'
/**
 * The channel on which processes hear about new jobs, by the name of their queue, their id, their tenant and the
 * process that is meant.
 */
export const CHANNEL = 'assent_jobs'

export function isLatest(when: NewJob['when']): when is Latest {
  return when !== undefined && 'within' in when
}

/**
 * Enqueues jobs, as part of a larger statement.
 * @param onlyIf a condition of that statement.
 * @returns the parts of its `with`, and what its `select` has to include so that every process is notified of the jobs
 * that can begin, when the transaction commits. PostgreSQL merges identical notices, so each names its job.
 */
export function insertingJobs(
  insertions: readonly Insertion[],
  onlyIf: RawBuilder<unknown> = sql`true`,
): {
  parts: RawBuilder<unknown>[]
  told: RawBuilder<unknown>
} {
  const parts = insertions.flatMap((insertion, index) => insertParts(insertion, `job_${index}`, onlyIf))
  const ids = insertions.flatMap(({ job: { name, tenantId, when }, taker }, index) => {
    const job = sql`select ${name}::text as queue, ${`${tenantId} ${taker}`}::text as whose, id`
    const put = sql`${job} from ${sql.raw(`job_${index}`)}`
    if (!when) return [put]
    if (!isLatest(when)) return []
    const hastened = sql`${job} from ${sql.raw(`job_${index}_hastened`)}`
    return when.within > 0 ? [] : [put, hastened]
  })
  const told =
    ids.length > 0
      ? sql`(select count(pg_notify(${CHANNEL}, queue || ' ' || id || ' ' || whose)::text) from (${sql.join(ids, sql` union all `)}) as put)`
      : sql`0`
  return { parts, told }
}

function insertParts(
  { job, statement, jobs }: Insertion,
  put: string,
  onlyIf: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const { name, key, when } = job
  const [before = '', after = ''] = statement.split('$1')
  const insertIf = (condition: RawBuilder<unknown>) =>
    sql`${sql.raw(before)}case when ${condition} then ${jobs}::text else '[]' end${sql.raw(after)}`
  const named = (suffix: string) => sql.raw(`${put}${suffix}`)
  if (!isLatest(when)) return [sql`${named('')} as (${insertIf(onlyIf)})`]
  return [
    // Locked, so that nobody takes it before what it is to read is stored.
    sql`${named('_waiting')} as (
      select id from pgboss.job
      where name = ${name} and singleton_key = ${key} and state = 'created' and ${onlyIf}
      order by start_after limit 1 for update
    )`,
    sql`${named('_hastened')} as (
      update pgboss.job
      set start_after = pgboss.job_now() + make_interval(secs => ${when.within}),
        -- It goes on in the trace of what hastens it.
        data = ${jobs}::text::jsonb -> 0 -> 'data'
      where name = ${name} and id in (select id from ${named('_waiting')})
        and start_after > pgboss.job_now() + make_interval(secs => ${when.within})
      returning id
    )`,
    sql`${named('')} as (
      ${insertIf(sql`${onlyIf} and not exists (select from ${named('_waiting')})`)}
    )`,
  ]
}
