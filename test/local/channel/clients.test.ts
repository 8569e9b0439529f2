import { expect, it } from 'vitest'
import { Board } from '../../../src/local/channel/board.ts'
import { Clients } from '../../../src/local/channel/clients.ts'
import { BOT, type ChannelState, personalChatOf } from '../../../src/local/channel/state.ts'
import { COMPANY, type Employee } from '../../../src/local/company.ts'
import type { IdentityProvider } from '../../../src/local/identity/provider.ts'
import { Saved } from '../../../src/local/savedState.ts'

const TYPE = 'application/vnd.microsoft.card.adaptive'
const ada = COMPANY.people.ada as Employee
const chat = personalChatOf(ada)
const nobodySignsIn = { signInSilently: () => null } as unknown as IdentityProvider

it('a view that a client asked for by itself, and got late, does not take the place of what was pressed since', async () => {
  const board = new Board(new Saved<ChannelState>(null, () => ({ messages: [], without: [] })))
  /** What the bot has been asked and not yet answered, in order. */
  const asked: { verb: string; answer: (view: string) => void }[] = []
  const deliver = (activity: object) =>
    new Promise<{ status: number; body: unknown }>((resolve) => {
      const { verb } = (activity as { value: { action: { verb: string } } }).value.action
      const answer = (value: string) => resolve({ status: 200, body: { statusCode: 200, type: TYPE, value } })
      asked.push({ verb, answer })
    })
  const clients = new Clients({ board, identity: nobodySignsIn, deliver, serviceUrl: () => 'http://teams' })
  const refresh = { action: { verb: 'view', data: {} }, userIds: [ada.teamsId] }
  const { id } = board.post({
    conversationId: chat.id,
    from: { ...BOT, isBot: true },
    text: null,
    attachments: [{ contentType: TYPE, content: { refresh } }],
    replyTo: null,
  })
  const press = clients.execute(ada, chat, id, { verb: 'page', data: { choice: '1' } })
  expect(asked.map(({ verb }) => verb)).toEqual(['view', 'page'])
  asked[1]?.answer('page 2')
  await press
  asked[0]?.answer('page 1')
  await new Promise((resolve) => setImmediate(resolve))
  expect(clients.views.get(`${ada.oid} ${id}`)).toBe('page 2')
})
