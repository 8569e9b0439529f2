import { describe, expect, it } from 'vitest'
import { Pace, TenantPace } from '../../src/graph/pace.ts'

describe('The rate limit of a tenant', () => {
  it('lets no more calls through in any window than are granted, in the order of asking', async () => {
    const pace = new Pace(() => 5, 120)
    const times: number[] = []
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 17 }, async (_, index) => {
        await pace.take()
        times.push(performance.now())
        order.push(index)
      }),
    )
    expect(order).toEqual([...order].sort((a, b) => a - b))
    // The sixth from any one on started a whole stretch later.
    for (let at = 0; at + 5 < times.length; at++) {
      expect((times[at + 5] ?? 0) - (times[at] ?? 0)).toBeGreaterThanOrEqual(115)
    }
  })

  it('counts the calls inside a batch, and lets through one that exceeds the grant by itself', async () => {
    const pace = new Pace(() => 10, 100)
    await pace.take(50)
    const started = performance.now()
    await pace.take(8)
    expect(performance.now() - started).toBeGreaterThanOrEqual(90)
  })

  /** How many go at once before one has to wait. */
  async function atOnce(pace: Pace): Promise<number> {
    let went = 0
    for (let i = 0; i < 120; i++) void pace.take().then(() => went++)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return went
  }

  it.each([
    [{ living: 1, isNew: false }, 80],
    [{ living: 4, isNew: false }, 20],
    // Three came to one that may have spent its eighty: less than the hundred of the grant all together.
    [{ living: 4, isNew: true }, 5],
    [{ living: 200, isNew: false }, 1],
  ])('shares the grant among all live replicas: %o', async (sharers, writes) => {
    expect(await atOnce(new TenantPace(sharers).of('t').writes)).toBe(writes)
  })

  it('takes less as soon as another replica is live, and more when it is gone', async () => {
    const sharers = { living: 1, isNew: false }
    const paces = new TenantPace(sharers)
    sharers.living = 2
    expect(await atOnce(paces.of('a').writes)).toBe(40)
    sharers.living = 1
    expect(await atOnce(paces.of('b').writes)).toBe(80)
  })

  it('forgets tenants that are no longer used', () => {
    const paces = new TenantPace()
    const first = paces.of('first')
    for (let index = 0; index < 10_000; index++) paces.of(`tenant ${index}`)
    expect(paces.of('first')).not.toBe(first)
    const last = paces.of('tenant 9999')
    expect(paces.of('tenant 9999')).toBe(last)
  })

  it('keeps tenants apart, and reads from writes', () => {
    const paces = new TenantPace()
    expect(paces.of('a')).toBe(paces.of('a'))
    expect(paces.of('a').writes).not.toBe(paces.of('b').writes)
    expect(paces.of('a').writes).not.toBe(paces.of('a').reads)
  })
})
