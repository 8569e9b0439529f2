import { describe, expect, it } from 'vitest'
import { CallAllowance } from '../../../src/local/tenant/callAllowance.ts'

describe('Throttling in the local tenant', () => {
  it.each([
    ['POST', 100],
    ['GET', 1000],
  ])('%s: %i in any twenty seconds, per app', (method, most) => {
    const grant = new CallAllowance()
    for (let i = 0; i < most; i++) grant.spend('bot', method, i / most)
    expect(() => grant.spend('bot', method, 1)).toThrow(
      expect.objectContaining({ status: 429, headers: { 'retry-after': '20' } }),
    )
    grant.spend('another', method, 1)
    // The first one is twenty seconds ago.
    grant.spend('bot', method, 20_000)
    expect(() => grant.spend('bot', method, 20_000)).toThrow('Too many requests.')
  })
})
