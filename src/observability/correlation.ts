import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** Fields of every log line of one turn or job, so that they can be found together. */
export interface Correlation {
  /** A GUID: the request's own id in its jobs, a new one in a turn. Graph gets it as `client-request-id`. */
  correlationId: string
  /** Teams' id of the activity that a turn answers. */
  activityId?: string
  job?: string
  attempt?: number
}

const storage = new AsyncLocalStorage<Correlation>()

/** Everything that `act` does, now or later, belongs to this correlation. */
export function withCorrelation<T>(correlation: Correlation, act: () => T): T {
  return storage.run(correlation, act)
}

export function correlation(): Correlation | undefined {
  return storage.getStore()
}

/** For an activity that has just come. */
export function fromActivity(activityId: unknown): Correlation {
  const known = typeof activityId === 'string' ? { activityId: activityId.slice(0, 100) } : {}
  return { correlationId: randomUUID(), ...known }
}
