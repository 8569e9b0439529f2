import { afterEach, describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import { invokeOf } from './entra.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, type Seen, textOf, useWorld } from './world.ts'

/** A press with a good token of the channel, whatever it claims. */
function pressOf(
  person: Parameters<typeof invokeOf>[0],
  { id, conversationId }: Seen,
  action: { verb: string; data: object },
  conversationType = 'groupChat',
) {
  const value = { action: { type: 'Action.Execute', ...action }, trigger: 'manual' }
  const conversation = { id: conversationId, conversationType, tenantId: COMPANY.tenantId }
  return invokeOf(person, conversationId, 'adaptiveCard/action', value, { conversation, replyToId: id })
}

describe('Members and messages of a conversation', () => {
  const world = useWorld()
  const channel = (method: string, path: string, body: unknown) => world().channel(method, path, body)
  afterEach(async () => {
    await channel('PUT', '/control/roster', {})
    for (const { oid } of [ada, bruno, chiara]) await channel('PUT', '/control/role', { person: oid })
  })
  const deliver = async (activity: object) =>
    (await channel('POST', '/control/deliver', { activity })).body as { status: number }
  const approveOf = (card: Seen) => {
    const found = buttonsOf(card).find(({ verb }) => verb === 'approve')
    if (!found) throw new Error('the card has no Approve')
    return { verb: found.verb, data: found.data }
  }

  it('somebody who just became a guest can no longer decide', async () => {
    const w = world()
    const first = await w.ask(
      ada,
      CHAT.group,
      'assign administrative template "Printer Drivers" to group Help Desk',
    )
    // The first thing she asks for needs her sign-in.
    const card = await w.shows(first, 'Waiting for approval')
    // Teams' word about her is fresh from this.
    await w.ask(chiara, CHAT.group, 'help')
    await channel('PUT', '/control/role', { person: chiara.oid, userRole: 'guest' })
    expect((await deliver(pressOf(chiara, card, approveOf(card)))).status).toBe(403)
    expect((await deliver(pressOf(chiara, card, approveOf(card), 'personal'))).status).toBe(403)
  })

  it('somebody missing from the roster gets 403', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.group,
      'assign administrative template "Chrome Extensions" to group Help Desk',
    )
    const stranger = { ...chiara, teamsId: '29:1stranger', oid: 'dddddddd-0000-4000-8000-000000000001' }
    expect((await deliver(pressOf(stranger, card, approveOf(card)))).status).toBe(403)
  })

  it('forged data about a person is not believed', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign script "Set Time Zone" to group Help Desk')
    const mixed = { ...bruno, teamsId: ada.teamsId }
    expect((await deliver(pressOf(mixed, card, approveOf(card)))).status).toBe(403)
    await w.ask(ada, CHAT.group, 'help')
  })

  it.each([400, 403, 404])('somebody about whom Teams answers %i is told so, too', async (status) => {
    const w = world()
    const asked = `assign administrative template "Printer Drivers" to group ${status === 400 ? 'Marketing' : status === 403 ? 'Legal' : 'Finance'}`
    const card = await w.shows(await w.ask(ada, CHAT.group, asked), 'Waiting for approval')
    await channel('PUT', '/control/faults', { rules: [{ method: 'GET', path: '/members/', status }] })
    expect((await deliver(pressOf(bruno, card, approveOf(card)))).status).toBe(403)
    await channel('PUT', '/control/faults', {})
    await w.press(bruno, card, 'Reject')
    // Ada hears of it in a message of its own, which is no answer to what she asks next.
    const group = asked.split(' ').at(-1)
    await w.posted(CHAT.group, `rejected “Assign Printer Drivers to ${group}”`)
  })

  it('a help card that a client reports as a copy is not removed', async () => {
    const w = world()
    const help = await w.ask(bruno, CHAT.bruno, 'help')
    const card = await w.ask(
      bruno,
      CHAT.bruno,
      'assign administrative template "Edge Kiosk Mode" to group Sales',
    )
    const [attachment] = card.attachments
    const { action } = (attachment as Seen['attachments'][0]).content.refresh as {
      action: { verb: string; data: object }
    }
    await deliver(pressOf(bruno, { ...card, id: help.id }, action, 'personal'))
    await new Promise((resolve) => setTimeout(resolve, 2000))
    expect(textOf(await w.message(help.id))).toBe(textOf(help))
  })
})
