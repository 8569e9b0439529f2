import type { Live } from '../wire.ts'

const AGAIN_MS = 2000

export interface LiveListener {
  onLive(live: Live): void
  onConnected(connected: boolean): void
}

/**
 * Listens to the world. Browsers reconnect a broken stream by themselves, but give up when the server answers something
 * else in the meantime (a proxy's 502, say), so that case is tried again here.
 */
export function listenToWorld(listener: LiveListener): void {
  const source = new EventSource('/events')
  source.onmessage = (event: MessageEvent<string>) => {
    const live = JSON.parse(event.data) as Live
    if (live.type === 'state') listener.onConnected(true)
    listener.onLive(live)
  }
  source.onerror = () => {
    listener.onConnected(false)
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => listenToWorld(listener), AGAIN_MS)
  }
}
