import { describe, expect, it } from 'vitest'
import { clickStory } from './clicks.ts'
import { hangStory } from './hangs.ts'
import { outageStory } from './outages.ts'
import { tellStory } from './story.ts'

/** However busy the machine: what has to be right is what comes out, not how fast. */
const PATIENCE_MS = 15 * 60_000

describe('Nothing lost, nothing twice (in short; `npm run faults` runs everything)', () => {
  it.each(['PGlite', 'PostgreSQL'])(
    'on %s, with a process killed again and again',
    async (engine) => {
      const story = await tellStory({ engine, requests: 10, kills: 3, pause: 600, rest: 200 })
      expect(story).toMatchObject({ lost: [], doubled: [], stuck: [], kills: 3, requests: 10 })
    },
    PATIENCE_MS,
  )

  it(
    'with PostgreSQL’s connections cut and the server restarted under three replicas, one of them with a wrong clock',
    async () => {
      const story = await outageStory({ requests: 20, cuts: 8, outages: [1500, 4000] })
      expect(story).toMatchObject({ lost: [], doubled: [], stuck: [], odd: [], exits: 0, requests: 20 })
    },
    PATIENCE_MS,
  )

  it(
    'with fifty simultaneous clicks on each card, through three replicas of which one is killed',
    async () => {
      const cards = 6
      const { approved, told, broken, slow, ...rest } = await clickStory({ cards, clicks: 50 })
      expect(rest).toMatchObject({ applied: cards, odd: [], lost: [], doubled: [], stuck: [] })
      expect(approved + told).toBe(cards * 50)
      // The one answer that said "approved" can be lost together with its replica, or come too late to be given.
      expect(cards - approved).toBeLessThanOrEqual(Math.min(broken, 1) + slow)
    },
    PATIENCE_MS,
  )

  it(
    'with each call unanswered once',
    async () => {
      // The last one in a group chat, where the bot asks who speaks before anything else.
      const scenes = ['sending a message', 'the channel’s keys', 'Entra’s token']
      const { seconds: _seconds, ...rest } = await hangStory({ scenes, webhook: true })
      expect(rest).toEqual({ calls: 4, lost: [], silent: [] })
    },
    PATIENCE_MS,
  )
})
