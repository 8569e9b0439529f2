import { createHash } from 'node:crypto'
import pg from 'pg'
import { noteBroken } from './outage.ts'

/**
 * A connection that outlives what happens to it, and whose recurring statements the server plans once.
 *
 * It can break at any moment, even while a transaction holds it and no statement is running: `pg` then emits an error on
 * the client, which would end the process. Whoever holds the connection finds out with the next statement.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', noteBroken)
  }

  // biome-ignore lint/suspicious/noExplicitAny: the six forms of `pg`'s own method, of which one is looked at
  override query(text: any, values?: any, told?: Told): any {
    // With parameters, the text recurs; without any, it may hold several statements, which cannot be prepared.
    const isRecurring = typeof text === 'string' && Array.isArray(values) && values.length > 0
    const name = isRecurring ? PLANS.nameOf(text) : null
    if (!name) return super.query(text, values, told as never)
    const answer = this.planned({ name, text, values })
    if (!told) return answer
    answer.then(
      (result) => told(null, result),
      (error) => told(error, undefined),
    )
  }

  private async planned({ name, text, values }: Named) {
    // A failure ends a transaction; outside of one the statement can simply be sent again.
    const isAlone = this.getTransactionStatus() === 'I'
    try {
      return await new Promise((resolve, reject) => {
        const told: Told = (error, result) => (error ? reject(error) : resolve(result))
        // Given as an object, `pg` would copy it property by property, each with its descriptor.
        super.query(Object.assign(new pg.Query(text, values, told), { name }))
      })
    } catch (error) {
      if (!PLANS.isLost(error, text)) throw error
      if (isAlone) return await super.query(text, values)
      noteBroken(error)
      throw error
    }
  }
}

interface Named {
  name: string
  text: string
  values: unknown[]
}

// biome-ignore lint/suspicious/noExplicitAny: as `pg` has it
type Told = (error: any, result: any) => void

/** What a connection may be asked to keep, in statements; each costs the server some ten kilobytes a connection. */
const MAX_PLANS = 200
/** Texts whose uses are counted: one with a list in it has as many as the list has lengths. */
const MAX_COUNTED = 1000
/** A statement has a name from this use on: most of what is asked once is never asked again. */
const RECURS = 3

/** SQLSTATE: the server does not know the name, or knows it already; a pooler gives every transaction another connection. */
const POOLED = ['26000', '42P05']
/** The table has another column than when it was planned (`feature_not_supported`, “cached plan must not change result type”). */
const OUTDATED = '0A000'

/**
 * The names under which connections keep a statement with its plan
 * (postgresql.org/docs/current/sql-prepare.html); the same over all connections of a process.
 */
class Plans {
  private readonly uses = new Map<string, number>()
  private readonly names = new Map<string, string | null>()
  private isPooled = false

  nameOf(text: string): string | null {
    if (this.isPooled) return null
    const known = this.names.get(text)
    if (known !== undefined) return known
    const uses = (this.uses.get(text) ?? 0) + 1
    if (uses < RECURS) {
      if (this.uses.has(text) || this.uses.size < MAX_COUNTED) this.uses.set(text, uses)
      return null
    }
    if (this.names.size >= MAX_PLANS) return null
    this.uses.delete(text)
    const name = createHash('sha256').update(text).digest('base64url')
    this.names.set(text, name)
    return name
  }

  /** Whether a statement that had a name may have failed only for that; from now on it has none. */
  isLost(error: unknown, text: string): boolean {
    const { code = '' } = error as { code?: string }
    if (POOLED.includes(code)) this.isPooled = true
    else if (code === OUTDATED) this.names.set(text, null)
    else return false
    return true
  }
}

const PLANS = new Plans()
