import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { saysPair } from '../../src/language/grammar/pairs.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'

describe('“both” before one name', () => {
  it.each([
    'assign both Edge Settings to Legal',
    'assign both “Edge Settings” to Legal',
    'assign both Edge Settings policies to Legal and Finance',
    'assign both of the Edge Settings policies to Legal',
    'remove Legal from both compliance policies called edge settings',
  ])('means two of it: %s', (text) => {
    expect(saysPair(text, 'Edge Settings')).toBe(true)
  })

  it.each([
    ['assign Edge Settings to both Legal and Finance', 'Edge Settings'],
    ['assign Edge Settings to both Legal and Finance', 'Finance'],
    ['assign both BitLocker and Edge Settings to Legal', 'Edge Settings'],
    ['assign both Edge Settings and BitLocker to Legal', 'Edge Settings and BitLocker'],
    ['assign “both Edge Settings” to Legal', 'both Edge Settings'],
  ])('is not about this one: %s, %s', (text, name) => {
    expect(saysPair(text, name)).toBe(false)
  })

  it.each([
    'assign both compliance policies Edge Settings to Legal',
    'assign both of the compliance policies Edge Settings to Legal',
    'assign both Edge Settings compliance policies to Legal',
  ])('leaves the kind and the name: %s', (text) => {
    expect(read(text, CATALOG)[0]).toMatchObject({
      kind: 'deviceCompliancePolicy',
      policies: ['Edge Settings'],
      include: ['Legal'],
    })
  })
})
