import { describe, expect, it } from 'vitest'
import { Pace, TenantPace } from '../../src/graph/pace.ts'

describe('The pace of one tenant', () => {
  it('lets no more through in any stretch of time than it grants, in the order of asking', async () => {
    const pace = new Pace(5, 120)
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

  it('counts what a batch holds, and lets one through that is larger than the grant', async () => {
    const pace = new Pace(10, 100)
    await pace.take(50)
    const started = performance.now()
    await pace.take(8)
    expect(performance.now() - started).toBeGreaterThanOrEqual(90)
  })

  it('keeps tenants and reads and writes apart', () => {
    const paces = new TenantPace()
    expect(paces.of('a')).toBe(paces.of('a'))
    expect(paces.of('a').writes).not.toBe(paces.of('b').writes)
    expect(paces.of('a').writes).not.toBe(paces.of('a').reads)
  })
})
