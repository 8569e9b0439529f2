import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

const LOOK_EVERY_MS = 5000
/**
 * How long a process counts after its last sign of life, and how long one is new: what a tenant grants is counted over
 * 20 seconds, and everybody has to know about it before that begins.
 */
const COUNTS_MS = 20_000 + LOOK_EVERY_MS
/** Two that start at once see each other. */
const LOCK = 7_266_102

/** How many processes work on this database, as far as this one knows. */
export class Replicas {
  /** This one included. */
  living = 1
  private readonly id = randomUUID()
  private readonly db: Kysely<Schema>
  private newUntil = 0
  private timer: NodeJS.Timeout | null = null

  private constructor(db: Kysely<Schema>) {
    this.db = db
  }

  static async start(db: Kysely<Schema>): Promise<Replicas> {
    const replicas = new Replicas(db)
    replicas.living = await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
      return await replicas.countWith(transaction)
    })
    if (replicas.living > 1) replicas.newUntil = performance.now() + COUNTS_MS
    // Without the database nobody can tell who comes and goes.
    replicas.timer = setInterval(() => void replicas.look().catch(() => {}), LOOK_EVERY_MS).unref()
    return replicas
  }

  /** Whether it joined the others a moment ago, so that they may not know about it yet. */
  get isNew(): boolean {
    return performance.now() < this.newUntil
  }

  /** Reports that it is alive, and counts the others. */
  async look(): Promise<void> {
    this.living = await this.countWith(this.db)
  }

  private async countWith(connection: Kysely<Schema>): Promise<number> {
    const { rows } = await sql<{ others: string }>`
      with own as (
        insert into replicas (id, seen_at) values (${this.id}, clock_timestamp())
        on conflict (id) do update set seen_at = excluded.seen_at
      ), gone as (
        delete from replicas where id <> ${this.id} and seen_at < clock_timestamp() - interval '1 hour'
      )
      select count(*) as others from replicas
      where id <> ${this.id} and seen_at > clock_timestamp() - ${COUNTS_MS} * interval '1 millisecond'`.execute(
      connection,
    )
    return 1 + Number(rows[0]?.others)
  }

  /** What it used of a tenant's grant counts a while longer, so its line stays. */
  stop(): void {
    if (this.timer) clearInterval(this.timer)
  }
}
