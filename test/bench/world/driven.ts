import type { startWorld } from '../../../src/local/world.ts'

/** The local world as a bench drives it, and what it costs. */

export type World = Awaited<ReturnType<typeof startWorld>>

/** Calls to Graph (a batch is one) and bytes of bodies. */
export interface Cost {
  calls: number
  bytes: number
}

/** Says it and waits for the card that answers it. */
export async function ask(
  world: World,
  person: { oid: string },
  conversation: string,
  text: string,
): Promise<string> {
  const seen = new Set((await messages(world)).map(({ id }) => id))
  await post(`${world.channel.url}/control/say`, { person: person.oid, conversation, text })
  const end = Date.now() + 300_000
  for (;;) {
    const card = (await messages(world)).find((one) => one.from.isBot && !one.held && !seen.has(one.id))
    const said = JSON.stringify(card?.attachments ?? [])
    if (card && !said.includes('Looking it up')) return card.id
    if (Date.now() > end) throw new Error(`no card for: ${text}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export interface Message {
  id: string
  from: { isBot: boolean }
  held: boolean
  attachments: unknown[]
}

export async function messages(world: World): Promise<Message[]> {
  const news = await (await reach(`${world.channel.url}/control/messages`)).json()
  return (news as { messages: Message[] }).messages
}

/** On a connection of its own: a kept one may be closed by the time a busy machine comes back to it. */
export function reach(url: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { ...(headers as Record<string, string>), connection: 'close' } })
}

export async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await reach(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return await answer.json().catch(() => null)
}

export async function cost(world: World, act: () => Promise<unknown>): Promise<Cost> {
  const before = await traffic(world)
  await act()
  const after = await traffic(world)
  return { calls: after.calls - before.calls, bytes: after.bytes - before.bytes }
}

export async function traffic(world: World): Promise<Cost> {
  const seen = (await (await reach(`${world.tenant.url}/control/traffic`)).json()) as Record<string, number>
  return { calls: seen.requests ?? 0, bytes: (seen.bytesIn ?? 0) + (seen.bytesOut ?? 0) }
}
