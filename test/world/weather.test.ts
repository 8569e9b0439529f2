import { afterEach, describe, expect, it } from 'vitest'
import { ada, CHAT, textOf, useWorld } from './world.ts'

const TEMPLATES = 'deviceManagement/groupPolicyConfigurations'
const ASSIGN = '/assign'

describe('When Graph or Teams have a bad day', () => {
  const world = useWorld()
  afterEach(async () => {
    await world().faults()
    await world().channel('PUT', '/control/faults', {})
  })

  async function approved(name: string, faults: object, channelFaults: object = {}) {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, `assign administrative template "${name}" to group Help Desk`)
    const before = (await w.writes()).length
    await w.faults(faults)
    await w.channel('PUT', '/control/faults', channelFaults)
    await w.press(ada, card, 'Approve')
    return { w, card, written: async () => (await w.writes()).length - before }
  }

  it.each([
    ['with Retry-After', { retryAfter: 1 }],
    ['without', {}],
  ])('throttled %s: waits, and writes once', async (_how, more) => {
    const name = 'retryAfter' in more ? 'Edge Kiosk Mode' : 'Removable Storage'
    const { w, card, written } = await approved(name, {
      rules: [{ path: ASSIGN, method: 'POST', status: 429, times: 1, ...more }],
    })
    await w.shows(card, 'Done. Written and read back.')
    expect(await written()).toBe(1)
    expect(await w.set(TEMPLATES, name)).toContain('+ Help Desk')
  })

  it('an answer that got lost after the write had its effect: nothing is written twice', async () => {
    const { w, card, written } = await approved('Printer Drivers', {
      rules: [{ path: ASSIGN, method: 'POST', status: 504, afterEffect: true, times: 1 }],
    })
    await w.shows(card, 'Done. Written and read back.')
    expect(await written()).toBe(1)
  })

  it('a connection that breaks before the write: it is written once, later', async () => {
    const { w, card, written } = await approved('Chrome Extensions', {
      rules: [{ path: ASSIGN, method: 'POST', status: 0, drop: true, times: 1 }],
    })
    await w.shows(card, 'Done. Written and read back.')
    expect(await written()).toBe(1)
  })

  it('reads that lag behind the write: done is said only when the set is seen', async () => {
    const { w, card, written } = await approved('Office Macros for Finance', { lag: 1500 })
    await w.until(async () => (await written()) === 1)
    expect(textOf(await w.message(card.id))).not.toContain('Done.')
    await w.shows(card, 'Done. Written and read back.')
    expect(await written()).toBe(1)
  })

  it('forbidden on the write: the reason is on the card, nothing is tried again', async () => {
    const { w, card, written } = await approved('Edge Settings', {
      rules: [{ path: ASSIGN, method: 'POST', status: 403 }],
    })
    const over = await w.shows(card, 'Not done')
    expect(textOf(over)).toContain('User is not authorized to perform this operation')
    expect(await written()).toBe(0)
    await w.posted(CHAT.channel, /Not done[\s\S]*Edge Settings/)
  })

  it('no answer to the reads: the person is told, and the plan comes by itself', async () => {
    const w = world()
    await w.faults({ rules: [{ path: TEMPLATES, method: 'GET', status: 503 }] })
    await w.say(ada, CHAT.ada, 'assign administrative template Outlook Cached Mode to group Finance')
    const card = await w.posted(CHAT.ada, 'Microsoft Graph had a problem answering. I keep trying.')
    expect(textOf(card)).toContain('Looking it up …')
    await w.faults()
    await w.shows(card, 'Waiting for approval')
  })

  it('Teams that takes a card badly: it stands there once, up to date', async () => {
    const { w, card } = await approved(
      'Teams Autostart',
      {},
      {
        rules: [
          { method: 'PUT', status: 502, times: 2 },
          { method: 'POST', status: 429, retryAfter: 0, times: 1 },
        ],
      },
    )
    await w.shows(card, 'Done. Written and read back.')
    await w.posted(CHAT.channel, 'Teams Autostart')
    const notices = (await w.messages()).filter(
      (one) => one.conversationId === CHAT.channel && textOf(one).includes('Teams Autostart'),
    )
    expect(notices).toHaveLength(1)
  })
})
