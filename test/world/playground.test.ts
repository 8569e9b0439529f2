import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, type HttpListener, jsonOf, listen } from '../../src/local/http.ts'
import { startPlaygroundRelay } from '../../src/local/playgroundRelay.ts'
import { embedded } from '../store/engines.ts'
import { buttonsOf, type Seen, useWorld } from './world.ts'

/** The mock people that the Playground comes with (learn.microsoft.com, debug-your-agents-playground). */
const TENANT = '00000000-0000-0000-0000-0000000000001'
const ALEX = { id: 'user-id-0', name: 'Alex Wilber', aadObjectId: '00000000-0000-0000-0000-0000000000020' }
const CHAT = 'personal-chat-id'

interface Sent {
  method: string
  path: string
  authorization: string | undefined
  body: { id?: string; attachments?: { content: unknown }[]; text?: string }
}

describe('The relay for Microsoft 365 Agents Playground', () => {
  const world = useWorld({}, embedded)
  let playground: HttpListener
  let relay: HttpListener
  const sent: Sent[] = []

  /** Its Connector, as far as Assent calls it. */
  const connector = (call: Call) => {
    const path = decodeURIComponent(call.url.pathname)
    if (call.method === 'GET') {
      if (!path.endsWith(`/members/${ALEX.id}`)) return { status: 404 }
      return { status: 200, body: { ...ALEX, tenantId: TENANT, userRole: 'user' } }
    }
    sent.push({
      method: call.method,
      path,
      authorization: call.headers.authorization,
      body: jsonOf(call) as Sent['body'],
    })
    return { status: 200, body: { id: call.method === 'PUT' ? path.split('/').at(-1) : `m-${sent.length}` } }
  }
  beforeAll(async () => {
    playground = await listen(connector, { port: 0 })
    relay = await startPlaygroundRelay(world().world.channel, 0)
  })
  afterAll(async () => {
    await relay?.close()
    await playground?.close()
  })

  const say = (more: object) =>
    fetch(`${relay.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: `a-${Math.random()}`,
        channelId: 'msteams',
        serviceUrl: `${playground.url}/_connector`,
        from: ALEX,
        recipient: { id: '00000000-0000-0000-0000-00000000000011', name: 'Test Bot' },
        conversation: { id: CHAT, conversationType: 'personal', tenantId: TENANT },
        channelData: { tenant: { id: TENANT } },
        ...more,
      }),
    })
  const cardWith = (text: string) =>
    world().until(async () => sent.findLast(({ body }) => JSON.stringify(body).includes(text)))

  it('passes a sentence to Assent, and its card back, until it is written', async () => {
    expect(
      (await say({ type: 'message', text: 'assign compliance policy iPad Boardroom to group Legal' })).status,
    ).toBe(200)
    const card = await cardWith('Waiting for approval')
    expect(card.path).toContain(`/_connector/v3/conversations/${CHAT}/activities`)
    const button = buttonsOf(card.body as unknown as Seen).find(({ verb }) => verb === 'approve')
    const messageId = card.method === 'PUT' ? card.path.split('/').at(-1) : `m-${sent.indexOf(card) + 1}`
    const pressed = await say({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: messageId,
      value: {
        action: { type: 'Action.Execute', verb: 'approve', data: button?.data },
        trigger: 'manual',
      },
    })
    expect(pressed.status).toBe(200)
    await cardWith('Done and verified in Intune')
    const { body: calls } = await world().tenant('GET', '/control/calls')
    expect(JSON.stringify(calls)).toContain('/assign')
    // The bot's own token is for Teams alone, and the company's people are called there what they are there.
    expect(sent.filter(({ authorization }) => authorization)).toEqual([])
    expect(JSON.stringify(sent)).not.toContain('29:1ada')
  })

  it('accepts nothing from elsewhere, and sends nothing there', async () => {
    const strange = await say({ type: 'message', text: 'help', serviceUrl: 'https://smba.example/' })
    expect(strange.status).toBe(403)
  })
})
