import { describe, expect, it } from 'vitest'
import { ListCache } from '../../src/graph/lists.ts'

const ADA = { tenantId: 't', oid: 'ada' }
const BRUNO = { tenantId: 't', oid: 'bruno' }
const SCOPES = ['A.Read', 'B.Read']

describe('Recently read lists', () => {
  const counted = () => {
    const loads = { count: 0 }
    const load = async () => [{ name: `list ${++loads.count}` }]
    return { loads, load }
  }

  it('are read once, even for two simultaneous callers', async () => {
    const cache = new ListCache()
    const { loads, load } = counted()
    await Promise.all([cache.list(ADA, SCOPES, 'x', load), cache.list(ADA, SCOPES, 'x', load)])
    await cache.list(ADA, ['B.Read', 'A.Read'], 'x', load)
    expect(loads.count).toBe(1)
  })

  it('are kept apart by person, tenant and scopes', async () => {
    const cache = new ListCache()
    const { load } = counted()
    const first = await cache.list(ADA, SCOPES, 'x', load)
    for (const [who, scopes] of [
      [BRUNO, SCOPES],
      [{ ...ADA, tenantId: 'u' }, SCOPES],
      [ADA, ['A.Read']],
    ] as const) {
      expect(await cache.list(who, scopes, 'x', load)).not.toBe(first)
    }
  })

  it('are read again when the current state is needed', async () => {
    const cache = new ListCache()
    const { load } = counted()
    const first = await cache.list(ADA, SCOPES, 'x', load)
    expect(await cache.list(ADA, SCOPES, 'x', load, Date.now() - 1000)).toBe(first)
    const second = await cache.list(ADA, SCOPES, 'x', load, Date.now() + 1)
    expect(second).not.toBe(first)
    expect(await cache.list(ADA, SCOPES, 'x', load)).toBe(second)
  })

  it('are dropped on sign-out, including those being read', async () => {
    const cache = new ListCache()
    let finish: (list: { name: string }[]) => void = () => {}
    const slow = cache.list(
      ADA,
      SCOPES,
      'x',
      () => new Promise<{ name: string }[]>((resolve) => (finish = resolve)),
    )
    const others = await cache.list(BRUNO, SCOPES, 'x', async () => [{ name: 'bruno’s' }])
    cache.forget(ADA)
    finish([{ name: 'from before' }])
    await slow
    expect(await cache.list(ADA, SCOPES, 'x', async () => [{ name: 'new' }])).toEqual([{ name: 'new' }])
    expect(await cache.list(BRUNO, SCOPES, 'x', async () => [])).toBe(others)
  })

  it('are not kept when reading fails', async () => {
    const cache = new ListCache()
    await expect(cache.list(ADA, SCOPES, 'x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await cache.list(ADA, SCOPES, 'x', async () => [{ name: 'new' }])).toEqual([{ name: 'new' }])
  })
})
