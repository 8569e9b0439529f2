import type { ClientConfig } from 'pg'
import { SteadyClient } from './steadyClient.ts'

/** Milliseconds: between two checks that the connection still works, and until one has failed. */
const LOOK_EVERY_MS = 10_000
const LOOK_FAILS_MS = 5000
/** The pause before the first, and the longest before a later attempt to connect again. */
const FIRST_PAUSE_MS = 500
const MAX_PAUSE_MS = 10_000

export interface Listening {
  close(): Promise<void>
}

/**
 * Receives PostgreSQL's notifications on a connection of its own, and reconnects whenever it is lost. pg-boss's own
 * listener removes its handlers from a connection that it gives up (12.38, db.js), whose late error then ends the
 * process.
 * @param onConnected called each time, since notifications in between were missed.
 */
export function listenTo(
  config: ClientConfig,
  channel: string,
  onNotice: (text: string) => void,
  onConnected: () => void,
  onError: (error: unknown) => void,
): Listening {
  let client: SteadyClient | null = null
  let timer: NodeJS.Timeout | null = null
  let failures = 0
  let isClosed = false

  const later = (ms: number, act: () => void) => {
    if (!isClosed) timer = setTimeout(act, ms).unref()
  }
  const again = () => {
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** failures++, MAX_PAUSE_MS)
    later(ms, () => void connect())
  }
  /** Nobody needs another error from a connection that was already given up. */
  const giveUp = (lost: SteadyClient, error: unknown) => {
    if (client !== lost || isClosed) return
    client = null
    if (timer) clearTimeout(timer)
    lost.end().catch(() => {})
    onError(error)
    again()
  }
  const look = (current: SteadyClient) => {
    current.query('select 1').then(
      () => later(LOOK_EVERY_MS, () => look(current)),
      (error: unknown) => giveUp(current, error),
    )
  }
  const connect = async () => {
    const next = new SteadyClient({
      ...config,
      keepAlive: true,
      connectionTimeoutMillis: LOOK_FAILS_MS,
      query_timeout: LOOK_FAILS_MS,
    })
    client = next
    next.on('error', (error) => giveUp(next, error))
    next.on('end', () => giveUp(next, new Error('the connection for notifications ended')))
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) onNotice(payload)
    })
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      giveUp(next, error)
      return
    }
    if (isClosed) return
    failures = 0
    onConnected()
    look(next)
  }

  void connect()
  return {
    async close() {
      isClosed = true
      if (timer) clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
