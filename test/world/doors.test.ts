import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import { ada, CHAT, useWorld } from './world.ts'

function message(text: string) {
  return {
    type: 'message',
    id: `m-${text}`,
    channelId: 'msteams',
    text,
    from: { id: ada.teamsId, name: ada.name, aadObjectId: ada.oid },
    recipient: { id: `28:${COMPANY.botAppId}`, name: 'Assent' },
    conversation: { id: CHAT.ada, conversationType: 'personal', tenantId: COMPANY.tenantId },
    channelData: { tenant: { id: COMPANY.tenantId } },
  }
}

describe('Only Teams may speak to the bot', () => {
  const world = useWorld()

  it.each([
    'none',
    'garbage',
    'expired',
    'noExpiry',
    'foreignKey',
    'unknownKey',
    'algNone',
    'hmac',
    'otherAudience',
    'otherService',
    'otherIssuer',
    'emulator',
    'skill',
    'signIn',
  ])('a message with a token that is wrong in this way is answered 401, with no text: %s', async (token) => {
    const w = world()
    const before = (await w.messages()).length
    const { body } = await w.channel('POST', '/control/deliver', { activity: message('help'), token })
    expect(body).toEqual({ status: 401, body: null })
    expect((await w.messages()).length).toBe(before)
  })

  it('the same message with a good token is heard', async () => {
    const w = world()
    const { body } = await w.channel('POST', '/control/deliver', { activity: message('help') })
    expect(body.status).toBe(200)
  })

  it('somebody of another tenant is not', async () => {
    const w = world()
    const before = (await w.messages()).length
    const tenantId = 'eeeeeeee-0000-4000-8000-000000000001'
    const foreign = { ...message('help again'), channelData: { tenant: { id: tenantId } } }
    const activity = { ...foreign, conversation: { ...foreign.conversation, tenantId } }
    await w.channel('POST', '/control/deliver', { activity })
    // The two places where Teams writes the tenant disagree.
    await w.channel('POST', '/control/deliver', { activity: foreign })
    expect((await w.messages()).length).toBe(before)
  })

  it('a service address that is not Teams’ own never gets the bot’s token', async () => {
    const w = world()
    const activity = { ...message('help'), serviceUrl: 'http://evil.example/' }
    const { body } = await w.channel('POST', '/control/deliver', { activity })
    expect(body.status).toBe(403)
  })

  it.each([['{'], ['[]'], ['"text"'], ['{"type":7}'], ['']])(
    'a body that is no activity is refused: %s',
    async (body) => {
      const w = world()
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${w.world.assentUrl()}/api/messages`, { method: 'POST', headers, body })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(await response.text()).not.toMatch(/at .*\.(js|ts)/)
    },
  )

  it('nor do other channels of the bot, whose clients say themselves who they are', async () => {
    const w = world()
    for (const channelId of ['webchat', 'directline', 'emulator', 'AseChannel']) {
      const activity = { ...message('help'), channelId }
      expect((await w.channel('POST', '/control/deliver', { activity })).body.status).toBe(403)
    }
  })

  it.each([
    ['too long', { 'content-type': 'application/json' }, 'x'.repeat(300_000), 413],
    ['of another type', { 'content-type': 'text/xml' }, '<a/>', 415],
    ['compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 'x', 415],
  ])(
    'a body that is %s is refused before it is read, with nothing but the status',
    async (_how, headers, body, status) => {
      const url = `${world().world.assentUrl()}/api/messages`
      const response = await fetch(url, { method: 'POST', headers: headers as Record<string, string>, body })
      expect(response.status).toBe(status)
      expect(await response.text()).toBe('')
    },
  )

  it('when Teams changes its keys, it is heard all the same, without a restart', async () => {
    const w = world()
    await w.channel('POST', '/control/rotate-keys')
    // A forged key a moment ago holds the look at the new ones up, for seconds.
    await w.until(async () => {
      const { body } = await w.channel('POST', '/control/deliver', { activity: message('help, please') })
      return body.status === 200
    })
  })

  it('the same message twice is one request', async () => {
    const w = world()
    const activity = message('assign compliance policy Pilot Compliance to group Finance')
    const before = (await w.messages()).length
    await Promise.all([1, 2, 3].map(() => w.channel('POST', '/control/deliver', { activity })))
    await w.posted(CHAT.ada, 'Pilot Compliance')
    await new Promise((resolve) => setTimeout(resolve, 500))
    const cards = (await w.messages()).slice(before).filter((one) => !one.held)
    expect(cards).toHaveLength(1)
  })
})
