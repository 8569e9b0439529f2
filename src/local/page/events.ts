import type { ServerResponse } from 'node:http'
import type { PageWorld } from './pageWorld.ts'
import type { Live, PageState, PageView } from './wire.ts'

/** Proxies and browsers close connections that stay silent. */
const HEARTBEAT_MS = 15_000

export interface Events {
  /** Sends the whole state, then every change, until the browser goes away. */
  join(response: ServerResponse): void
  close(): void
}

/** Carries what happens in the world to every open page, as server-sent events. */
export function carryEvents(world: PageWorld): Events {
  const open = new Set<ServerResponse>()
  const views = new Map<string, PageView>()

  const send = (response: ServerResponse, live: Live) => response.write(`data: ${JSON.stringify(live)}\n\n`)

  const stop = world.on((event) => {
    if (event.type === 'view') {
      const { personId, messageId, card } = event
      views.set(`${personId} ${messageId}`, { personId, messageId, card })
    }
    // A message that was updated for everybody takes the place of what single people saw.
    if (event.type === 'startedOver') views.clear()
    if (event.type === 'message') {
      for (const [key, view] of views) if (view.messageId === event.message.id) views.delete(key)
    }
    for (const response of open) send(response, event)
  })

  const heartbeat = setInterval(() => {
    for (const response of open) response.write(': still here\n\n')
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    join(response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      response.write('retry: 1000\n\n')
      send(response, { type: 'state', state: stateOf(world, [...views.values()]) })
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    close() {
      stop()
      clearInterval(heartbeat)
      for (const response of open) response.end()
      open.clear()
    },
  }
}

function stateOf(world: PageWorld, views: PageView[]): PageState {
  const conversations = world.conversations()
  return {
    conversations,
    messages: conversations.flatMap(({ id }) => world.messages(id)),
    views,
    policies: world.policies(),
    multiAdmin: world.multiAdmin(),
    reach: world.reach(),
    clock: world.clock(),
    scenes: world.scenes(),
    calls: world.calls(),
  }
}
