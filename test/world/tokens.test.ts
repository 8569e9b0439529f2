import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import { Entra } from './entra.ts'
import { ada, bruno, CHAT, type Driven, textOf, useWorld } from './world.ts'

describe('Whose token is used', () => {
  const world = useWorld()

  it('the requester’s, on every call to Graph, even when somebody else approves', async () => {
    const w = world()
    // Not signed in yet: that is asked in her own chat, and the card in the channel waits for it.
    const card = await w.ask(
      ada,
      CHAT.channel,
      'assign compliance policy macOS FileVault to group Executive Devices',
    )
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
    const done = await w.shows(card, 'Done and verified in Intune')
    expect(done.replyTo).not.toBeNull()

    const calls = await w.calls()
    expect(calls.length).toBeGreaterThan(5)
    expect(new Set(calls.map(({ oid }) => oid))).toEqual(new Set([ada.oid]))
    expect(new Set(calls.map(({ kind }) => kind))).toEqual(new Set(['user']))
    expect(new Set(calls.map(({ appId }) => appId))).toEqual(new Set([COMPANY.signInAppId]))
  })

  it('with only the scopes that each phase needs: reads cannot write', async () => {
    const w = world()
    const calls = await w.calls()
    const write = calls.findIndex(({ wrote }) => wrote)
    const approval = calls.findIndex(({ scopes }) => scopes.some((scope) => scope.includes('ReadWrite')))
    for (const { scopes } of calls.slice(0, approval)) {
      expect(scopes.filter((scope) => scope.includes('Write'))).toEqual([])
    }
    expect(calls[write]?.scopes).toEqual(['DeviceManagementConfiguration.ReadWrite.All'])
  })

  it('nobody is asked to sign in twice while the token service holds a sign-in', async () => {
    const w = world()
    const held = (await w.messages()).filter((one) => one.held).length
    await w.ask(ada, CHAT.ada, 'assign compliance policy macOS FileVault to group Test Lab')
    expect((await w.messages()).filter((one) => one.held).length).toBe(held)
  })

  it('two hours later, when the sign-in has expired, it is renewed silently in her own chat', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy macOS FileVault to group Legal')
    await w.shows(card, 'Waiting for approval')
    const before = (await w.calls()).length
    await new Entra(w).hoursPass(2)
    await w.press(bruno, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    const later = (await w.calls()).slice(before).filter(({ status }) => status !== 401)
    expect(new Set(later.map(({ oid }) => oid))).toEqual(new Set([ada.oid]))
    const write = later.find(({ wrote }) => wrote)
    expect(write).toMatchObject({ oid: ada.oid, kind: 'user', status: 200 })
    expect(write?.scopes).toEqual(['DeviceManagementConfiguration.ReadWrite.All'])
    // Her client answered by itself, so nobody ever saw the sign-in card.
    const cards = (await w.messages()).filter((one) => JSON.stringify(one.attachments).includes('card.oauth'))
    expect(cards.length).toBeGreaterThanOrEqual(2)
    expect(cards.every((one) => one.held && one.conversationId === CHAT.ada)).toBe(true)
  })

  it('one that Graph rejects is not reused, and the answer still comes', async () => {
    const w = world()
    const show = 'what is compliance policy macOS FileVault assigned to'
    await w.shows(await w.ask(ada, CHAT.ada, show), 'As it is in Intune now')
    // What Assent holds is still young by its own clock, but not by Entra's.
    await new Entra(w).hoursPass(2)
    const before = (await w.calls()).length
    await w.shows(await w.ask(ada, CHAT.ada, show), 'As it is in Intune now')
    const statuses = (await w.calls()).slice(before).map(({ status }) => status)
    expect(statuses).toContain(401)
    expect(statuses.at(-1)).toBe(200)
  })

  it('one that is about to expire is not cached', async () => {
    const w = world()
    const entra = new Entra(w)
    const show = 'what is compliance policy macOS FileVault assigned to'
    const made = async () => {
      const before = graphTokens(w)
      await w.shows(await w.ask(ada, CHAT.ada, show), 'As it is in Intune now')
      return graphTokens(w) - before
    }
    await w.world.restartAssent()
    await entra.conditions({ lifetime: 240 })
    await made()
    expect(await made()).toBeGreaterThan(0)
    await entra.conditions()
    await made()
    expect(await made()).toBe(0)
  })

  it('the one for the write is requested at the plan, unless one from an earlier write is still valid', async () => {
    const w = world()
    await w.world.restartAssent()
    const plan = async (group: string) => {
      const before = graphTokens(w)
      const card = await w.ask(ada, CHAT.ada, `assign compliance policy macOS FileVault to group ${group}`)
      await w.shows(card, 'Waiting for approval')
      return { card, made: graphTokens(w) - before }
    }
    await plan('Marketing')
    const { card, made } = await plan('Finance')
    expect(made).toBe(1)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect((await plan('Help Desk')).made).toBe(0)
  })

  it('somebody else’s is refused, even if the token service stores it as hers', async () => {
    const w = world()
    const entra = new Entra(w)
    await entra.forgetSignIns()
    await w.world.restartAssent()
    const { status } = await w.channel('POST', '/control/swap-sign-in', { person: ada.oid, by: bruno.oid })
    expect(status).toBe(204)
    const before = (await w.calls()).length
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy macOS FileVault to group Finance')
    expect(textOf(await w.shows(card, 'Waiting for'))).not.toContain('Bruno')
    const later = (await w.calls()).slice(before)
    expect(later.every(({ oid }) => oid === ada.oid)).toBe(true)
  })
})

/** How many tokens for Graph Entra has given out. */
function graphTokens({ world }: Driven): number {
  return world.identity.issued.filter((one) => {
    const isToken = one.split('.').length === 3
    return isToken && decodeJwt(one).aud === 'https://graph.microsoft.com'
  }).length
}
