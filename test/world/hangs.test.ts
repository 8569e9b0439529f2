import { afterEach, describe, expect, it } from 'vitest'
import { Entra } from './entra.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

/** What hangs here hangs for good: whoever waited for it would take longer than this on any machine. */
const WITHIN_MS = 60_000

describe('A call without an answer', () => {
  const world = useWorld()
  afterEach(async () => {
    await world().channel('PUT', '/control/faults', {})
    await world().faults()
    await new Entra(world()).conditions()
  })

  async function hanging(method: string, path: string, times = 1) {
    const { status } = await world().channel('PUT', '/control/faults', {
      rules: [{ method, path, status: 0, hang: true, times }],
    })
    expect(status).toBe(204)
  }

  it('on posting a card: the card is posted within half a minute, and the conversation continues', async () => {
    const w = world()
    await hanging('POST', `${CHAT.group}/activities`, 2)
    const began = Date.now()
    const card = await w.ask(ada, CHAT.group, 'assign administrative template "Edge Kiosk Mode" to Help Desk')
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    expect(card.attachments).toHaveLength(1)
  })

  it('on looking up the sender: the turn ends in time, with a sentence', async () => {
    const w = world()
    await hanging('GET', '/members/', 2)
    const began = Date.now()
    const said = w.say(ada, CHAT.channel, 'help').then(() => Date.now() - began)
    const answer = await w.posted(CHAT.channel, 'Something went wrong on my side')
    expect(await said).toBeLessThan(WITHIN_MS)
    expect(answer.text).toContain('nothing was changed')
  })

  it('on looking up the sender, once: their message is answered', async () => {
    const w = world()
    await w.world.restartAssent()
    await hanging('GET', '/members/')
    const began = Date.now()
    const answer = await w.ask(ada, CHAT.group, 'help')
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    expect(answer.attachments).toHaveLength(1)
  })

  it('on the bot’s own token, in a process that has none: what somebody wrote in a group is answered', async () => {
    const w = world()
    await w.world.restartAssent()
    await new Entra(w).conditions({
      rules: [{ method: 'POST', path: '/oauth2/v2.0/token', status: 0, hang: true, times: 1 }],
    })
    const began = Date.now()
    const said = w.ask(ada, CHAT.group, 'help')
    expect((await said).attachments).toHaveLength(1)
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
  })

  it('on looking up who pressed: the press is answered with a sentence, and the next one counts', async () => {
    const w = world()
    const first = await w.ask(ada, CHAT.group, 'assign administrative template "Edge Settings" to Legal')
    const card = await w.shows(first, 'Waiting for approval')
    await hanging('GET', '/members/')
    const began = Date.now()
    const { toast } = await w.press(bruno, card, 'Approve')
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    expect(toast).toContain('nothing has happened yet')
    expect((await w.press(bruno, card, 'Approve')).toast).toBeNull()
    await w.shows(card, 'Done and verified')
  })

  const entra = (method: string, path: string) => async () =>
    new Entra(world()).conditions({ rules: [{ method, path, status: 0, hang: true, times: 1 }] })
  it.each([
    ['the token service', () => hanging('GET', '/api/usertoken/GetToken'), 'Entra is not answering'],
    ['Entra’s token', entra('POST', '/oauth2/v2.0/token'), 'Entra is not answering'],
    ['Entra’s keys', entra('GET', '/discovery/v2.0/keys'), 'Entra is not answering'],
    [
      'a read of Graph',
      () => world().faults({ rules: [{ method: 'GET', path: '/groups', status: 0, hang: true, times: 1 }] }),
      'has not answered yet',
    ],
  ])(
    'on %s: the person is told within half a minute, and it continues by itself',
    async (what, hang, sentence) => {
      const w = world()
      // What the process knows already, it does not ask for.
      await w.world.restartAssent()
      await w.ask(ada, CHAT.ada, 'help')
      await hang()
      const began = Date.now()
      await w.say(ada, CHAT.ada, `assign administrative template "Edge Settings" to "Nobody (${what})"`)
      await w.posted(CHAT.ada, sentence)
      expect(Date.now() - began).toBeLessThan(WITHIN_MS)
      const answered = async () =>
        (await w.messages()).some((one) => /no group/i.test(textOf(one)) && textOf(one).includes(what))
      // A read of Graph may take a minute, which is more than anybody waits for here.
      await w.until(answered).catch(() => w.until(answered))
    },
  )

  it('while the answer is being sent: Teams gets its own in time, and the person is told that it failed', async () => {
    const w = world()
    await hanging('POST', `${CHAT.ada}/activities`)
    const began = Date.now()
    await w.say(ada, CHAT.ada, 'help')
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    await w.posted(CHAT.ada, 'Something went wrong on my side')
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
  })

  it('while messages are queued: no turn waits for them', async () => {
    const w = world()
    const answers = async () => (await w.messages()).filter(({ from }) => from.isBot).length
    const earlier = await answers()
    const asked = Array.from({ length: 14 }, (_none, index) =>
      w.say(ada, CHAT.approvals, `assign administrative template "Printer Drivers" to "Nobody ${index}"`),
    )
    await Promise.all([...asked, w.say(ada, CHAT.approvals, 'help')])
    expect(await answers()).toBeLessThan(earlier + 15)
    await w.until(async () => (await answers()) >= earlier + 15)
  })

  it.each([
    ['403', { status: 403 }, 'Teams does not let me see the team.'],
    ['404', { status: 404 }, 'Teams does not let me see the team.'],
    ['503', { status: 503 }, 'Teams is not answering about it at the moment.'],
    ['no answer', { status: 0, hang: true }, 'Teams is not answering about it at the moment.'],
  ])(
    '“notify here”, with %s for the team: a fitting sentence within ten seconds',
    async (_what, rule, sentence) => {
      const w = world()
      const path = '/v3/teams/'
      await w.channel('PUT', '/control/faults', { rules: [{ method: 'GET', path, ...rule }] })
      const began = Date.now()
      const answer = await w.ask(ada, CHAT.channel, 'notify here')
      expect(answer.text).toContain(sentence)
      expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    },
  )
})

describe('A card that is too large for Teams', () => {
  const world = useWorld()
  afterEach(() => world().channel('PUT', '/control/faults', {}))

  it.each([
    [2, 'Approve', /Waiting for approval/],
    [3, null, /larger than Teams takes.*ask again for fewer/],
  ])('%i times, typing included, is sent smaller, and not retried endlessly', async (times, button, text) => {
    const w = world()
    const policy = times === 2 ? 'Removable Storage' : 'Printer Drivers'
    const path = `${CHAT.group}/activities`
    const rules = [
      // The first is "typing".
      { method: 'POST', path, status: 413, times },
    ]
    const typing = await w.channel('PUT', '/control/faults', { rules })
    expect(typing.status).toBe(204)
    await w.say(ada, CHAT.group, `assign administrative template "${policy}" to group Help Desk`)
    const card = await w.posted(CHAT.group, text)
    expect(buttonsOf(card).some(({ verb }) => verb === 'approve')).toBe(button !== null)
  })
})
