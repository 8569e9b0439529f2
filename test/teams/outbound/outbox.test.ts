import { describe, expect, it } from 'vitest'
import type { KnownConversation } from '../../../src/store/conversations.ts'
import { MessageRefused, Outbox, TooLarge, Unreachable } from '../../../src/teams/outbound/outbox.ts'
import { TooBusy } from '../../../src/teams/outbound/rateLimiter.ts'
import { TeamsError } from '../../../src/teams/turn.ts'
import { memoryTeams } from '../memoryTeams.ts'

const HERE: KnownConversation = {
  id: 'a:ada',
  tenantId: 't',
  kind: 'personal',
  reference: { serviceUrl: 'https://example.com', bot: { id: '28:bot' } },
}
const THERE = { ...HERE, id: 'a:bruno' }

describe('The outbox', () => {
  it('sends one message at a time per conversation, in order, independently of other conversations', async () => {
    const teams = memoryTeams()
    const outbox = new Outbox(teams)
    const slow = Promise.withResolvers<void>()
    let isFirst = true
    teams.before = async (_call, conversationId) => {
      if (conversationId !== HERE.id || !isFirst) return
      isFirst = false
      await slow.promise
    }
    const here = ['one', 'two', 'three'].map((text) => outbox.create(HERE, { text }))
    await outbox.create(THERE, { text: 'elsewhere' })
    expect(teams.sent.map(({ message }) => message.text)).toEqual(['elsewhere'])
    slow.resolve()
    await Promise.all(here)
    expect(teams.textsIn(HERE.id)).toEqual(['one', 'two', 'three'])
  })

  it('continues after a message that could not be sent', async () => {
    const teams = memoryTeams()
    const outbox = new Outbox(teams)
    let calls = 0
    teams.before = async () => {
      if (++calls === 1) throw new TeamsError(502, null)
    }
    const [first, second] = await Promise.allSettled(
      ['one', 'two'].map((text) => outbox.create(HERE, { text })),
    )
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    expect(teams.textsIn(HERE.id)).toEqual(['two'])
  })

  it.each([
    ['the bot was taken away', new TeamsError(403, 'BotNotInConversationRoster'), Unreachable],
    ['the conversation is gone', new TeamsError(404, null), Unreachable],
    ['the message is too large', new TeamsError(413, null), TooLarge],
    ['the message is too large, by its code', new TeamsError(400, 'MessageSizeTooBig'), TooLarge],
    ['Teams does not like it', new TeamsError(400, 'BadSyntax'), MessageRefused],
    ['too much is waiting', new TooBusy('later'), MessageRefused],
  ])('reports a message as not sent: %s', async (_why, error, kind) => {
    const teams = memoryTeams()
    teams.before = async () => {
      throw error
    }
    await expect(new Outbox(teams).create(HERE, { text: 'one' })).rejects.toBeInstanceOf(kind)
  })

  it.each([
    ['nobody waited any longer', new TeamsError(408, null)],
    ['Teams failed', new TeamsError(500, null)],
    ['there was no answer', new Error('socket hang up')],
  ])('does not where it may have been sent after all: %s', async (_why, error) => {
    const teams = memoryTeams()
    teams.after = async () => {
      throw error
    }
    const sending = new Outbox(teams).create(HERE, { text: 'one' })
    await expect(sending).rejects.toBe(error)
    await expect(sending).rejects.not.toBeInstanceOf(MessageRefused)
  })

  it('can withdraw a message that is already gone', async () => {
    const teams = memoryTeams()
    teams.before = async () => {
      throw new TeamsError(404, null)
    }
    await new Outbox(teams).withdraw(HERE, 'gone')
  })
})
