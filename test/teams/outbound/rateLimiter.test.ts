import { TurnContext } from 'botbuilder'
import { describe, expect, it } from 'vitest'
import { onlySendsAreLeft, rateLimitMiddleware } from '../../../src/teams/adapter/rateLimitMiddleware.ts'
import { type Clock, RateLimiter, TooBusy, WINDOWS } from '../../../src/teams/outbound/rateLimiter.ts'

/** A clock that stands still until somebody waits; whoever waits is woken in order. */
class StillClock implements Clock {
  private time = 0
  private readonly waiting: { at: number; wake: () => void }[] = []

  now(): number {
    return this.time
  }

  pause(ms: number): Promise<void> {
    return new Promise((wake) => this.waiting.push({ at: this.time + ms, wake }))
  }

  /** Lets time go by until nobody waits any more, or that much has gone by. */
  async run(ms: number): Promise<void> {
    const end = this.time + ms
    for (;;) {
      for (let i = 0; i < 50; i++) await Promise.resolve()
      this.waiting.sort((one, other) => one.at - other.at)
      const next = this.waiting[0]
      if (!next || next.at > end) break
      this.waiting.shift()
      this.time = Math.max(this.time, next.at)
      next.wake()
    }
    this.time = end
  }
}

describe('The rate limit of one conversation', () => {
  it('holds in every window, wherever a message is counted, and in the order of asking', async () => {
    const clock = new StillClock()
    const rate = new RateLimiter(clock)
    const arrivals: number[] = []
    const order: number[] = []
    const sends = Array.from({ length: 2000 }, (_none, index) =>
      rate.send('a', Number.POSITIVE_INFINITY, async () => {
        order.push(index)
        // Some are slow, and arrive at one end or the other of their way.
        await clock.pause((index * 37) % 400)
        arrivals.push(clock.now())
        await clock.pause((index * 53) % 200)
      }),
    )
    await clock.run(3 * 3_600_000)
    await Promise.all(sends)
    arrivals.sort((one, other) => one - other)
    for (const { most, ms } of WINDOWS) {
      const tooSoon = arrivals.filter((at, index) => at - (arrivals[index - most] ?? -Infinity) < ms)
      expect(tooSoon).toEqual([])
    }
    expect(order).toEqual([...order].sort((one, other) => one - other))
    expect(arrivals).toHaveLength(2000)
  })

  it('does not delay another conversation', async () => {
    const clock = new StillClock()
    const rate = new RateLimiter(clock)
    const done: string[] = []
    for (let i = 0; i < 30; i++) void rate.send('a', Number.POSITIVE_INFINITY, async () => done.push('a'))
    void rate.send('b', 0, async () => done.push('b'))
    await clock.run(0)
    expect(done).toContain('b')
    expect(done.filter((one) => one === 'a')).toHaveLength(7)
  })

  it('refuses what would have to wait too long, and sends the others', async () => {
    const clock = new StillClock()
    const rate = new RateLimiter(clock)
    const sends = Array.from({ length: 12 }, () => rate.send('a', 1500, async () => 'sent'))
    const settled = Promise.allSettled(sends)
    await clock.run(60_000)
    const outcomes = await settled
    const refused = outcomes.filter((one) => one.status === 'rejected')
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(8)
    expect(refused.every((one) => one.reason instanceof TooBusy)).toBe(true)
  })
})

it('A message is answered before it is shown that something is happening', async () => {
  const happened: string[] = []
  const teams = {
    sendActivities: async () => {
      happened.push('typing')
      return [{ id: '' }]
    },
  }
  const activity = { type: 'message', conversation: { id: 'a:ada' } }
  const context = new TurnContext(teams as never, activity as never)
  await rateLimitMiddleware().onTurn(context, async () => {
    // The web server takes a few steps to write an answer.
    onlySendsAreLeft(context, () => process.nextTick(() => queueMicrotask(() => happened.push('answer'))))
    await context.sendActivity({ type: 'typing' })
  })
  expect(happened).toEqual(['answer', 'typing'])
})
