import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { effectInWords, nounOf } from '../../src/wording/effect.ts'

const exactly = (count: number) => ({ least: count, most: count })
const upTo = (most: number) => ({ least: 0, most })
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
      '3 devices get this policy. 30 devices keep this policy, with only the filter changed.',
      '3 devices get this policy when they next check in. 30 devices keep this policy, with only the filter changed.',
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

  it.each([
    ['required', '1,250 devices are no longer required to have this app.', 'loses'],
    ['available', '1,250 devices are no longer offered this app.', 'loses'],
    // Which takes nothing from anybody.
    ['uninstall', '1,250 devices are no longer told to uninstall this app.', 'ends'],
  ])('do not sound as if an app that is no longer %s were uninstalled', (intent, sentence, weight) => {
    const effect = { ...devices, intent, lose: exactly(1250) }
    expect(effectInWords([effect], { noun: 'app' })).toEqual({ sentences: [sentence], weight })
  })

  it.each([
    [
      { gain: exactly(9), lose: exactly(9), instead: { from: 'required', isAll: true } },
      '9 devices have this app uninstalled. They are required to have it today.',
      '9 devices have this app uninstalled when they next check in. They were required to have it before.',
    ],
    [
      { gain: exactly(1), lose: exactly(1), instead: { from: 'available', isAll: true } },
      '1 device has this app uninstalled. It is offered it today.',
      '1 device has this app uninstalled when it next checks in. It was offered it before.',
    ],
    [
      { gain: upTo(9), lose: upTo(9), instead: { from: 'required', isAll: false } },
      'Up to 9 devices have this app uninstalled. Any of them may be required to have it today.',
      'Up to 9 devices have this app uninstalled when they next check in. Any of them may have been required to have it before.',
    ],
    [
      { gain: exactly(9), lose: upTo(4), instead: { from: 'required', isAll: false } },
      '9 devices have this app uninstalled. Up to 4 of them are required to have it today.',
      '9 devices have this app uninstalled when they next check in. Up to 4 of them were required to have it before.',
    ],
    [
      { gain: exactly(9), lose: NOBODY, moves: [{ from: 'required', count: 4 }] },
      '4 devices have this app uninstalled. They are required to have it today. 5 devices have this app uninstalled.',
      '4 devices have this app uninstalled when they next check in. They were required to have it before. 5 devices have this app uninstalled when they next check in.',
    ],
  ] as const)('tell what an uninstall takes from, once: %j', ({ lose, ...more }, before, after) => {
    const required = { ...devices, intent: 'instead' in more ? more.instead.from : 'required', lose }
    const uninstall = { ...devices, ...more, intent: 'uninstall' }
    const told = (isWritten: boolean) =>
      effectInWords([required, uninstall], { noun: 'app', isWritten }).sentences.join(' ')
    expect([told(false), told(true)]).toEqual([before, after])
  })

  it('tell of an intent that takes the place of another, and of how many it does', () => {
    const told = (isAll: boolean) => {
      const required = { ...devices, intent: 'required', lose: upTo(9) }
      const instead = { from: 'required', isAll }
      const available = { ...devices, intent: 'available', gain: upTo(9), instead }
      return effectInWords([required, available], { noun: 'app' })
    }
    expect(told(true)).toEqual({
      sentences: [
        'Up to 9 devices get this app as available instead of required.',
        'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
      ],
      weight: 'weakens',
    })
    expect(told(false).sentences).toEqual([
      'Up to 9 devices get this app as available, up to 9 of them instead of required.',
      'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
    ])
  })

  it('are good news where an app becomes required instead of available', () => {
    const moves = [{ from: 'available', count: 9 }]
    const available = { ...devices, intent: 'available', lose: exactly(9) }
    const required = { ...devices, intent: 'required', gain: exactly(9), moves }
    expect(effectInWords([available, required], { noun: 'app' })).toEqual({
      sentences: ['9 devices get this app as required instead of available.'],
      weight: 'gains',
    })
  })

  it('say in one sentence what is the same for devices and users', () => {
    const both = [
      { ...devices, gain: upTo(9) },
      { ...users, gain: exactly(1) },
    ]
    expect(effectInWords(both, { noun: 'policy' }).sentences).toEqual([
      'Up to 9 devices and 1 user get this policy.',
    ])
    expect(effectInWords(both, { noun: 'policy', isWritten: true }).sentences).toEqual([
      'Up to 9 devices get this policy when they next check in.',
      '1 user gets this policy when that user’s devices next check in.',
    ])
  })

  it('say that it comes at the next check-in until devices have reported', () => {
    const told = (effect: object) =>
      effectInWords([{ ...devices, ...effect }], { noun: 'policy', isWritten: true, isReported: true })
        .sentences
    expect(told({ gain: exactly(9) })).toEqual(['9 devices get this policy.'])
    // Reports are of those who have it: nobody hears from those who lost it.
    expect(told({ lose: exactly(9) })).toEqual(['9 devices lose this policy when they next check in.'])
  })

  it('say of what is only to last longer that it stays', () => {
    const told = (effect: object) =>
      effectInWords([{ ...devices, ...effect }], { noun: 'app', stays: true }).sentences
    expect(told({ gain: exactly(9) })).toEqual(['9 devices keep this app until the new end.'])
    expect(told({ lose: exactly(1) })).toEqual(['1 device stays without this app until the new end.'])
    expect(told({ intent: 'uninstall', gain: exactly(9) })).toEqual([
      '9 devices have this app uninstalled as now.',
    ])
  })

  it('say of what is only tried what would happen', () => {
    const told = (effect: object) =>
      effectInWords([{ ...devices, ...effect }], { noun: 'app', isTried: true }).sentences
    expect(told({ gain: exactly(9) })).toEqual(['9 devices would get this app.'])
    expect(told({ lose: exactly(1) })).toEqual(['1 device would lose this app.'])
    expect(told({ gain: exactly(0), lose: exactly(0) })).toEqual(['Nobody would gain or lose by this.'])
    expect(told({ intent: 'uninstall', gain: exactly(9) })).toEqual([
      '9 devices would have this app uninstalled.',
    ])
    expect(told({ intent: 'uninstall', lose: exactly(1) })).toEqual([
      '1 device would no longer be told to uninstall this app.',
    ])
  })
})
