import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../until.ts'
import { COLLECTION, type Company, startCompany } from './company.ts'
import { judge } from './judge.ts'
import { Approvers, makeWishes, sayAll, type Wish } from './people.ts'
import { isGood } from './story.ts'

const PATIENCE_MS = 10 * 60_000
/** Teams takes eight in two seconds; a stop waits ten. */
const HELPS = 14

describe('On a signal to stop', () => {
  let company: Company
  beforeAll(async () => {
    company = await startCompany('PGlite', 1)
  }, PATIENCE_MS)
  afterAll(() => company?.stop())

  // On Windows no process can ask another to end: every signal ends it at once (nodejs.org, `process.kill`).
  it.skipIf(process.platform === 'win32')(
    'Assent finishes what it is writing, accepts nothing new and exits cleanly; the next start continues',
    async () => {
      const wishes = makeWishes(1, 0)
      const first = await company.startAssent()
      company.channel.connect(first.url)
      await company.install()
      await sayAll(company, wishes, 0)
      // It is told to stop at the very moment of the write, before it knows that it was taken.
      const stopped = new Promise<number | null>((resolve) => {
        const off = company.tenant.onChange(() => {
          off()
          resolve(first.stop())
        })
      })
      const approvers = new Approvers(company, () => {})
      expect(await stopped).toBe(0)
      expect(await fetch(`${first.url}/readyz`).catch(() => null)).toBeNull()

      const second = await company.startAssent()
      company.channel.connect(second.url)
      await until(() => isGood(judge(company, wishes)), 'the end')
      await approvers.stop()
      expect(await second.stop()).toBe(0)
      const { id } = company.tenant.state.objects[COLLECTION]?.at(-1) ?? { id: '' }
      expect(company.tenant.calls.filter(({ wrote, path }) => wrote && path.includes(id))).toHaveLength(1)
    },
    PATIENCE_MS,
  )

  it(
    'Assent sends the answers it has started, even if Teams has already given up',
    async () => {
      const assent = await company.startAssent()
      company.channel.connect(assent.url)
      const [{ person, conversation }] = makeWishes(1, 0) as [Wish]
      const { clients, board } = company.channel
      const shown = () =>
        board.messages.filter((one) => one.from.isBot && one.conversationId === conversation.id).length
      const before = shown()
      // More than Teams takes at once: some are still to be sent when all of the turns are answered.
      await Promise.all(Array.from({ length: HELPS }, () => clients.say(person, conversation, 'help')))
      expect(await assent.stop()).toBe(0)
      expect(shown() - before).toBe(HELPS)
    },
    PATIENCE_MS,
  )
})
