import { ConfidentialClientApplication } from '@azure/msal-node'
import { ConnectorFactoryImpl } from 'botframework-connector/lib/auth/connectorFactoryImpl.js'
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import { describe, expect, it, vi } from 'vitest'
import { ada, CHAT, useWorld } from './world.ts'

describe('The cost of a turn', () => {
  const world = useWorld()

  it('is small: its token is checked once, and clients and the bot’s own token are reused', async () => {
    const w = world()
    const sentence = 'assign compliance policy iPad Boardroom to group'
    await w.shows(await w.ask(ada, CHAT.ada, `${sentence} Legal`), 'Waiting for approval')
    const judged = vi.spyOn(JwtTokenExtractor.prototype, 'getIdentity')
    const made = [
      vi.spyOn(ConnectorFactoryImpl.prototype, 'create'),
      vi.spyOn(ConfidentialClientApplication.prototype, 'acquireTokenByClientCredential'),
    ]
    await w.ask(ada, CHAT.ada, 'help')
    expect(judged).toHaveBeenCalledTimes(1)
    for (const one of made) expect(one, one.getMockName()).not.toHaveBeenCalled()
  })
})
