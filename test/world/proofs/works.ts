import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../../src/local/company.ts'
import { ada, bruno, CHAT, useWorld } from '../world.ts'

/** One way of proving who the apps are: the bot's own token, people's tokens, and a change written. */
export function worksAs(kind: string): void {
  describe(`Registrations that prove themselves by ${kind}`, () => {
    const world = useWorld({ LOCAL_APP: kind })

    it('get the bot’s own token and the requester’s, and a change is written as the requester', async () => {
      const w = world()
      const card = await w.ask(ada, CHAT.group, 'assign compliance policy Windows 10 Legacy to group Legal')
      await w.press(bruno, await w.shows(card, 'Waiting for approval'), 'Approve')
      await w.shows(card, 'Done and verified in Intune')
      const [write] = await w.writes()
      expect(write).toMatchObject({ oid: ada.oid, kind: 'user', appId: COMPANY.signInAppId })
    })
  })
}
