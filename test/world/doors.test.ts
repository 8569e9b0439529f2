import { readdirSync } from 'node:fs'
import { type ClientRequest, get, request } from 'node:http'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../src/local/company.ts'
import { ada, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

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

/** A request whose body is still to come. @param length null: sent in chunks, and not said. */
function post(assent: string, authorization: string, length: number | null): ClientRequest {
  const headers = { 'content-type': 'application/json', authorization }
  return request(`${assent}/api/messages`, {
    method: 'POST',
    headers: { ...headers, ...(length === null ? {} : { 'content-length': length }) },
  })
}

/** What it is answered with; a client that still sends may see the connection go first. */
async function statusOf(sent: ClientRequest): Promise<number | 'hung up'> {
  sent.flushHeaders()
  return await new Promise((resolve) => {
    sent.once('response', (response) => resolve(response.statusCode ?? 0))
    sent.once('error', () => resolve('hung up'))
  })
}

/** As the channel sends it with an activity. */
async function goodToken(w: Driven): Promise<string> {
  await w.channel('POST', '/control/deliver', { activity: { ...message('help'), type: 'event' } })
  return `Bearer ${w.world.channel.issued.at(-1)}`
}

describe('Only Teams may call the bot', () => {
  const world = useWorld()

  it.each([
    'none',
    'garbage',
    'expired',
    'tooEarly',
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
  ])('a message with such an invalid token is answered 401, without text: %s', async (token) => {
    const w = world()
    const before = (await w.messages()).length
    const { body } = await w.channel('POST', '/control/deliver', { activity: message('help'), token })
    expect(body).toEqual({ status: 401, body: null })
    expect((await w.messages()).length).toBe(before)
  })

  it.each([
    ['good', undefined],
    ['good by a clock that is three minutes ahead of ours', 'early'],
    ['good by a clock that is three minutes behind ours', 'late'],
  ])('the same message is accepted with a token that is %s', async (_what, token) => {
    const w = world()
    const before = (await w.messages()).length
    const { body } = await w.channel('POST', '/control/deliver', { activity: message('help'), token })
    expect(body.status).toBe(200)
    await w.until(async () => (await w.messages()).length > before)
  })

  it('somebody from another tenant is not accepted', async () => {
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

  it('a service URL that is not Teams’ own never gets the bot’s token', async () => {
    const w = world()
    const activity = { ...message('help'), serviceUrl: 'http://evil.example/' }
    const { body } = await w.channel('POST', '/control/deliver', { activity })
    expect(body.status).toBe(403)
  })

  it.each([['{'], ['[]'], ['"text"'], ['{"type":7}'], ['']])(
    'a body that is no activity is refused: %s',
    async (body) => {
      const w = world()
      const headers = { 'content-type': 'application/json', authorization: await goodToken(w) }
      const response = await fetch(`${w.world.assentUrl()}/api/messages`, { method: 'POST', headers, body })
      expect(response.status).toBe(400)
      expect(await response.text()).not.toMatch(/at .*\.(js|ts)/)
    },
  )

  it('so are other channels of the bot, whose clients identify themselves', async () => {
    const w = world()
    for (const channelId of ['webchat', 'directline', 'emulator', 'AseChannel']) {
      const activity = { ...message('help'), channelId }
      expect((await w.channel('POST', '/control/deliver', { activity })).body.status).toBe(403)
    }
  })

  it.each([
    ['too long', { 'content-type': 'application/json', authorization: 'Bearer x' }, 'x'.repeat(300_000), 413],
    ['without a token', { 'content-type': 'application/json' }, '{}', 401],
    ['of another type', { 'content-type': 'text/xml' }, '<a/>', 415],
    ['compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 'x', 415],
  ])(
    'a body that is %s is refused before it is read, with only the status',
    async (_how, headers, body, status) => {
      const url = `${world().world.assentUrl()}/api/messages`
      const response = await fetch(url, { method: 'POST', headers: headers as Record<string, string>, body })
      expect(response.status).toBe(status)
      expect(await response.text()).toBe('')
    },
  )

  it('a body of any other type gets 415, and nothing of it is kept, however often it comes', async () => {
    const url = `${world().world.assentUrl()}/api/messages`
    const kept = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'))
    const before = kept()
    const form = new FormData()
    form.append('file', new Blob(['x'.repeat(1_000_000)]), 'large.bin')
    const bodies: [string | null, NonNullable<RequestInit['body']>][] = [
      [null, form],
      ['application/x-www-form-urlencoded', 'a='.padEnd(500_000, 'x')],
      ['text/csv', 'a,b\n'.repeat(100_000)],
      ['application/octet-stream', 'x'.repeat(500_000)],
      ['application/json; charset=utf-8, multipart/form-data', '{}'],
    ]
    for (let round = 0; round < 100; round++) {
      for (const [type, body] of bodies) {
        const headers = { authorization: 'Bearer x', ...(type ? { 'content-type': type } : {}) }
        // The server hangs up on what it does not read, which a client that still sends may see as an error.
        const status = await fetch(url, { method: 'POST', headers, body }).then(
          (response) => response.status,
          () => 'hung up',
        )
        if (type?.startsWith('application/json')) expect(status).toBe(401)
        else expect([415, 'hung up']).toContain(status)
      }
    }
    expect(kept()).toEqual(before)
  })

  it('an invalid token is answered before the body arrives', async () => {
    for (const chunked of [true, false]) {
      const request = post(world().world.assentUrl(), 'Bearer x', chunked ? null : 1000)
      request.write('{')
      expect(await statusOf(request)).toBe(401)
      request.destroy()
    }
  })

  it('a body without a length has the same size limit, and nothing of it is kept', async () => {
    const w = world()
    const kept = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'))
    const before = kept()
    const token = await goodToken(w)
    for (let round = 0; round < 100; round++) {
      const request = post(w.world.assentUrl(), token, null)
      for (let part = 0; part < 20; part++) request.write('x'.repeat(16_000))
      expect([413, 'hung up']).toContain(await statusOf(request))
      request.destroy()
    }
    const small = post(w.world.assentUrl(), token, null)
    small.end(JSON.stringify({ ...message('help'), serviceUrl: w.world.channel.url }))
    expect(await statusOf(small)).not.toBe(413)
    expect(kept()).toEqual(before)
  })

  it('a NUL or an unpaired surrogate in names and ids does no harm', async () => {
    const w = world()
    const text = 'assign compliance policy Pilot Compliance to group Legal'
    const odd = {
      ...message(text),
      id: 'm-odd \0\ud800',
      from: { id: ada.teamsId, name: 'Ada\0 \udc00Lovelace', aadObjectId: ada.oid },
      recipient: { id: `28:${COMPANY.botAppId}`, name: 'Assent\0' },
    }
    const { body } = await w.channel('POST', '/control/deliver', { activity: odd })
    expect(body.status).toBe(200)
    const card = await w.posted(CHAT.ada, 'Pilot Compliance')
    expect(JSON.stringify(card)).not.toMatch(/\\u0000|\\ud800|\\udc00/i)
    const [button] = buttonsOf(card).filter(({ title }) => title === 'Cancel')
    const data = { ...(button?.data as object), comment: 'not\0 \ud800now' }
    const pressed = {
      ...odd,
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'p-odd \0',
      value: { action: { type: 'Action.Execute', verb: 'cancel', data }, trigger: 'manual' },
    }
    const answer = await w.channel('POST', '/control/deliver', { activity: pressed })
    expect(answer.body).toMatchObject({ status: 200, body: { statusCode: 200 } })
  })

  it('the metrics are for this machine only, whatever a proxy passes on', async () => {
    const url = `${world().world.assentUrl()}/metrics`
    const own = await fetch(url)
    expect(own.status).toBe(200)
    expect(await own.text()).toContain('assent_requests_total')
    const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via', 'x-client-ip']
    const bySidecars = ['x-envoy-external-address', 'x-arr-log-id', 'x-azure-clientip', 'cf-connecting-ip']
    for (const name of [...passedOn, ...bySidecars])
      expect([name, (await fetch(url, { headers: { [name]: '203.0.113.9' } })).status]).toEqual([name, 403])
    // As a proxy does that says nothing of itself and keeps the name that was asked for.
    expect(await statusFor(url, 'assent.contoso.com')).toBe(403)
    expect(await statusFor(url, new URL(url).host)).toBe(200)
  })

  it('when Teams rotates its keys, messages are accepted without a restart', async () => {
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
    const posted = async () => (await w.messages()).slice(before).filter((one) => !one.held)
    await w.until(async () => (await posted()).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const cards = await posted()
    expect(cards).toHaveLength(1)
  })

  it('the same sentence again under new ids, while its request is open, is one card and one hint', async () => {
    const w = world()
    const text = 'assign compliance policy Pilot Compliance to group Marketing'
    const said = (id: string, place: string) => {
      const { conversation, ...rest } = message(text)
      const there = place === CHAT.ada ? 'personal' : 'groupChat'
      return { ...rest, id, conversation: { ...conversation, id: place, conversationType: there } }
    }
    const before = (await w.messages()).length
    const deliver = (activity: object) => w.channel('POST', '/control/deliver', { activity })
    await Promise.all([1, 2, 3, 4].map((index) => deliver(said(`again-${index}`, CHAT.ada))))
    const card = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Marketing/)
    await w.posted(CHAT.ada, 'You wrote the same a moment ago')
    const posted = async () =>
      (await w.messages()).slice(before).filter(({ from, held }) => from.isBot && !held)
    expect(await posted()).toHaveLength(2)
    // Elsewhere it is another request; and so it is once the first one has ended.
    await deliver(said('elsewhere', CHAT.group))
    await w.posted(CHAT.group, /Waiting for approval[\s\S]*Marketing/)
    await w.press(ada, card, 'Cancel')
    await deliver(said('once more', CHAT.ada))
    await w.until(async () => (await posted()).length >= 4)
    expect((await posted()).filter((one) => textOf(one).includes('a moment ago'))).toHaveLength(1)
  })
})

/** With a `Host` of its own, which `fetch` does not send. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
}
