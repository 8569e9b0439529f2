import { afterEach, describe, expect, it } from 'vitest'
import { ada, CHAT, useWorld } from './world.ts'

const CANNOT = 'I cannot look up whether you own this team:'

describe('“notify here”, where the team’s owners are unknown', () => {
  const world = useWorld()
  afterEach(async () => {
    await world().faults()
    world().world.channel.board.unlisted.clear()
  })

  it.each([
    ['403', { status: 403 }, `${CANNOT} Microsoft Graph does not let Assent see who is in a group`],
    ['404', { status: 404 }, 'Only an owner of this team can decide whether I post in its channels.'],
    ['503', { status: 503 }, CANNOT],
    [
      'no answer',
      { status: 0, hang: true },
      `${CANNOT} nobody answered in time. Write this again in a moment.`,
    ],
  ])('with %s for its owners: a fitting sentence', async (_what, rule, sentence) => {
    const w = world()
    await w.faults({ rules: [{ method: 'GET', path: '/owners', ...rule }] })
    const answer = await w.ask(ada, CHAT.channel, 'notify here')
    expect(answer.text).toContain(sentence)
    expect(answer.text).not.toContain('Intune role')
  })

  it('a channel outside the team is not for that team’s owners to decide', async () => {
    const w = world()
    w.world.channel.board.unlisted.add(CHAT.channel)
    const answer = await w.ask(ada, CHAT.channel, 'notify here')
    expect(answer.text).toBe('Teams does not list this channel in its team, so I changed nothing here.')
    w.world.channel.board.unlisted.clear()
    expect((await w.ask(ada, CHAT.channel, 'notify here')).text).toContain(
      'From now on I’ll post results here',
    )
  })
})
