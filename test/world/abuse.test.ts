import { describe, expect, it } from 'vitest'
import { invokeOf } from './entra.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

const world = useWorld({ REQUESTS_PER_MINUTE: '6', MOST_OPEN_REQUESTS: '4', TENANT_REQUESTS_PER_MINUTE: '9' })
const UNKNOWN = 'I no longer know this request.'

const invoke = (person: Parameters<typeof invokeOf>[0], value: unknown, more: object = {}) =>
  invokeOf(person, CHAT.ada, 'adaptiveCard/action', value, more)

describe('Abuse', () => {
  it('of the buttons: invented verbs, foreign tenants and forged effects are refused', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Finance')
    const [approve] = buttonsOf(card)
    const deliver = async (activity: object) =>
      (await w.channel('POST', '/control/deliver', { activity })).body
    const press = { type: 'Action.Execute', verb: 'approve', data: approve?.data }

    // A client that refreshes by itself never decides.
    const automatic = await deliver(invoke(ada, { action: press, trigger: 'automatic' }))
    expect(automatic.body).toMatchObject({
      statusCode: 400,
      value: { message: 'This button is not one of Assent’s.' },
    })
    // A card of another bot has verbs of its own.
    const foreign = await deliver(
      invoke(ada, { action: { ...press, verb: 'payInvoice' }, trigger: 'manual' }),
    )
    expect(foreign.body.statusCode).toBe(400)
    // Somebody of another tenant, and one who does not say who they are.
    const tenantId = 'eeeeeeee-0000-4000-8000-000000000001'
    const conversation = { id: CHAT.ada, conversationType: 'personal', tenantId }
    const other = { conversation, channelData: { tenant: { id: tenantId } } }
    expect((await deliver(invoke(ada, { action: press, trigger: 'manual' }, other))).status).toBe(403)
    const nobody = { from: { id: ada.teamsId, name: ada.name } }
    expect((await deliver(invoke(ada, { action: press, trigger: 'manual' }, nobody))).status).toBe(403)
    // A colleague who forged the place: the roster of that chat does not have him.
    expect((await deliver(invoke(bruno, { action: press, trigger: 'manual' }))).status).toBe(403)
    // A guessed id says nothing, whichever verb asks.
    for (const verb of ['approve', 'view', 'undo', 'history', 'page']) {
      const data = { request: '11111111-1111-4111-8111-111111111111', round: 1, page: 0 }
      const answer = await deliver(invoke(ada, { action: { ...press, verb, data }, trigger: 'manual' }))
      expect(JSON.stringify(answer.body)).toContain(UNKNOWN)
    }
    expect(textOf(await w.message(card.id))).toContain('Waiting for approval')
    expect(await w.writes()).toEqual([])
    await w.press(ada, card, 'Cancel')
    await w.shows(card, 'Cancelled.')
    // What was pressed once is not pressed again by playing it back.
    const replayed = await deliver(invoke(ada, { action: press, trigger: 'manual' }))
    expect(replayed.body.value).toContain('already cancelled')
  })

  it('of people’s text: a comment never becomes markdown, a link or an expression', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy Pilot Compliance to group Finance')
    const comment =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression for the card's template
      '[approve](https://evil.example) **now** ${request} {{DATE(2026-01-01T00:00:00Z)}} \u202Etxt'
    await w.press(bruno, card, 'Reject', { comment })
    const over = await w.shows(card, 'Rejected.')
    const json = JSON.stringify(over)
    expect(json).not.toMatch(/"TextBlock","text":"[^"]*evil/)
    expect(json).not.toContain('{{DATE(2026-01-01')
    expect(json).not.toContain('\u202E')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stays text
    expect(textOf(over)).toContain('${request}')
  })

  it('by flooding: open requests, requests per minute and per tenant are limited', async () => {
    const w = world()
    const ask = async (i: number) =>
      textOf(await w.ask(bruno, CHAT.bruno, `assign compliance policy Kiosk Windows to group ${GROUPS[i]}`))
    for (let i = 0; i < 4; i++) expect(await ask(i)).toContain('Waiting for approval')
    expect(await ask(4)).toContain('You have 4 requests that nobody has decided yet.')
    const cards = (await w.messages()).filter(
      (one) => one.conversationId === CHAT.bruno && buttonsOf(one).some(({ title }) => title === 'Cancel'),
    )
    for (const card of cards) await w.press(bruno, card, 'Cancel')
    for (let i = 4; i < 6; i++) expect(await ask(i)).toContain('Waiting for approval')
    expect(await ask(6)).toContain('I take 6 requests a minute from one person.')
    // Two of Ada’s, six of Bruno’s: one more is what this tenant may ask for.
    const ada1 = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Legal')
    expect(textOf(ada1)).toContain('Waiting for approval')
    const ada2 = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Finance')
    expect(textOf(ada2)).toContain('Your organisation is asking for a lot at the moment.')
  })
})

const GROUPS = ['Finance', 'Legal', 'Marketing', 'Engineering', 'Executives', 'Sales Team', 'Help Desk']
