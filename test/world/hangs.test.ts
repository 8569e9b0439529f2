import { afterEach, describe, expect, it } from 'vitest'
import { ada, buttonsOf, CHAT, useWorld } from './world.ts'

const SLOW_MS = 60_000

describe('A call that nobody answers', () => {
  const world = useWorld()
  afterEach(() => world().channel('PUT', '/control/faults', {}))

  async function hanging(method: string, path: string, times = 1) {
    const { status } = await world().channel('PUT', '/control/faults', {
      rules: [{ method, path, status: 0, hang: true, times }],
    })
    expect(status).toBe(204)
  }

  it(
    'on posting a card: the card comes within half a minute, and the conversation goes on',
    async () => {
      const w = world()
      await hanging('POST', `${CHAT.group}/activities`, 2)
      const began = Date.now()
      const card = await w.ask(
        ada,
        CHAT.group,
        'assign administrative template "Edge Kiosk Mode" to Help Desk',
      )
      expect(Date.now() - began).toBeLessThan(30_000)
      expect(card.attachments).toHaveLength(1)
    },
    SLOW_MS,
  )

  it(
    'on asking who speaks: the turn ends in time, with a sentence',
    async () => {
      const w = world()
      await hanging('GET', '/members/')
      const began = Date.now()
      const said = w.say(ada, CHAT.channel, 'help').then(() => Date.now() - began)
      const answer = await w.posted(CHAT.channel, 'Something went wrong on my side')
      expect(await said).toBeLessThan(10_000)
      expect(answer.text).toContain('nothing was changed')
    },
    SLOW_MS,
  )

  it(
    'while the answer is being sent: Teams has its own in time, and the person hears that it failed',
    async () => {
      const w = world()
      await hanging('POST', `${CHAT.ada}/activities`)
      const began = Date.now()
      await w.say(ada, CHAT.ada, 'help')
      expect(Date.now() - began).toBeLessThan(10_000)
      await w.posted(CHAT.ada, 'Something went wrong on my side')
      expect(Date.now() - began).toBeLessThan(30_000)
    },
    SLOW_MS,
  )

  it(
    'while messages queue up: no turn waits for them',
    async () => {
      const w = world()
      const took: number[] = []
      const asked = Array.from({ length: 14 }, async (_none, index) => {
        const began = Date.now()
        await w.say(
          ada,
          CHAT.approvals,
          `assign administrative template "Printer Drivers" to "Nobody ${index}"`,
        )
        took.push(Date.now() - began)
      })
      await Promise.all(asked)
      const helpBegan = Date.now()
      await w.say(ada, CHAT.approvals, 'help')
      took.push(Date.now() - helpBegan)
      expect(Math.max(...took)).toBeLessThan(2500)
      await w.until(async () => (await w.messages()).filter(({ from }) => from.isBot).length >= 15)
    },
    SLOW_MS,
  )

  it.each([
    ['403', { status: 403 }, 'Teams does not let me see the team.'],
    ['404', { status: 404 }, 'Teams does not let me see the team.'],
    ['503', { status: 503 }, 'Teams does not answer about it at the moment.'],
    ['no answer', { status: 0, hang: true }, 'Teams does not answer about it at the moment.'],
  ])(
    '“notify here”, with %s for the team: a sentence that fits within ten seconds',
    async (_what, rule, sentence) => {
      const w = world()
      const path = '/v3/teams/'
      await w.channel('PUT', '/control/faults', { rules: [{ method: 'GET', path, ...rule }] })
      const began = Date.now()
      const answer = await w.ask(ada, CHAT.channel, 'notify here')
      expect(answer.text).toContain(sentence)
      expect(Date.now() - began).toBeLessThan(10_000)
    },
    SLOW_MS,
  )
})

describe('A card that Teams finds too large', () => {
  const world = useWorld()
  afterEach(() => world().channel('PUT', '/control/faults', {}))

  it.each([
    [2, 'Approve', /Waiting for approval/],
    [3, null, /larger than Teams takes.*ask again for fewer/],
  ])(
    '%i times, the typing among them, comes smaller, and is not tried again and again',
    async (times, button, text) => {
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
      expect(buttonsOf(card).some(({ title }) => title === 'Approve')).toBe(button !== null)
    },
  )
})
