import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import { ada, bruno, CHAT, useWorld } from './world.ts'

describe('Whose token it is', () => {
  const world = useWorld()

  it('the requester’s, on every call to Graph, also when somebody else approves', async () => {
    const w = world()
    // Not signed in yet: that is asked in her own chat, and the card in the channel waits for it.
    const card = await w.ask(
      ada,
      CHAT.channel,
      'assign compliance policy macOS FileVault to group Executive Devices',
    )
    await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
    const done = await w.shows(card, 'Done. Written and read back.')
    expect(done.replyTo).not.toBeNull()

    const calls = await w.calls()
    expect(calls.length).toBeGreaterThan(5)
    expect(new Set(calls.map(({ oid }) => oid))).toEqual(new Set([ada.oid]))
    expect(new Set(calls.map(({ kind }) => kind))).toEqual(new Set(['user']))
    expect(new Set(calls.map(({ appId }) => appId))).toEqual(new Set([COMPANY.signInAppId]))
  })

  it('with no more than each phase needs: reads cannot write', async () => {
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
})
