import { afterEach, describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

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
    await w.shows(card, 'Done and verified in Intune')
    expect(await written()).toBe(1)
    expect(await w.set(TEMPLATES, name)).toContain('+ Help Desk')
  })

  it('the answer to a successful write is lost: nothing is written twice', async () => {
    const { w, card, written } = await approved('Printer Drivers', {
      rules: [{ path: ASSIGN, method: 'POST', status: 504, afterEffect: true, times: 1 }],
    })
    await w.shows(card, 'Done and verified in Intune')
    expect(await written()).toBe(1)
  })

  it.each([
    ['half an answer', 'Windows Update Ring 0', { status: 200, cut: true }],
    ['a proxy’s page', 'Windows Update Ring 1', { status: 200, afterEffect: true, html: '<html>Hi</html>' }],
    [
      'a proxy’s refusal',
      'Windows Update Ring 2',
      { status: 403, afterEffect: true, html: '<html>No</html>' },
    ],
    ['408', 'Remote Desktop Hardening', { status: 408, afterEffect: true }],
    ['409', 'OneDrive Known Folder Move', { status: 409, afterEffect: true }],
  ])('written, but answered with %s: the set shows it, and undo finds it', async (_how, name, rule) => {
    const { w, card, written } = await approved(name, {
      rules: [{ path: ASSIGN, method: 'POST', times: 1, ...rule }],
    })
    await w.shows(card, 'Done and verified in Intune')
    expect(await written()).toBe(1)
    const undo = await w.ask(ada, CHAT.ada, 'undo')
    expect(textOf(undo)).toContain('Waiting for approval')
    expect(textOf(undo)).toContain('Help Desk')
    await w.press(ada, undo, 'Cancel')
  })

  it('409 without a write: not done, in Graph’s words', async () => {
    const { w, card, written } = await approved('Search, Widgets and News', {
      rules: [{ path: ASSIGN, method: 'POST', status: 409 }],
    })
    expect(textOf(await w.shows(card, 'Failed'))).toContain('The request conflicts with another one')
    expect(await written()).toBe(0)
  })

  it('half a list, or a proxy’s page instead of one: read again', async () => {
    const w = world()
    await w.faults({ rules: [{ path: TEMPLATES, method: 'GET', status: 200, cut: true, times: 1 }] })
    const card = await w.ask(ada, CHAT.ada, 'show administrative template "Edge Settings"')
    await w.shows(card, 'As it is in Intune now')
    await w.faults({
      rules: [{ path: TEMPLATES, method: 'GET', status: 404, html: '<html></html>', times: 1 }],
    })
    const again = await w.ask(ada, CHAT.ada, 'show administrative template "Edge Kiosk Mode"')
    await w.shows(again, 'As it is in Intune now')
  })

  it.each(['goesRound', 'neverEnds'])('a list that %s ends with a sentence', async (nextLink) => {
    const w = world()
    await w.faults({ nextLink })
    const card = await w.ask(ada, CHAT.ada, 'show administrative template "Edge Settings"')
    await w.shows(card, 'list never ends')
    await w.faults()
  })

  it('a connection that breaks before the write: written once, later', async () => {
    const { w, card, written } = await approved('Chrome Extensions', {
      rules: [{ path: ASSIGN, method: 'POST', status: 0, drop: true, times: 1 }],
    })
    await w.shows(card, 'Done and verified in Intune')
    expect(await written()).toBe(1)
  })

  it('reads that lag behind the write: reported as done only when the set shows it', async () => {
    const { w, card, written } = await approved('Office Macros for Finance', { lag: 1500 })
    await w.until(async () => (await written()) === 1)
    expect(textOf(await w.message(card.id))).not.toContain('Done and verified')
    await w.shows(card, 'Done and verified in Intune')
    expect(await written()).toBe(1)
  })

  it('forbidden on the write: the reason is on the card, without a retry', async () => {
    const { w, card, written } = await approved('Edge Settings', {
      rules: [{ path: ASSIGN, method: 'POST', status: 403 }],
    })
    const over = await w.shows(card, 'Failed')
    expect(textOf(over)).toContain('User is not authorized to perform this operation')
    expect(await written()).toBe(0)
    await w.posted(CHAT.channel, /Failed[\s\S]*Edge Settings/)
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

  it('Teams answers a card with errors: it is posted once, and is up to date', async () => {
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
    await w.shows(card, 'Done and verified in Intune')
    await w.posted(CHAT.channel, 'Teams Autostart')
    const notices = (await w.messages()).filter(
      (one) => one.conversationId === CHAT.channel && textOf(one).includes('Teams Autostart'),
    )
    expect(notices).toHaveLength(1)
  })

  it('half written: named on the card and in the channel, and restored once approved', async () => {
    const w = world()
    const baseline = 'Windows 11 Baseline'
    const before = await w.set(COMPLIANCE, baseline)
    const card = await w.ask(ada, CHAT.ada, `assign compliance policy "${baseline}" to group Help Desk`)
    await w.faults({ assign: 'losesOne' })
    await w.press(ada, card, 'Approve')
    const alarm = textOf(await w.shows(card, 'Only partly written. Approve the repair'))
    await w.faults()
    expect(alarm).toContain(
      'Intune accepted the change but dropped an assignment that should have stayed: “Engineering Workstations”',
    )
    expect(await w.set(COMPLIANCE, baseline)).not.toContain('+ Engineering Workstations')
    expect(textOf(await w.posted(CHAT.channel, 'alert: '))).toContain('Engineering Workstations')
    await w.press(ada, await w.message(card.id), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, baseline)).toEqual([...before, '+ Help Desk'].sort())
    const undo = await w.ask(ada, CHAT.ada, 'undo')
    await w.press(ada, undo, 'Approve')
    await w.shows(undo, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, baseline)).toEqual(before)
  })
})
