import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { effectInWords, nounOf } from '../../src/wording/effect.ts'

const exactly = (count: number) => ({ least: count, most: count })
const NOBODY = exactly(0)
const devices = { reached: 'devices', intent: null, gain: NOBODY, lose: NOBODY } as const
const users = { ...devices, reached: 'users' } as const

describe('The words of an effect', () => {
  it.each([
    ['compliance policy', 'policy'],
    ['app', 'app'],
    ['PowerShell script', 'script'],
    ['administrative template', 'policy'],
    ['settings catalog policy of declarative management', 'policy'],
    ['terms and conditions', 'policy'],
    ['security baseline', 'baseline'],
    ['Cloud PC user setting', 'setting'],
    ['web link', 'link'],
    ['Windows app (Win32)', 'app'],
    ['update ring', 'ring'],
  ])('call a %s “this %s”', (title, noun) => {
    expect(nounOf(title)).toBe(noun)
  })

  it('have a noun for every kind', () => {
    const titles = CATALOG.flatMap((row) => [row.title, ...row.variants.flatMap(({ title }) => title ?? [])])
    const others = titles.filter((title) => nounOf(title) === 'policy' && !title.endsWith(' policy'))
    expect([...new Set(others)].sort()).toEqual([
      'Cloud PC provisioning policy for Frontline',
      'administrative template',
      'settings catalog policy of declarative management',
      'terms and conditions',
    ])
  })

  it.each([
    [
      { ...devices, lose: exactly(25) },
      '25 devices lose this policy.',
      '25 devices lose this policy when they next check in.',
    ],
    [
      { ...devices, gain: exactly(1) },
      '1 device gets this policy.',
      '1 device gets this policy when it next checks in.',
    ],
    [
      { ...users, gain: exactly(12) },
      '12 users get this policy.',
      '12 users get this policy when their devices next check in.',
    ],
    [
      { ...users, lose: exactly(1) },
      '1 user loses this policy.',
      '1 user loses this policy when that user’s devices next check in.',
    ],
    [
      { ...devices, gain: exactly(3), keep: exactly(30) },
      '3 devices get this policy. 30 devices have this policy already and keep it.',
      '3 devices get this policy when they next check in. 30 devices had this policy already and keep it.',
    ],
    [
      { ...devices, gain: { least: 0, most: 'all' }, lose: { least: 0, most: 'all' } },
      'Possibly all devices lose or get this policy.',
      'Possibly all devices lose or get this policy when they next check in.',
    ],
  ] as const)('say that a written change takes effect at the next check-in: %j', (effect, before, after) => {
    const told = (isWritten: boolean) =>
      effectInWords([effect], { noun: 'policy', isWritten }).sentences.join(' ')
    expect([told(false), told(true)]).toEqual([before, after])
  })

  it('say in the past tense what an uninstall removed', () => {
    const required = { ...devices, intent: 'required', lose: exactly(9) }
    const uninstall = { ...devices, intent: 'uninstall', gain: exactly(9) }
    const told = (isWritten: boolean) =>
      effectInWords([required, uninstall], { noun: 'app', isWritten }).sentences.join(' ')
    expect(told(false)).toBe('9 devices have this app uninstalled. 9 devices are required to have it today.')
    expect(told(true)).toBe(
      '9 devices have this app uninstalled when they next check in. 9 devices were required to have it before.',
    )
  })
})
